"""What a reader of Läget has chosen to see: which schools, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from vandpunkt.analysis.need import Need
from vandpunkt.domain.problems import marked
from vandpunkt.web.schools.standing_lines import Glance
from vandpunkt.web.swedish_order import is_named, swedish_order

ORDERS = {
    "-need": marked("Högst sannolikhet under gränsen först"),
    "need": marked("Lägst sannolikhet under gränsen först"),
    "name": marked("Skola, A–Ö"),
    "-name": marked("Skola, Ö–A"),
    "area": marked("Område, A–Ö"),
    "-area": marked("Område, Ö–A"),
    "-support": marked("Flest pågående insatser först"),
    "support": marked("Färst pågående insatser först"),
    "-weight": marked("En elev väger mest först"),
    "weight": marked("En elev väger minst först"),
}
SUPPORT = {
    "": marked("Alla skolor"),
    "with": marked("Med pågående insats"),
    "without": marked("Utan pågående insats"),
}
NEEDS = {
    "": marked("Alla skolor"),
    "below": marked("Säkert eller troligen under"),
    Need.CERTAINLY_BELOW.value: marked("Säkert under"),
    Need.PROBABLY_BELOW.value: marked("Troligen under"),
    Need.CANNOT_TELL.value: marked("Går inte att säga"),
    Need.NOT_BELOW.value: marked("Troligen inte under"),
}


@dataclass(frozen=True)
class StandingChoice:
    """The words searched for, an area, need, with or without support, and the order; "" where not chosen."""

    text: str = ""
    area: str = ""
    need: str = ""
    support: str = ""
    sort: str = "name"

    @classmethod
    def read(cls, query: Mapping[str, str], *, fitted: bool) -> StandingChoice:
        """The choice that an address makes; what it does not understand is left unchosen.

        With a fit the greatest need comes first unless another order is chosen; without one need is unknown.
        """
        need, support = query.get("need", ""), query.get("support", "")
        sort = query.get("sort", "")
        known = sort in ORDERS and (fitted or sort.lstrip("-") != "need")
        return cls(
            text=" ".join(query.get("text", "").split())[:100],
            area=query.get("area", "").strip(),
            need=need if fitted and need in NEEDS else "",
            support=support if support in SUPPORT else "",
            sort=sort if known else "-need" if fitted else "name",
        )

    @property
    def filtered(self) -> bool:
        """Whether some schools may be left out."""
        return bool(self.text or self.area or self.need or self.support)

    def apply(self, lines: Iterable[Glance]) -> list[Glance]:
        """The lines chosen, in the order chosen; what the order cannot tell apart stays alphabetical."""
        chosen = [
            line
            for line in lines
            if is_named(line.school.name, line.school.code, self.text)
            and self.area in ("", line.school.area)
            and (not self.need or _needs(line, self.need))
            and self.support in ("", "with" if line.support else "without")
        ]
        return _sorted(chosen, self.sort)

    def next_order(self, column: str) -> str:
        """The order that the heading of a column leads to: the other way where it is sorted by already."""
        first = next(order for order in ORDERS if order.lstrip("-") == column)
        other = column if first.startswith("-") else f"-{column}"
        return other if self.sort == first else first

    def direction(self, column: str) -> str:
        """The column's `aria-sort`: ascending, descending, or none."""
        if self.sort.lstrip("-") != column:
            return "none"
        return "descending" if self.sort.startswith("-") else "ascending"


def by_need(lines: Iterable[Glance]) -> list[Glance]:
    """The lines with the greatest probability below the line first."""
    return _sorted(list(lines), "-need")


def _needs(line: Glance, wanted: str) -> bool:
    return line.below if wanted == "below" else line.need is not None and line.need.value == wanted


_KEYS: dict[str, Callable[[Glance], str | float | None]] = {
    "need": lambda line: line.probability,
    "name": lambda line: swedish_order(line.school.name),
    "area": lambda line: swedish_order(line.school.area) or None,
    "support": lambda line: line.support,
    "weight": lambda line: line.weight,
}


def _sorted(lines: list[Glance], sort: str) -> list[Glance]:
    """Sorted by one column; a school without a value comes last whichever way."""
    key = _KEYS[sort.lstrip("-")]
    with_value = [line for line in lines if key(line) is not None]
    with_value.sort(key=lambda line: key(line) or 0, reverse=sort.startswith("-"))
    return with_value + [line for line in lines if key(line) is None]
