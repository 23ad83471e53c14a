"""Terms and school years that a form suggests while the person types."""

from __future__ import annotations

from datetime import date

from vandpunkt.domain.terms import Term

_TERMS, _YEARS = range(-4, 5), range(-1, 4)


def suggested_times(today: date) -> dict[str, list[str]]:
    """Terms about now, each open and by itself, with school years; and the school years alone."""
    term = Term.on(today)
    terms = [term + number for number in _TERMS]
    years = [term.school_year + number for number in _YEARS]
    return {
        "terms": [f"{one}–" for one in terms]
        + [str(one) for one in terms]
        + [f"läsåret {one}" for one in years],
        "single_terms": [str(one) for one in terms],
        "school_years": [str(one) for one in years],
    }
