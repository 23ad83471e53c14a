"""A school's name that begins a line and is its heading: `Norra skolan. Skolan har fått följande stöd:`"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vandpunkt.reading.lines import Gap, Line
from vandpunkt.reading.pages import Form
from vandpunkt.reading.schools import could_be_school, school_named
from vandpunkt.reading.windows import about_support, tense, years

_RUN_IN = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?P<name>[A-ZÅÄÖ][^.:]{3,48}?)\s?[.:–]\s+(?=[A-ZÅÄÖ])"
)


def run_in_schools(lines: Iterable[Line]) -> tuple[str, ...]:
    """The names that stand as headings at the beginning of lines about support."""
    found = (_heading(line) for line in lines)
    return tuple(dict.fromkeys(match["name"] for match in found if match and could_be_school(match["name"])))


def with_run_in_headings(lines: Iterable[Line], schools: Sequence[str]) -> Iterator[Line]:
    """The lines, those that begin with a school's name as its heading parted in heading and text."""
    for line in lines:
        match = _heading(line)
        if match is None or school_named(match["name"], schools) is None:
            yield line
            continue
        name_end = line.start + match.end("name")
        yield replace(
            line,
            text=match["name"],
            start=line.start + match.start("name"),
            end=name_end,
            form=Form.HEADING,
            room=0,
        )
        rest = line.text[match.end() :]
        yield replace(line, text=rest, start=line.start + match.end(), gap=Gap.BLANK)


def _heading(line: Line) -> re.Match[str] | None:
    """The heading that a line begins with, where the rest of it speaks of support or of years."""
    if line.cell is not None or line.form in (Form.HEADING, Form.ITEM, Form.MARGIN):
        return None
    match = _RUN_IN.match(line.text)
    if match is None:
        return None
    rest = line.text[match.end() :]
    return match if about_support(rest) or tense(rest) or years(rest) else None
