"""Numbers as Swedish prints them: decimal comma, fixed space between thousands, a real minus sign."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


def swedish(number: float | Decimal, decimals: int = 1) -> str:
    """`74,5`, `1 714`, `−3,0`: halves are rounded away from zero, and zero has no sign.

    Raises ValueError for a number that is not finite.
    """
    exact = number if isinstance(number, Decimal) else Decimal(repr(float(number)))
    if not exact.is_finite():
        raise ValueError(f"{number} cannot be printed")
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,.{decimals}f}".replace(",", NO_BREAK_SPACE).replace(".", ",")
    return MINUS + digits if rounded < 0 else digits


def signed(number: float | Decimal, decimals: int = 1) -> str:
    """As `swedish`, with a plus sign before what is above zero: `+4,2`, `−3,0`, `0,0`."""
    text = swedish(number, decimals)
    return "+" + text if number > 0 and any(digit in text for digit in "123456789") else text


def percent(number: float | Decimal, decimals: int = 1) -> str:
    """A share given in per cent, 0–100: `74,5 %` with a fixed space."""
    return f"{swedish(number, decimals)}{NO_BREAK_SPACE}%"


def percent_of_share(share: float, decimals: int = 1) -> str:
    """A share given as 0–1, printed in per cent: 0.745 is `74,5 %`."""
    return percent(Decimal(repr(float(share))).scaleb(2), decimals)


def percentage_points(number: float | Decimal, decimals: int = 1) -> str:
    """A difference between two shares, in percentage points: `2,0 procentenheter`, `1 procentenhet`."""
    text = swedish(number, decimals)
    unit = "procentenhet" if text.lstrip(MINUS) == "1" else "procentenheter"
    return f"{text}{NO_BREAK_SPACE}{unit}"
