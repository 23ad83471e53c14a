"""Ways to write the same statement differently: each gives a text or file, and what it must be read as."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from tests.reading.noise import alike, deleted, inserted, mixed, substituted
from tests.reading.statements import Headings, School, Statement, seed_facts, seed_statement
from tests.reading.writers.tables import write_table_docx, write_table_html, write_table_pdf
from tests.reading.writers.text import TextForm, as_text
from tests.reading.writers.typeset import write_pdf
from tests.reading.writers.web import as_html
from tests.reading.writers.word import write_docx

Facts = dict[str, Any]
NOISE = 0.01
Noise = Callable[[str, float, int], str]
NOISE_WAYS: dict[str, Noise] = {
    "look-alikes": alike, "any others": substituted, "lost": deleted, "added": inserted, "all ways": mixed,
}  # fmt: skip

HEADINGS = (
    Headings("Beslutsförslag", "Ärendet i korthet", "Ärendet", "Beredning", "Svar på skrivelsen",
             "Barnkonsekvensanalys", "Förslag till beslut", "Bilagor"),
    Headings("FÖRSLAG TILL BESLUT", "SAMMANFATTNING", "BAKGRUND", "ÄRENDETS BEREDNING",
             "FÖRVALTNINGENS SYNPUNKTER", "JÄMSTÄLLDHETSANALYS", "FÖRSLAG TILL BESLUT", "BILAGA"),
    Headings("1. Förvaltningens förslag till beslut", "2. Sammanfattning", "3. Bakgrund", "4. Ärendets beredning",
             "5. Förvaltningens överväganden", "6. Konsekvenser för barn", "7. Förslag till beslut", "8. Bilagor"),
    Headings("Kontorets förslag till beslut", "Sammanfattning", "Ärendet", "Ärendets beredning",
             "Kontorets synpunkter och förslag", "Prövning av barnets bästa", "Förslag till beslut", "Bilaga"),
)  # fmt: skip
INTRODUCTIONS = (
    ("Under åren 2021–2024 har {school} fått följande stöd:", "Planerade insatser 2025:"),
    ("Tidigare insatser (2021–2024):", "Planerade insatser (2025):"),
    ("Insatser 2021–2024", "Planerade insatser 2025"),
    ("2021–2024:", "2025:"),
    ("{school} har 2021–2024 erbjudits följande insatser:", "För 2025 planeras:"),
    ("Genomförda insatser under perioden 2021–2024:", "Stöd som kommer att ges under 2025:"),
    (
        "Vid {school} har förvaltningen under 2021 till 2024 genomfört:",
        "Under år 2025 planeras följande insatser:",
    ),
)


@dataclass(frozen=True)
class Transformed:
    """A statement written in one way. `write` puts it into a folder and returns the file.

    `noisy` is whether characters of it are misread, so that words are judged by their likeness.
    """

    name: str
    write: Callable[[Path], Path]
    expected: Facts
    noisy: bool = False


def transformed() -> Iterator[Transformed]:
    """All transformations."""
    for group in (
        _combined,
        _bullets,
        _widths,
        _dashes,
        _pages,
        _orders,
        _years,
        _wordings,
        _names,
        _files,
        _tables,
        _columns,
        _noise,
        _every_file,
    ):
        yield from group()


def _text(name: str, statement: Statement, form: TextForm, expected: Facts) -> Transformed:
    def write(folder: Path) -> Path:
        path = folder / "statement.txt"
        path.write_text(as_text(statement, form), encoding="utf-8")
        return path

    return Transformed(name, write, expected)


def _bullets() -> Iterator[Transformed]:
    marks = {
        "round": "• ", "hyphen": "- ", "dash": "– ", "star": "* ", "middle dot": "· ", "square": "▪ ",
        "private use": "\uf0a7 ", "tab": "•\t", "number": "{number}. ", "number and bracket": "{number}) ",
        "letter o": "o ", "indented hyphen": "   - ",
    }  # fmt: skip
    for name, mark in marks.items():
        form = TextForm(bullet=mark, hanging=" " * (len(mark) - 1), blank_after_items=False)
        yield _text(f"bullets: {name}", seed_statement(), form, seed_facts())
        yield _text(
            f"bullets: {name}, blank lines",
            seed_statement(),
            replace(form, blank_after_items=True),
            seed_facts(),
        )
    for width in (67, 90, 1000):
        form = TextForm(bullet="", width=width)
        yield _text(f"no bullets, blank lines, width {width}", seed_statement(), form, seed_facts())
    yield _text(
        "no bullets, a line each",
        seed_statement(),
        TextForm(bullet="", width=1000, blank_after_items=False),
        seed_facts(),
    )


def _widths() -> Iterator[Transformed]:
    for width in (40, 50, 60, 72, 80, 100, 160):
        yield _text(f"width {width}", seed_statement(), TextForm(width=width), seed_facts())
    for width in (40, 50, 60, 72):
        form = TextForm(width=width, hyphenate=True, blank_after_items=False)
        yield _text(f"hyphenated, width {width}", seed_statement(), form, seed_facts())
        form = TextForm(width=width, hyphenate=True, bullet="– ", hanging="  ", blank_after_headings=True)
        yield _text(f"hyphenated, dashes, width {width}", seed_statement(), form, seed_facts())


def _dashes() -> Iterator[Transformed]:
    for name, dash in {"hyphen": "-", "em": "—", "minus": "−", "figure": "‒", "bar": "―"}.items():
        form = TextForm(adjust=lambda text, dash=dash: text.replace("–", dash))
        yield _text(f"dashes: {name}", seed_statement(), form, seed_facts())
    form = TextForm(adjust=lambda text: text.replace("-", "\u2011"))
    yield _text("hyphens: non-breaking", seed_statement(), form, seed_facts())
    form = TextForm(adjust=lambda text: re.sub(r"(?<=[vh]t) (?=\d)", "\u00a0", text))
    yield _text("spaces: non-breaking", seed_statement(), form, seed_facts())


def _pages() -> Iterator[Transformed]:
    for lines in range(21, 45, 3):
        form = TextForm(lines_a_page=lines, blank_after_items=lines % 2 == 0, form_feeds=lines % 3 == 0)
        yield _text(f"pages of {lines} lines", seed_statement(), form, seed_facts())
        form = replace(form, bullet="- ", hyphenate=True, width=58)
        yield _text(f"pages of {lines} lines, narrow", seed_statement(), form, seed_facts())


def _orders() -> Iterator[Transformed]:
    for name, order in {"reversed": (4, 3, 2, 1, 0), "turned": (2, 3, 4, 0, 1)}.items():
        statement = seed_statement()
        schools = tuple(statement.schools[index] for index in order)
        yield _text(f"schools {name}", replace(statement, schools=schools), TextForm(), seed_facts())


def _years() -> Iterator[Transformed]:
    for shift in (-7, -3, 1, 2):
        statement, facts = shifted(seed_statement(), seed_facts(), shift)
        yield _text(f"years moved by {shift}", statement, TextForm(), facts)


def _wordings() -> Iterator[Transformed]:
    for number, wording in enumerate(HEADINGS, start=1):
        yield _text(
            f"headings {number}", replace(seed_statement(), headings=wording), TextForm(), seed_facts()
        )
    for number, (past, planned) in enumerate(INTRODUCTIONS, start=1):
        statement = replace(seed_statement(), past_words=past, planned_words=planned)
        yield _text(f"introductions {number}", statement, TextForm(), seed_facts())


def _names() -> Iterator[Transformed]:
    kinds = ("Norra skolan", "Södra skolan", "Östra skolan F–9", "Västra skolan", "Centralskolan")
    old = seed_facts()["document"]["schools"]
    renamed = dict(zip(old, kinds, strict=True))

    def change(text: str) -> str:
        for before, after in renamed.items():
            text = text.replace(before, after)
        return text

    statement, facts = mapped(seed_statement(), change), mapped_facts(seed_facts(), change)
    yield _text("school names: other", statement, TextForm(), facts)
    unlisted = replace(
        statement,
        summary=statement.summary[1:],
        background=("Nämnden har tagit emot en skrivelse om några skolor.",),
    )
    yield _text("school names not listed in the prose", unlisted, TextForm(), facts)


def _files() -> Iterator[Transformed]:
    seed, facts = seed_statement(), seed_facts()
    ways: dict[str, Callable[[Path], Path]] = {
        "docx": lambda folder: write_docx(seed, folder / "statement.docx"),
        "docx by hand": lambda folder: write_docx(seed, folder / "statement.docx", by_hand=True),
        "pdf": lambda folder: write_pdf(seed, folder / "statement.pdf"),
        "pdf, justified": lambda folder: write_pdf(seed, folder / "statement.pdf", justify=True, size=10),
        "pdf, large": lambda folder: write_pdf(seed, folder / "statement.pdf", size=14, marker="–"),
        "pdf, small": lambda folder: write_pdf(
            seed, folder / "statement.pdf", size=8, hyphenate=False, signatures_side_by_side=False
        ),
        "html": lambda folder: _written(folder / "statement.html", as_html(seed)),
    }
    for name, write in ways.items():
        yield Transformed(name, write, facts)


def _tables() -> Iterator[Transformed]:
    seed, facts = seed_statement(), seed_facts()
    ways: dict[str, Callable[[Path], Path]] = {}
    for layout in ("school by school", "one for all", "windows beside"):
        ways[f"docx tables, {layout}"] = lambda folder, layout=layout: write_table_docx(
            seed, folder / "statement.docx", layout
        )
        ways[f"html tables, {layout}"] = lambda folder, layout=layout: _written(
            folder / "statement.html", write_table_html(seed, layout)
        )
        ways[f"pdf tables, {layout}"] = lambda folder, layout=layout: write_table_pdf(
            seed, folder / "statement.pdf", layout
        )
    for name, write in ways.items():
        yield Transformed(name, write, facts)


def _columns() -> Iterator[Transformed]:
    """The body in two columns, as some authorities set their statements."""
    for name, settings in {"": {}, ", small": {"size": 9.0}, ", dashes": {"marker": "–"}}.items():
        yield Transformed(
            f"two columns: pdf{name}",
            lambda folder, settings=settings: write_pdf(
                seed_statement(), folder / "statement.pdf", columns=2, **settings
            ),
            seed_facts(),
        )


def _noise() -> Iterator[Transformed]:
    """One character in a hundred misread: in each way ten times over as text, and twice as a page is set."""
    for name, way in NOISE_WAYS.items():
        for seed in range(10):
            form = TextForm(adjust=lambda text, way=way, seed=seed: way(text, NOISE, seed + len(text)))
            words = f"noise, {name}: text {seed}"
            yield replace(_text(words, seed_statement(), form, seed_facts()), noisy=True)
        for seed in range(2):
            yield Transformed(f"noise, {name}: print {seed}", _noisy_print(way, seed), seed_facts(), True)


def _noisy_print(way: Noise, seed: int) -> Callable[[Path], Path]:
    """A page as it is set, whose words are misread."""

    def write(folder: Path) -> Path:
        draw = Random(seed)
        statement = mapped(seed_statement(), lambda text: way(text, NOISE, draw.randrange(1_000_000)))
        return write_pdf(statement, folder / "statement.pdf")

    return write


def _every_file() -> Iterator[Transformed]:
    """What is said in other words and orders, in each kind of file."""
    for number, (name, statement, facts) in enumerate(_reworded()):
        ways: dict[str, Callable[[Path], Path]] = {
            "docx": lambda folder, one=statement: write_docx(one, folder / "statement.docx"),
            "pdf": lambda folder, one=statement, number=number: write_pdf(
                one, folder / "statement.pdf", size=(9, 10, 11, 12)[number % 4], justify=number % 2 == 0
            ),
            "html": lambda folder, one=statement: _written(folder / "statement.html", as_html(one)),
        }
        for kind, write in ways.items():
            yield Transformed(f"every file: {kind}, {name}", write, facts)


def _reworded() -> Iterator[tuple[str, Statement, Facts]]:
    seed = seed_statement()
    yield "schools reversed", replace(seed, schools=seed.schools[::-1]), seed_facts()
    for shift in (-7, 2):
        yield f"years moved by {shift}", *shifted(seed, seed_facts(), shift)
    for number, wording in enumerate(HEADINGS, start=1):
        yield f"headings {number}", replace(seed, headings=wording), seed_facts()
    for number, (past, planned) in enumerate(INTRODUCTIONS, start=1):
        yield (
            f"introductions {number}",
            replace(seed, past_words=past, planned_words=planned),
            seed_facts(),
        )


def _combined() -> Iterator[Transformed]:
    """Several changes at once, drawn with a fixed seed."""
    draw = Random(2025)
    for number in range(40):
        statement, facts = shifted(seed_statement(), seed_facts(), draw.choice([-5, -2, 0, 3]))
        schools = list(statement.schools)
        draw.shuffle(schools)
        dash = draw.choice(["–", "-", "—", "‒"])
        form = TextForm(
            bullet=draw.choice(["• ", "- ", "* ", "\uf0b7 ", "{number}. ", "  · "]),
            width=draw.choice([45, 55, 63, 70, 90]),
            hyphenate=draw.random() < 0.5,
            hanging=draw.choice(["", "  "]),
            blank_after_items=draw.random() < 0.3,
            blank_after_headings=draw.random() < 0.5,
            lines_a_page=draw.choice([0, 31, 38, 47]),
            form_feeds=draw.random() < 0.5,
            adjust=lambda text, dash=dash: text.replace("–", dash),
        )
        yield _text(f"combined {number}", replace(statement, schools=tuple(schools)), form, facts)


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def mapped(statement: Statement, change: Callable[[str], str]) -> Statement:
    """The statement with every text changed."""

    def all_of(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(change, texts))

    return replace(
        statement,
        summary=all_of(statement.summary),
        background=all_of(statement.background),
        views=all_of(statement.views),
        schools=tuple(
            School(change(school.name), all_of(school.past), all_of(school.planned))
            for school in statement.schools
        ),
        past_words=change(statement.past_words),
        planned_words=change(statement.planned_words),
    )


def mapped_facts(facts: Facts, change: Callable[[str], str]) -> Facts:
    """The facts with every text below changed, but for the document's own particulars."""

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return change(value)
        if isinstance(value, list):
            return [walk(one) for one in value]
        return {key: walk(one) for key, one in value.items()} if isinstance(value, dict) else value

    document = facts["document"]
    moved = {key: walk(document[key]) for key in ("windows", "schools")}
    return {"document": {**document, **moved}, "interventions": walk(facts["interventions"])}


def shifted(statement: Statement, facts: Facts, years: int) -> tuple[Statement, Facts]:
    """Everything some years earlier or later."""

    def change(text: str) -> str:
        return re.sub(r"\b20\d\d(?=vt|ht|\b)", lambda match: str(int(match[0]) + years), text)

    return mapped(statement, change), mapped_facts(facts, change)
