"""The figures of docs/method.md that can be computed in seconds are the ones that the code gives."""

from __future__ import annotations

import re

import pytest

from benchmarks.method_tables import METHOD, QUICK, table_in, with_table

NAMES = ("variants", "baselines", "nuts", "uncertainty", "calibration", "speed")


NUMBER = re.compile(r"-?\d+(?:\.(\d+))?")


def same(one: str, other: str) -> bool:
    """Equal texts whose numbers differ by one in the last digit at most: processors round differently."""
    if NUMBER.sub("#", one) != NUMBER.sub("#", other):
        return False
    pairs = zip(NUMBER.finditer(one), NUMBER.finditer(other), strict=True)
    return all(abs(float(a[0]) - float(b[0])) < 1.5 * 10.0 ** -len(a[1] or "") for a, b in pairs)


@pytest.mark.parametrize("name", QUICK)
def test_tables_are_not_stale(name: str) -> None:
    written, computed = table_in(METHOD.read_text(), name), QUICK[name]()
    assert len(written) == len(computed)
    stale = [line for line, now in zip(written, computed, strict=True) if not same(line, now)]
    assert stale == [], "run `python -m benchmarks.method_tables --write`"


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_there(name: str) -> None:
    assert len(table_in(METHOD.read_text(), name)) > 3


def test_a_table_goes_where_its_name_stands() -> None:
    text = "a\n<!-- table x -->\nold\n<!-- end x -->\nb"
    assert with_table(text, "x", ["1", "2"]) == "a\n<!-- table x -->\n1\n2\n<!-- end x -->\nb"
    with pytest.raises(ValueError, match="no place"):
        with_table(text, "y", [])
