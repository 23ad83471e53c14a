"""The real statement of the seed as a document tree, with its schools' published results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from vandpunkt.documents.charts import YearChart, YearPoint
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Citation,
    Document,
    Figure,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)

YEARS = ("2020/21", "2021/22", "2022/23", "2023/24", "2024/25")


@dataclass(frozen=True)
class School:
    """What the sample says of one school; `pupils` finished year 9 in 2025."""

    name: str
    past: tuple[str, ...]
    planned: tuple[str, ...]
    shares: tuple[str, ...]
    pupils: int


SCHOOLS = (
    School(
        name="Hagsätraskolan",
        past=(
            "NPF-utbildning för rektorer ht 2022 Anna Borg, KIND, Karolinska institutet.",
            "Övergångar: utbildning för berörd personal vt 2023 Anna Borg, KIND, Karolinska institutet.",
            "Deltagande i Kommunal samverkan för bästa skola (KSBS) från och med vt 2024.",
            "Nätverk för rektorer i utsatta områden, i samarbete med Stockholms "
            "universitet och Skolverket. Start 2022.",
            "Uppdrag Vantör: ett gemensamt systematiskt arbete för övergång mellan "
            "årskurs 6 och årskurs 7 i Vantör. 2022–2024, togs i bruk vt 2024.",
            "Kvalitetsutveckling genom förstelärare (KUF) för att förbättra "
            "undervisningskvalitet. Start vt 2024.",
            "Statsbidrag stärkt kunskapsutveckling 2019 – förstärkt elevhälsoteam",
            "Simstrategi Vantör. Start 2024.",
            "Meningsfull fritid. Start 2023.",
            "Meningsfull fritid, fritidslots 2024 – i samverkan med sdf.",
            "Skolsociala team – i samverkan med stadsdelsförvaltningen.",
            "Skola, socialtjänst, polis och fritid – individ (SSPF) – start 2024 i "
            "samverkan med stadsdelsförvaltningen.",
        ),
        planned=(
            "Kommunal samverkan för bästa skola (KSBS).",
            "Nätverk för rektorer i utsatta områden i samarbete med Stockholms universitet och Skolverket.",
            "Kvalitetsutveckling genom förstelärare (KUF) för att förbättra undervisningskvalitet.",
            "Statsbidrag stärkt kunskapsutveckling – förstärkt elevhälsoteam.",
            "Simstrategi Vantör",
            "Skolsociala team",
            "SSPF individ",
        ),
        shares=("67,5", "63,9", "59,7", "59,5", "60,6"),
        pupils=66,
    ),
    School(
        name="Hässelbygårdsskolan",
        past=(
            "Kompetensutveckling/metodutveckling på vetenskaplig grund: Språkutvecklande "
            "arbetssätt/Formativ bedömning.",
            "Kollegialt lärande (under ledning av förstelärare, arbetslagsledare, ämnesansvariga).",
            "Nätverk för rektorer i utsatta områden i samarbete med Stockholms "
            "universitet och Skolverket. Start 2022.",
            "Skolan påbörjar vt 2024 ett treårigt förbättringsarbete med hjälp av "
            "enheten för forskning och utveckling (FoU), inom ramen för en KSBS-insats.",
            "Kvalitetsutveckling genom förstelärare ht 2022-vt 2024. I "
            "Hässelby/Vällingby samt Spånga. Ht 2024-vt 2025 ges stöd från FoU till "
            "nätverksledare (förstelärare från området) och uppföljning av skolornas "
            "förstelärarplan.",
        ),
        planned=(
            "Insatsen inom ramen för kommunal samverkan för bästa skola fortsätter.",
            "Kvalitetsutveckling genom förstelärare.",
            "Nätverk för rektorer i utsatta områden i samarbete med Stockholms "
            "universitet och Skolverket – start 2022.",
        ),
        shares=("70,6", "56,4", "55,6", "51,6", "65,6"),
        pupils=61,
    ),
    School(
        name="Rinkebyskolan",
        past=(
            "Samverkan för bästa skola i samarbete med Skolverket, universitet och "
            "huvudman. Ht 2019 till vt 2022.",
            "Lektor som utvecklat undervisningen.",
            "Nätverk för rektorer i utsatta områden i samarbete med Stockholms "
            "universitet och Skolverket. Start -2022.",
        ),
        planned=(
            "Nätverk för rektorer i utsatta områden i samarbete med Stockholms "
            "universitet och Skolverket – start 2022.",
        ),
        shares=("72,0", "69,8", "72,7", "64,9", "74,5"),
        pupils=51,
    ),
    School(
        name="Lillholmsskolan",
        past=(
            "NPF-utbildningen för rektorer ht 2022 Anna Borg, KIND Karolinska institutet.",
            "Riktat analysstöd till skolledningen av analytiker, uppföljningsenheten "
            "under läsåret 2023/2024 inklusive utbildning/workshop i systematiskt "
            "kvalitetsarbete.",
            "Skolsocialt stödteam",
        ),
        planned=(
            "Planering inför att starta upp KSBS under 2025. (Informationsträff inför "
            "uppstart med skolledningen under vårterminen)",
        ),
        shares=("70,2", "73,9", "91,5", "53,8", "49,3"),
        pupils=67,
    ),
    School(
        name="Grimstaskolan",
        past=(
            "Utbildning/workshop systematiskt kvalitetsarbete med uppföljningsenheten, läsåret 2021/2022.",
            "Kvalitetsutveckling genom förstelärare ht 2022 - vt 2024. Ht 2024 – vt 2025 "
            "stöd från FoU till nätverksledare (förstelärare från området) och "
            "uppföljning av skolornas förstelärarplan.",
            "Nätverk för rektorer i utsatta områden i samarbete med Stockholms "
            "universitet och Skolverket. Start 2022.",
        ),
        planned=(
            "Fortsätta med Kvalitetsutveckling genom förstelärare",
            "Nätverk för rektorer i utsatta områden i samarbete med Stockholms "
            "universitet och Skolverket. Start 2022.",
        ),
        shares=("76,6", "71,6", "68,0", "66,7", "60,3"),
        pupils=78,
    ),
)

_RECEIVED = (
    "Utbildningsnämnden har tagit emot en skrivelse från Andréa Hedin med flera (M) med frågor om hur "
    "kunskapsresultaten ska höjas på fem av Stockholms stads grundskolor som har låg behörighet till "
    "gymnasieskolans yrkesprogram. Frågorna handlar om vilket stöd skolorna erbjudits från central "
    "förvaltning under 2021–2024 samt vilket stöd som kommer att erbjudas under 2025 i syfte att höja "
    "kunskapsresultaten. De skolor som avses i skrivelsen är Hagsätraskolan, Hässelbygårdsskolan, "
    "Rinkebyskolan, Lillholmsskolan samt Grimstaskolan."
)
_SUPPORTED = (
    "Skolorna får stöd av respektive grundskolechef och grundskolesamordnare som följer upp skolornas "
    "arbete och stöttar i olika processer. Syftet är att stärka skolornas drift och "
    "utvecklingsorganisation i samverkan med stödavdelningar och lärosäten. Nedan följer en "
    "redogörelse över tidigare insatser från central förvaltning samt planerade insatser under 2025, "
    "redovisat per skola."
)
_SMALL_COHORTS = (
    "Samtliga skolor som lyfts fram i skrivelsen ligger i områden med ett högt socioekonomiskt index. "
    "Då elevgrupperna för skolorna per regel inte är så stora så kan ett fåtal avgångselever ha stor "
    "inverkan på resultatet som helhet."
)
_RESULTS = (
    "Diagrammen visar hur stor andel av avgångseleverna i årskurs 9 som var behöriga till "
    "gymnasieskolans yrkesprogram, enligt Skolverkets statistik. Den lodräta stapeln visar hur mycket "
    "andelen kan bero på slumpen i en enda årskull (95 procents osäkerhet). Diagrammen säger inget om "
    "vilken effekt stödet har haft."
)


def sample_document() -> Document:
    """The whole answer: outline, lists and signatures as in the seed, and a results section with figures."""
    citations = {citation.id: citation for citation in _citations()}
    return Document(
        letterhead=Letterhead(
            "Utbildningsförvaltningen",
            "Tjänsteutlåtande",
            "UTBF 2024/6786",
            "Skrivelse om att vända skolresultat",
        ),
        title="Att vända skolresultat",
        subtitle="Svar på skrivelse från Andréa Hedin m.fl. (M)",
        blocks=tuple(_blocks()),
        citations=citations,
    )


def _paragraph(text: str, *citations: str) -> Paragraph:
    return Paragraph((Run(text, citations),))


def _blocks() -> Iterator[Block]:
    yield Heading(1, "Förvaltningens förslag till beslut")
    yield _paragraph(
        "Utbildningsnämnden godkänner utbildningsförvaltningens tjänsteutlåtande som svar på skrivelsen."
    )
    yield Heading(1, "Sammanfattning")
    yield _paragraph(_RECEIVED)
    yield Heading(1, "Bakgrund/Ärendet")
    yield _paragraph(_RECEIVED)
    yield Heading(1, "Ärendets beredning")
    yield _paragraph(
        "Ärendet har beretts inom grundskoleavdelningen i samverkan med avdelningen för utveckling och "
        "samordning."
    )
    yield _paragraph(
        "Ärendet kommer att behandlas i samverkan med de fackliga organisationerna den 11 februari 2025. "
        "Funktionshinderrådet kommer att få möjlighet att behandla ärendet vid sammanträdet den "
        "12 februari 2025."
    )
    yield Heading(1, "Förvaltningens synpunkter och förslag")
    yield _paragraph(_SMALL_COHORTS)
    yield _paragraph(_SUPPORTED)
    yield from _support()
    yield from _results()
    yield Heading(1, "Konsekvenser för barn och barnets rättigheter samt jämställdhetsanalys")
    yield _paragraph(
        "Då ärendet är ett svar på en skrivelse gör förvaltningen ingen analys av ärendets konsekvenser för "
        "jämställdheten eller för barn och barns rättigheter."
    )
    yield Heading(1, "Förslag till beslut")
    yield _paragraph(
        "Utbildningsförvaltningen föreslår att utbildningsnämnden godkänner förvaltningens tjänsteutlåtande "
        "som svar på skrivelsen."
    )
    yield Signatures(
        (
            Signature("Lena Holmdahl", "Utbildningsdirektör", "Utbildningsförvaltningen"),
            Signature("Peter Bragner", "Grundskoledirektör", "Utbildningsförvaltningen"),
        )
    )
    yield Heading(1, "Bilaga")
    yield _paragraph("Skrivelse angående att vända skolresultat av Andréa Hedin m.fl. (M)")


def _support() -> Iterator[Block]:
    row = 0
    for school in SCHOOLS:
        yield Heading(2, school.name)
        yield _paragraph(f"På {school.name} har central förvaltning under 2021–2024 erbjudit stöd i form av:")
        yield BulletList(
            tuple((Run(text, (f"intervention-{row + at}-1",)),) for at, text in enumerate(school.past, 1))
        )
        row += len(school.past)
        yield _paragraph("Under 2025:")
        yield BulletList(
            tuple((Run(text, (f"intervention-{row + at}-1",)),) for at, text in enumerate(school.planned, 1))
        )
        row += len(school.planned)


def _results() -> Iterator[Block]:
    yield Heading(1, "Skolornas resultat")
    yield _paragraph(_RESULTS)
    yield Table(
        caption="Behöriga till yrkesprogram, procent av avgångseleverna i årskurs 9",
        header=("Skola", *YEARS),
        rows=tuple(
            (
                (Run(school.name),),
                *(
                    (Run(share, (_result(at, year),)),)
                    for year, share in zip(YEARS, school.shares, strict=True)
                ),
            )
            for at, school in enumerate(SCHOOLS)
        ),
        numeric=(False, True, True, True, True, True),
    )
    for at, school in enumerate(SCHOOLS):
        cited = _result(at, YEARS[-1])
        yield Paragraph(
            (
                Run(f"{school.name}. "),
                Run(f"Läsåret 2024/25 var {school.shares[-1]}\N{NO-BREAK SPACE}% behöriga.", (cited,)),
                Run(
                    f" En elev motsvarar {100 / school.pupils:.1f} procentenheter.".replace(".", ",", 1),
                    (cited,),
                ),
            )
        )
        shares = "; ".join(f"{year}: {share}" for year, share in zip(YEARS, school.shares, strict=True))
        yield Figure(
            chart=year_chart(school),
            caption=f"{school.name}: behöriga till yrkesprogram, procent, med osäkerhet",
            alternative_text=f"{school.name}, behöriga till yrkesprogram i procent, per läsår. {shares}",
            citations=tuple(_result(at, year) for year in YEARS),
        )


def _result(school: int, year: str) -> str:
    return f"result-{100 + 5 * school + YEARS.index(year)}-1"


def _citations() -> Iterator[Citation]:
    for row in range(1, 41):
        page = 2 + row // 14
        yield Citation(
            id=f"intervention-{row}-1",
            model="intervention",
            row=str(row),
            version="1",
            label=f"Registret, insats {row}, ur «Att vända skolresultat», dnr UTBF 2024/6786, sidan {page}",
            address=f"/cases/UTBF-2024-6786/citations/intervention-{row}-1/",
        )
    for row in range(100, 125):
        yield Citation(
            id=f"result-{row}-1",
            model="result",
            row=str(row),
            version="1",
            label="Skolverket, Planned Educations, hämtat 2026-04-14",
            address=f"/cases/UTBF-2024-6786/citations/result-{row}-1/",
        )


def year_chart(school: School) -> YearChart:
    """The school's five years, each with the 95 % interval (Wilson) of a share among so many pupils."""
    points = []
    for year, mark in zip(YEARS, school.shares, strict=True):
        share = float(mark.replace(",", ".")) / 100
        low, high = wilson(share, school.pupils)
        points.append(YearPoint(label=year, mark=mark, value=share, low=low, high=high))
    return YearChart(tuple(points))


def wilson(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval for a share (0–1) among n."""
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return middle - half, middle + half
