"""Planned Educations API v4: answers in a file, folder or tar archive, or from the live address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.publication import Place, Publication, PublishedFigure, PublishedUnit, Refusal
from vandpunkt.sources.answers import body_of, figures_of, is_statistics, is_unit, unit_of
from vandpunkt.sources.files import Content
from vandpunkt.sources.live import Fetcher, fetch_answers, is_live
from vandpunkt.sources.members import read_members, sha256_of

KIND = "planned-educations"
TITLE = "Skolverket, Planned Educations API v4"


def read(
    path_or_url: str, *, progress: Callable[[int, int], None] | None = None, fetcher: Fetcher | None = None
) -> Publication:
    """What the answers state: units as they are described, and figures with n inferred where shares allow.

    Raises Problem where nothing can be opened or fetched; an answer that cannot be used is refused.
    """
    if is_live(path_or_url):
        answers = fetch_answers(path_or_url, fetcher or Fetcher(), progress=progress)
        return _publication(path_or_url, answers)
    path = Path(path_or_url)
    return _publication(path.name or str(path), read_members(path, ending=".json"))


def _publication(address: str, answers: Iterable[Content]) -> Publication:
    answers = tuple(answers)
    units: dict[str, PublishedUnit] = {}
    figures: dict[tuple[str, str, str], PublishedFigure] = {}
    refusals: list[Refusal] = []
    for answer in answers:
        try:
            refusals += _read_answer(answer, units, figures)
        except Problem as problem:
            refusals.append(Refusal(Place(answer.name), problem))
    if not units and not figures:
        raise Problem(
            marked("{file} har inga svar från Planned Educations API som går att läsa. {reason}"),
            file=address,
            reason=refusals[0].problem if refusals else "",
        )
    return Publication(
        kind=KIND,
        address=address,
        sha256=sha256_of(answers),
        title=TITLE,
        rows_read=len(answers),
        units=tuple(units.values()),
        figures=tuple(figures.values()),
        refusals=tuple(refusals),
    )


def _read_answer(
    answer: Content,
    units: dict[str, PublishedUnit],
    figures: dict[tuple[str, str, str], PublishedFigure],
) -> tuple[Refusal, ...]:
    body = body_of(answer)
    if is_statistics(body):
        return _read_statistics(answer, figures_of(body, answer.name), figures)
    if not is_unit(body):
        raise Problem(marked("Svaret är varken en skolenhet eller en skolenhets statistik."))
    unit = unit_of(body, answer.name)
    if unit.code in units:
        raise Problem(marked("Skolenheten {code} beskrivs i flera filer."), code=unit.code)
    units[unit.code] = unit
    return ()


def _read_statistics(
    answer: Content,
    read: tuple[tuple[PublishedFigure, ...], tuple[Refusal, ...]],
    figures: dict[tuple[str, str, str], PublishedFigure],
) -> tuple[Refusal, ...]:
    stated, refusals = read
    keyed = {(one.school_unit_code, one.indicator, str(one.school_year)): one for one in stated}
    if keyed.keys() & figures.keys():
        raise Problem(
            marked("Statistiken för skolenheten {code} står i flera filer."), code=stated[0].school_unit_code
        )
    figures |= keyed
    return refusals
