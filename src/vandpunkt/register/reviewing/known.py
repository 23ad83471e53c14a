"""What the register has already of what a document says: the same support in other words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from vandpunkt.domain.problems import marked
from vandpunkt.reading.characters import folded
from vandpunkt.register.interventions.asking import live_rows
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.models import Intervention, Programme
from vandpunkt.register.programmes.names import programmes_by_every_name
from vandpunkt.register.reviewing.values import Known, ProposalRow

_SAME_WORDS = 0.8


def known_interventions(proposals: Sequence[ProposalRow]) -> dict[int, Known]:
    """The intervention that each waiting proposal most likely is, by the proposal's id. Three queries."""
    programmes = programmes_by_every_name()
    codes = {one.school_code for one in proposals if one.waits and one.school_code}
    rows = live_rows(Intervention.objects.filter(school_unit__in=codes, accepted_at__isnull=False))
    at_school: dict[str, list[InterventionRow]] = defaultdict(list)
    for row in rows:
        at_school[row.school_unit_code].append(row)
    found: dict[int, Known] = {}
    for one in proposals:
        if one.waits:
            likely = _likeliest(one, at_school[one.school_code], programmes)
            if likely is not None:
                found[one.id] = likely
    return found


def _likeliest(
    proposal: ProposalRow, rows: Iterable[InterventionRow], programmes: Mapping[str, Programme]
) -> Known | None:
    """The best of the rows that can be the same: same programme or words, in a common time."""
    programme = programmes.get(folded(proposal.programme)) if proposal.programme else None
    name = programme.name if programme else None
    possible = [row for row in rows if _is_same(proposal, row, name)]
    if not possible:
        return None
    best = max(possible, key=lambda row: _agreement(proposal, row))
    differences = tuple(_differences(proposal, best))
    return Known(best, not differences, differences)


def _is_same(proposal: ProposalRow, row: InterventionRow, programme: str | None) -> bool:
    """Whether the two can be one: what was planned for a year is what was given in it, not after it."""
    asked_alike = proposal.planned == row.planned or proposal.stated_for.overlaps(row.stated_for)
    if not asked_alike or not proposal.time.overlaps(row.time):
        return False
    if programme is not None and row.programme is not None:
        return row.programme == programme
    return _alike(proposal.wording, row.wording) >= _SAME_WORDS


def _agreement(proposal: ProposalRow, row: InterventionRow) -> tuple[float, ...]:
    """How much the two agree: start, partners, words."""
    start = 1.0 if row.start == proposal.start else 0.5 if not (row.start and proposal.start) else 0.0
    return start, _partners_in_common(proposal, row), _alike(proposal.wording, row.wording)


def _differences(proposal: ProposalRow, row: InterventionRow) -> Iterable[str]:
    if proposal.start and row.start and proposal.start != row.start:
        yield marked("perioden börjar olika")
    if proposal.end and row.end and proposal.end != row.end:
        yield marked("perioden slutar olika")
    if proposal.partners and row.partners and not _partners_in_common(proposal, row):
        yield marked("samverkansparterna är andra")


def _partners_in_common(proposal: ProposalRow, row: InterventionRow) -> float:
    """The share 0–1 of the partners of either that both have; 1 where neither has any."""
    ours, theirs = ({folded(name) for name in one.partners} for one in (proposal, row))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio()
