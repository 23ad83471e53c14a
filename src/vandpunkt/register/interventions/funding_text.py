"""Amounts as people write them: `2026: 120 000 kronor, statsbidrag`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.interventions.row import Funding

_AMOUNT = re.compile(
    r"(?P<year>20\d\d)\s*:?\s+(?P<amount>\d[\d\s]*?)\s*(?:kronor|kr)?\s*,?\s*"
    r"(?P<kind>egen budget|statsbidrag)",
    re.I,
)
_NAMES = {"own": "egen budget", "grant": "statsbidrag"}


def parse_funding(line: str) -> Funding:
    """One amount. Raises Problem for anything else."""
    found = _AMOUNT.fullmatch(line.rstrip("."))
    if found is None:
        raise Problem(
            marked("«{line}» går inte att läsa. Skriv till exempel: 2026: 120 000 kronor, statsbidrag."),
            line=line,
        )
    kind = "grant" if found["kind"].lower() == "statsbidrag" else "own"
    return Funding(int(found["year"]), kind, int(re.sub(r"\s", "", found["amount"])))


def print_funding(funding: Iterable[Funding]) -> str:
    """Amounts as `parse_funding` reads them, one a line."""
    return "\n".join(f"{one.year}: {swedish(one.amount, 0)} kronor, {_NAMES[one.kind]}" for one in funding)
