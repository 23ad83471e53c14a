"""A statement as plain text, in the many ways that text comes out of other programs."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.reading.statements import Statement
from tests.reading.writers.parts import Part, parts_of


@dataclass(frozen=True)
class TextForm:
    """How the text is laid out. `bullet` opens each item; `{number}` in it is the item's number."""

    bullet: str = "\uf0b7 "
    width: int = 67
    hyphenate: bool = False
    hanging: str = ""
    blank_after_items: bool = True
    blank_after_headings: bool = False
    lines_a_page: int = 0
    form_feeds: bool = False
    adjust: Callable[[str], str] = str


def as_text(statement: Statement, form: TextForm | None = None) -> str:
    """The statement as text."""
    form = form or TextForm()
    lines = list(_lines(statement, form))
    if form.lines_a_page:
        lines = list(_paged(lines, statement, form))
    return form.adjust("\n".join(lines))


def _lines(statement: Statement, form: TextForm) -> Iterator[str]:
    yield f"{statement.administration}    Tjänsteutlåtande"
    yield f"Dnr {statement.dnr}"
    yield ""
    number = 0
    for part in parts_of(statement):
        number = number + 1 if part.kind == "item" else 0
        yield from _part(part, statement, form, number)


def _part(part: Part, statement: Statement, form: TextForm, number: int) -> Iterator[str]:
    if part.kind == "signatures":
        yield ""
        yield "  ".join(name for name, _ in statement.signatories)
        yield "  ".join(title for _, title in statement.signatories)
        yield "  ".join(statement.administration for _ in statement.signatories)
        yield ""
        return
    if part.kind == "item":
        bullet = form.bullet.format(number=number)
        yield from _wrap(part.text, form, bullet, form.hanging)
        if form.blank_after_items:
            yield ""
        return
    yield from _wrap(part.text, form, "", "")
    if part.kind in ("title", "paragraph", "label") or form.blank_after_headings:
        yield ""


def _wrap(text: str, form: TextForm, first: str, hanging: str) -> list[str]:
    wrapper = textwrap.TextWrapper(
        form.width,
        initial_indent=first,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return hyphenated(text, wrapper) if form.hyphenate else wrapper.wrap(text)


def hyphenated(text: str, wrapper: textwrap.TextWrapper) -> list[str]:
    """Wrap with words of ten letters and more broken in the middle where they reach over the edge."""
    lines = [wrapper.initial_indent]
    for word in text.split():
        glue = "" if lines[-1] in (wrapper.initial_indent, wrapper.subsequent_indent) else " "
        left = wrapper.width - len(lines[-1]) - len(glue)
        if len(word) <= left or not lines[-1].strip():
            lines[-1] += glue + word
        elif len(word) >= 10 and left > 6 and word.isalpha() and word.islower():
            cut = min(left - 1, len(word) - 4)
            lines[-1] += f"{glue}{word[:cut]}-"
            lines.append(wrapper.subsequent_indent + word[cut:])
        else:
            lines.append(wrapper.subsequent_indent + word)
    return lines


def _paged(lines: Sequence[str], statement: Statement, form: TextForm) -> Iterator[str]:
    """A page header every so many lines, wherever that falls."""
    pages = [lines[at : at + form.lines_a_page] for at in range(0, len(lines), form.lines_a_page)]
    for number, page in enumerate(pages, start=1):
        if number > 1:
            yield from ["", "", ""]
            start = "\f" if form.form_feeds else ""
            yield f"{start}Tjänsteutlåtande"
            yield f"Dnr {statement.dnr}"
            yield ""
            yield f"Sida {number} ({len(pages)})"
            yield ""
            yield statement.subject
            yield ""
        yield from page
