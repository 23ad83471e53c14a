"""Where a reader can be: one place of each kind that the site has, found by following its own links."""

from __future__ import annotations

from playwright.sync_api import Page

SCHOOL, QUIET_SCHOOL, CASE = "/schools/82110758/", "/schools/26172429/", "/cases/UTBF-2024-6786/"
STAFF_PLACES = {
    "Hem": "/",
    "Läget": "/standing/",
    "Läget, valt": "/standing/?sort=-support&support=with",
    "Läget, under gränsen": "/standing/?need=below",
    "Läget, tomt": "/standing/?text=finnsinte",
    "Skola": SCHOOL,
    "Skola utan andel och stöd": QUIET_SCHOOL,
    "Insatser": "/interventions/",
    "Insatser, ändra flera": "/interventions/change/?row=3&row=4",
    "Insatser, planera igen": "/interventions/copy/?row=3&row=4",
    "Insatser, från Excel": "/interventions/import/",
    "Lästa dokument": "/documents/",
    "Läst dokument, text": "/documents/1/",
    "Läst dokument, bild": "/documents/2/",
    "Förslag, rätta": "/documents/2/proposals/41/",
    "Registrera insatser": "/interventions/new/",
    "Insats": "/interventions/3/",
    "Insats, ändra": "/interventions/3/edit/",
    "Insats, avsluta": "/interventions/3/end/",
    "Insats, avbryt": "/interventions/3/stop/",
    "Ärenden": "/cases/",
    "Ärende": CASE,
    "Ny skrivelse": "/cases/new/",
    "Ärende för hand": "/cases/new/by-hand/",
    "Skrivelse, granska": "/cases/inquiries/1/",
    "Skrivelse, upplagd": "/cases/inquiries/2/",
    "Ärende, ändra vad det gäller": "/cases/XMPL-2026-1/scope/",
    "Frågat förut?": "/cases/XMPL-2026-1/earlier/",
    "Ärendets gång": f"{CASE}path/",
    "Ärendets gång, ett steg": f"{CASE}path/steps/1/",
    "Ärendets gång, nyss inkommet": "/cases/XMPL-2026-1/path/",
    "Begär in en text": f"{CASE}path/texts/new/",
    "Text från en avdelning": f"{CASE}path/texts/1/",
    "Nämndens kalender": "/meetings/?past=1",
    "Nämndens kalender, ett sammanträde": "/meetings/1/",
    "Tillbaka från Word": f"{CASE}returned/",
    "Rektorernas kommentarer": f"{CASE}replies/",
    "Alla automatiska meningar": "/sentences/",
    "Återlämnad fil": f"{CASE}returned/1/",
    "Utkastet": f"{CASE}draft/",
    "Utkastet, påbörjat": "/cases/XMPL-2026-1/draft/",
    "Utkastet, egen text": f"{CASE}draft/texts/views/",
    "Utkastet, egen mening": f"{CASE}draft/sentences/proposal/",
    "Utkastet, ändrat": f"{CASE}draft/changes/",
    "Språk och namn": f"{CASE}draft/check/",
    "Är allt besvarat?": f"{CASE}draft/answered/",
    "Undertecknande": f"{CASE}sign/",
    "Var uppgifterna kommer från": f"{CASE}provenance/",
    "Är filen den undertecknade": "/verify/",
    "Program": "/programmes/",
    "Program, nytt": "/programmes/new/",
    "Program, ändra": "/programmes/ksbs/edit/",
    "Program, från Excel": "/programmes/import/",
    "Uppföljningar, från Excel": "/follow-ups/import/",
    "Ett program": "/programmes/ksbs/",
    "Program utan effekt": "/programmes/laslyftet/",
    "Ansvariga": "/schools/82110758/people/",
    "Sök": "/search/?q=skola",
    "Sök, tomt": "/search/?q=finnsinte",
    "Skola, en dag": f"{SCHOOL}?as_of=2026-01-01",
    "Insats, en dag": "/interventions/3/?as_of=2026-01-01",
    "Läget, en dag": "/standing/?as_of=2026-01-01",
    "Insats, ångra": "/interventions/3/undo/",
    "Samtalsunderlag": f"{SCHOOL}talk/",
    "Ny uppföljning": f"{SCHOOL}follow-ups/new/",
    "Uppföljning": "/follow-ups/1/",
    "Uppföljning, ändra": "/follow-ups/1/edit/",
    "Uppföljning, ångra": "/follow-ups/1/undo/",
    "Åtgärd": "/actions/1/",
    "Nytt tecken": "/interventions/3/signs/new/",
    "Tecken": "/signs/1/",
    "Min kalender": "/calendar/",
    "Mitt konto": "/account/",
    "Tvåstegsinloggning": "/account/second-step/",
    "Kvalitetsarbete": "/quality/",
    "Kvalitetsarbete, valt": "/quality/?stage=behind&text=hag",
    "Kvalitetsarbete, ett läsår": "/quality/82110758/2025-26/",
    "Kvalitetsarbete, en del": "/quality/82110758/2024-25/goals/",
    "Kvalitetsarbete, insatser": "/quality/82110758/2024-25/support/",
    "Löften": "/promises/",
    "Löfte": "/promises/1/",
    "Dit stödet inte når": "/reach/",
    "Om": "/about/",
    "Tillgänglighet": "/accessibility/",
    "Saknas": "/finns/inte/",
    "Okänd skola": "/schools/12345678/",
}


def sources(page: Page) -> dict[str, str]:
    """One source of each kind that the answer leans on."""
    page.goto(CASE)
    links = page.locator(".statement a[href*='/citations/']")
    addresses = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    found: dict[str, str] = {}
    for address in addresses:
        kind = address.split("/citations/")[1].split("-")[0]
        found.setdefault(f"Källa, {kind}", address)
    return found
