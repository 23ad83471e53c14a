"""What a statement says of itself: who asked, who prepared, who is heard, who signs."""

from __future__ import annotations

import pytest

from vandpunkt.reading import Consultation, DocumentFacts, Sender, Signatory, read_text
from vandpunkt.reading.preparation import consultations_in, prepared_by
from vandpunkt.reading.senders import senders_in

BODY = "Förslag till beslut\nUtbildningsnämnden godkänner svaret.\n\nSammanfattning\nText.\n"


def document(head: str = "Tjänsteutlåtande\n", body: str = BODY) -> DocumentFacts:
    return read_text(head + body).document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Svar på skrivelse från Ledamot Demo m.fl. (M)", (Sender("Ledamot Demo", "M", True),)),
        ("en skrivelse från Ledamot Demo med flera (SD) med frågor", (Sender("Ledamot Demo", "SD", True),)),
        ("skrivelse av Ledamot Demo (Lokalpartiet)", (Sender("Ledamot Demo", "Lokalpartiet", False),)),
        ("Svar på interpellation från Ledamot Demo", (Sender("Ledamot Demo", None, False),)),
        (
            "Svar på skrivelse från Ledamot Demo (S) och Ersättare Demo (V)",
            (Sender("Ledamot Demo", "S", False), Sender("Ersättare Demo", "V", False)),
        ),
        (
            "Svar på skrivelse från Ledamot Demo och Ersättare Demo (båda MP)",
            (Sender("Ledamot Demo", "MP", False), Sender("Ersättare Demo", "MP", False)),
        ),
        (
            "motion av Ledamot von Demo, Ersättare Demo m.fl. (C, L och KD)",
            (Sender("Ledamot von Demo", "C, L och KD", False), Sender("Ersättare Demo", "C, L och KD", True)),
        ),
        ("Svar på skrivelsen", ()),
    ],
)
def test_senders_with_party_and_others(text: str, expected: tuple[Sender, ...]) -> None:
    assert senders_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ärendet har beretts inom grundskoleavdelningen i samverkan med avdelningen för utveckling och samordning.",
            ("grundskoleavdelningen", "avdelningen för utveckling och samordning"),
        ),
        (
            "Ärendet har beretts av skolavdelningen och kvalitetsenheten.",
            ("skolavdelningen", "kvalitetsenheten"),
        ),
        ("Ärendet har beretts inom förvaltningens stab.", ("förvaltningens stab",)),
        (
            "Ärendet har beretts inom avdelningen för barn- och elevhälsa, ekonomienheten samt enheten för analys.",
            ("avdelningen för barn- och elevhälsa", "ekonomienheten", "enheten för analys"),
        ),
        ("Avdelningen för skola finns.", ()),
    ],
)
def test_departments_that_prepared(text: str, expected: tuple[str, ...]) -> None:
    assert prepared_by(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ärendet kommer att behandlas i samverkan med de fackliga organisationerna den 11 februari 2025.",
            (Consultation("de fackliga organisationerna", "2025-02-11"),),
        ),
        (
            "Funktionshinderrådet kommer att få möjlighet att behandla ärendet vid sammanträdet den 12 februari 2025.",
            (Consultation("Funktionshinderrådet", "2025-02-12"),),
        ),
        ("Facklig samverkan har skett 2023-09-04.", (Consultation("de fackliga organisationerna", "2023-09-04"),)),
        (
            "Ärendet behandlas i förvaltningsgruppen den 3 maj 2022 och i Rådet för funktionshinderfrågor den 5 maj 2022.",
            (Consultation("förvaltningsgruppen", "2022-05-03"), Consultation("Rådet för funktionshinderfrågor", "2022-05-05")),
        ),
        ("Pensionärsrådet har fått ärendet.", (Consultation("Pensionärsrådet", None),)),
        ("Ärendet har beretts inom stadsledningskontoret.", ()),
    ],
)  # fmt: skip
def test_bodies_that_are_heard_and_when(text: str, expected: tuple[Consultation, ...]) -> None:
    assert consultations_in(text) == expected


@pytest.mark.parametrize(
    "block",
    [
        "Direktör Demo  Chef Demo\nUtbildningsdirektör  Grundskolechef\nUtbildningsförvaltningen  Utbildningsförvaltningen",
        "Direktör Demo\tChef Demo\nUtbildningsdirektör\tGrundskolechef",
        "Direktör Demo Chef Demo\nUtbildningsdirektör Grundskolechef",
        "Direktör Demo\nUtbildningsdirektör\n\nChef Demo\nGrundskolechef",
        "Direktör Demo\nChef Demo\nUtbildningsdirektör\nGrundskolechef",
        "Direktör Demo, Utbildningsdirektör\nChef Demo, Grundskolechef",
    ],
)
def test_signatures_stand_side_by_side_or_below_each_other(block: str) -> None:
    assert document(body=f"{BODY}\n\n{block}\n").signatories == (
        Signatory("Direktör Demo", "Utbildningsdirektör"),
        Signatory("Chef Demo", "Grundskolechef"),
    )


@pytest.mark.parametrize(
    "title", ["Tf förvaltningschef", "Biträdande grundskoledirektör", "Avdelningschef för grundskolan"]
)
def test_titles_may_have_more_words(title: str) -> None:
    assert document(body=f"{BODY}\n\nChef Demo\n{title}\n").signatories == (Signatory("Chef Demo", title),)


@pytest.mark.parametrize(
    ("head", "title", "subtitle"),
    [
        ("Tjänsteutlåtande\n\nAtt vända\n\nSvar på skrivelse\n\n", "Att vända", "Svar på skrivelse"),
        ("Tjänsteutlåtande\nDnr A 2024/1\n2025-01-07\nSida 1 (5)\n\nAtt vända\n\n", "Att vända", None),
        (
            "Norrorts kommun\nTjänsteskrivelse\nHandläggare\nTelefon: 08-000\nTill\nUtbildningsnämnden\n\nAtt vända\nSvar på\n  skrivelse\n\n",
            "Att vända", "Svar på skrivelse",
        ),
        ("Tjänsteutlåtande\nSvar på skrivelse om Norra skolan\n\n", "Svar på skrivelse om Norra skolan", None),
    ],
)  # fmt: skip
def test_title_and_subtitle_stand_above_the_first_heading(
    head: str, title: str, subtitle: str | None
) -> None:
    facts = document(head)
    assert (facts.title, facts.subtitle) == (title, subtitle)


@pytest.mark.parametrize(
    "dnr", ["Dnr UTBF 2024/6786", "Diarienummer: UTBF 2024/6786", "Dnr: UTBF 2024/6786   Sida 1 (3)"]
)
def test_the_number_of_the_case_is_labelled(dnr: str) -> None:
    assert document(f"Tjänsteutlåtande\n{dnr}\n").dnr == "UTBF 2024/6786"


@pytest.mark.parametrize(
    ("proposal", "board"),
    [
        ("Utbildningsnämnden godkänner svaret.", "Utbildningsnämnden"),
        ("Barn- och utbildningsnämnden lägger svaret till handlingarna.", "Barn- och utbildningsnämnden"),
        ("Norrorts stadsdelsnämnd godkänner svaret.", "Norrorts stadsdelsnämnd"),
        ("Kommunstyrelsen godkänner svaret.", "Kommunstyrelsen"),
    ],
)
def test_the_board_is_who_decides(proposal: str, board: str) -> None:
    facts = document(body=f"Förslag till beslut\n{proposal}\n\nSammanfattning\nText.\n")
    assert (facts.board, facts.proposal) == (board, proposal)


def test_the_clauses_of_a_proposal_are_one_text() -> None:
    facts = document(
        body="Förslag till beslut\n1. Nämnden godkänner.\n2. Nämnden tackar.\n\nSammanfattning\nText.\n"
    )
    assert facts.proposal == "Nämnden godkänner. Nämnden tackar."


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Bilaga\nSkrivelse om att vända skolresultat av Ledamot Demo m.fl.\n(M)", ("Skrivelse om att vända skolresultat av Ledamot Demo m.fl. (M)",)),
        ("Bilagor\n1. Skrivelse\n2. Resultat 2024", ("Skrivelse", "Resultat 2024")),
        ("Bilagor:\nBilaga 1: Skrivelse\n\nBilaga 2: Resultat", ("Skrivelse", "Resultat")),
        ("Bilaga 1: Skrivelse", ("Skrivelse",)),
    ],
)  # fmt: skip
def test_attachments(block: str, expected: tuple[str, ...]) -> None:
    assert document(body=f"{BODY}\n{block}\n").attachments == expected
