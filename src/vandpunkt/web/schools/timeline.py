"""The support at one school over the terms: what is drawn, row by row, apart from how it is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vandpunkt.domain.periods import Period
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.load import MOST_AT_ONCE, TermLoad, load_per_term, overloaded
from vandpunkt.register.interventions.asking import InterventionRow, chain_roots
from vandpunkt.register.interventions.row import DECLINED
from vandpunkt.register.people.assignments import Holder

MOST_YEARS = 10


@dataclass(frozen=True)
class Bar:
    """A stretch of a row, in per cent of the width of the axis.

    `kind` is `given` (stated), `planned`, `unsure` (no period is stated, or not whether it went on) or
    `open` (goes on until further notice, after the years that the item was stated for).
    """

    left: float
    width: float
    kind: str


@dataclass(frozen=True)
class TimelineRow:
    """One chain of interventions: an intervention and what continues it. `state` is now, planned or past."""

    links: tuple[InterventionRow, ...]
    bars: tuple[Bar, ...]
    state: str
    begins_before: bool

    @property
    def root(self) -> InterventionRow:
        """The earliest of the chain."""
        return self.links[0]

    @property
    def name(self) -> str:
        """The programme's name, or the wording where it belongs to none."""
        return self.root.programme or self.root.wording.rstrip(". ")

    @property
    def goes_on(self) -> bool:
        """Whether it is drawn with an open end."""
        return any(bar.kind == "open" for bar in self.bars)


@dataclass(frozen=True)
class YearMark:
    """A calendar year on the axis, with where it begins in per cent."""

    year: int
    left: float


@dataclass(frozen=True)
class LoadMark:
    """The load of one term where it lies on the axis, in per cent; `over` where it is above the limit."""

    load: TermLoad
    middle: float
    over: bool


@dataclass(frozen=True)
class HolderMark:
    """A head teacher on the axis, from where the time at the school begins."""

    holder: Holder
    left: float
    width: float


@dataclass(frozen=True)
class Timeline:
    """All rows on one axis of whole years; the current term begins at `now_left` and takes `now_width`.

    `loads` is how many interventions run beside each other each term; more than `most` is `over` the limit.
    """

    years: tuple[YearMark, ...]
    now: Term
    now_left: float
    now_width: float
    rows: tuple[TimelineRow, ...]
    loads: tuple[LoadMark, ...] = ()
    most: int = 0
    over: tuple[Term, ...] = ()
    head_teachers: tuple[HolderMark, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """Which kinds of bar a reader meets, for the key."""
        return frozenset(bar.kind for row in self.rows for bar in row.bars)


@dataclass(frozen=True)
class _Axis:
    first: Term
    last: Term

    def at(self, term: Term) -> float:
        """Where a term begins, in per cent."""
        return round(100 * (term - self.first) / (self.last - self.first + 1), 3)

    def middle(self, term: Term) -> float:
        """The middle of a term, in per cent."""
        return round((self.at(term) + self.at(term + 1)) / 2, 3)

    def bar(self, kind: str, first: Term, last: Term) -> Bar | None:
        """The visible part of the terms from first to last; None where there is none."""
        first, last = max(first, self.first), min(last, self.last)
        if first > last:
            return None
        return Bar(self.at(first), round(self.at(last + 1) - self.at(first), 3), kind)


def timeline(
    rows: Sequence[InterventionRow], now: Term, *, most: int = MOST_AT_ONCE, holders: Sequence[Holder] = ()
) -> Timeline | None:
    """The rows of one school drawn on terms, what is given now first; None where there are no rows.

    `most` is how many interventions at once the organiser takes to be the most; `holders` are the school's
    head teachers over time.
    """
    if not rows:
        return None
    axis = _axis(rows, now)
    loads = load_per_term(rows, axis.first, axis.last)
    over = overloaded(loads, most)
    years = range(axis.first.year, axis.last.year + 1)
    return Timeline(
        years=tuple(YearMark(year, axis.at(Term(year, "vt"))) for year in years),
        now=now,
        now_left=axis.at(now),
        now_width=round(axis.at(now + 1) - axis.at(now), 3),
        rows=_chains(rows, axis, now),
        loads=tuple(LoadMark(one, axis.middle(one.term), one.term in over) for one in loads),
        most=most,
        over=over,
        head_teachers=tuple(filter(None, (_holder(one, axis) for one in holders))),
    )


def _holder(holder: Holder, axis: _Axis) -> HolderMark | None:
    last = Term.on(holder.end) if holder.end else axis.last
    bar = axis.bar("given", Term.on(holder.start), last)
    return HolderMark(holder, bar.left, bar.width) if bar else None


def _axis(rows: Sequence[InterventionRow], now: Term) -> _Axis:
    """Whole years around the present and every stated term, but no more than ten: the oldest are cut."""
    stretches = [(first, last) for row in rows for _, first, last in _stretches(row)]
    last = Term(max([now, *(last for _, last in stretches)]).year, "ht")
    first = min([now, *(first for first, _ in stretches)])
    return _Axis(Term(max(first.year, last.year - MOST_YEARS + 1), "vt"), last)


def _chains(rows: Sequence[InterventionRow], axis: _Axis, now: Term) -> tuple[TimelineRow, ...]:
    roots = chain_roots(rows)
    by_root: dict[int, list[InterventionRow]] = defaultdict(list)
    for row in rows:
        by_root[roots[row.id]].append(row)
    order = {"now": 0, "planned": 1, "past": 2}
    chains = [_chain(tuple(links), axis, now) for links in by_root.values()]
    return tuple(sorted(chains, key=lambda chain: order[chain.state]))


def _chain(links: tuple[InterventionRow, ...], axis: _Axis, now: Term) -> TimelineRow:
    stretches = [stretch for row in links for stretch in _stretches(row)]
    bars = [axis.bar(kind, first, last) for kind, first, last in stretches]
    bars += [axis.bar("open", last + 1, axis.last) for last in map(_open_from, links) if last]
    layers = ("open", "unsure", "given", "planned")
    return TimelineRow(
        links=links,
        bars=tuple(sorted(filter(None, bars), key=lambda bar: layers.index(bar.kind))),
        state=_state(links, now),
        begins_before=any(first < axis.first for _, first, _ in stretches),
    )


def _state(links: Sequence[InterventionRow], now: Term) -> str:
    if any(row.is_current(now) for row in links):
        return "now"
    planned = [last for row in links if row.planned for _, _, last in _stretches(row)]
    return "planned" if any(last >= now for last in planned) else "past"


def _stretches(row: InterventionRow) -> Iterator[tuple[str, Term, Term]]:
    """What is stated of one row: kind, first and last term; nothing of what the school declined."""
    if row.status == DECLINED:
        return
    window_first, window_last = Term(row.window_start, "vt"), Term(row.window_end, "ht")
    period = row.period
    first, last = period.first_term or window_first, period.last_term or window_last
    if row.planned:
        part = period.clip(row.stated_for) or row.stated_for
        yield "planned", part.first_term or window_first, part.last_term or window_last
    elif period.end or period.ongoing:
        yield "given", first, max(first, last)
    elif period.start:
        yield "given", first, period.start.last_term
        lasts = first + (2 * row.duration_years - 1) if row.duration_years else window_last
        if lasts > period.start.last_term:
            yield "unsure", period.start.last_term + 1, lasts
    else:
        yield "unsure", window_first, window_last
    if row.follow_on:
        yield "given", *_bounds(row.follow_on, window_last)


def _bounds(period: Period, window_last: Term) -> tuple[Term, Term]:
    first = period.first_term or window_last
    return first, period.last_term or max(first, window_last)


def _open_from(row: InterventionRow) -> Term | None:
    """The last term that is stated of a row that goes on until further notice; None for other rows."""
    if row.planned or row.status == DECLINED or not row.period.ongoing or row.period.end:
        return None
    first = row.period.first_term or Term(row.window_start, "vt")
    return max(first, Term(row.window_end, "ht"))
