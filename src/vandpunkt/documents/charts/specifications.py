"""What a chart shows, apart from how it is drawn. Shares and intervals are 0–1; marks are as printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class YearPoint:
    """One school year of one school.

    `mark` is the published text (`74,5`, `~100`, `..`); `value` the share it states, None where it states
    none. `low`–`high` is the interval that the cohort's chance, or the mark itself, leaves open.
    """

    label: str
    mark: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True)
class YearChart:
    """One school's published shares by school year, oldest first."""

    points: tuple[YearPoint, ...]
    threshold: float | None = None


@dataclass(frozen=True)
class StandingRow:
    """Where one school stands: what its intake leads us to expect, and its underlying share with intervals.

    `published` and `mark` are the last published share and its text; None and the mark where it states none.
    """

    label: str
    mean: float
    low_50: float
    high_50: float
    low_90: float
    high_90: float
    expected: float | None = None
    published: float | None = None
    mark: str = ""
    note: str = ""


@dataclass(frozen=True)
class StandingChart:
    """Schools under each other on one scale, in the order given."""

    rows: tuple[StandingRow, ...]
    threshold: float | None = None


@dataclass(frozen=True)
class ForecastYear:
    """One school year of one school: what was published, what lies under it, and what is to come.

    `underlying` with its band and `expected` come from the model; `predicted_low`–`predicted_high` is the
    range of a share that is not yet published. Each is None where it does not apply.
    """

    label: str
    mark: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    underlying: float | None = None
    underlying_low: float | None = None
    underlying_high: float | None = None
    expected: float | None = None
    predicted: float | None = None
    predicted_low: float | None = None
    predicted_high: float | None = None
    note: str = ""


@dataclass(frozen=True)
class ForecastChart:
    """One school's years with the model's underlying and expected share, and next year's range last."""

    points: tuple[ForecastYear, ...]
    threshold: float | None = None


@dataclass(frozen=True)
class EffectRow:
    """One effect in percentage points with its 50 and 95 per cent intervals; `label` says of what."""

    label: str
    effect: float
    low_95: float
    low_50: float
    high_50: float
    high_95: float
    note: str = ""


@dataclass(frozen=True)
class EffectChart:
    """Effects under each other against zero, the first of them pooled. All values are percentage points.

    `minimum_detectable` is the smallest effect that could have been seen, to either side of zero. `placebo`
    are effects of support that never was: what chance gives schools like these.
    """

    rows: tuple[EffectRow, ...]
    minimum_detectable: float | None = None
    placebo: tuple[float, ...] = ()


@dataclass(frozen=True)
class OutcomeYear:
    """One school year of one school: what was published, and what was forecast without the support.

    Years without support have no forecast; each value is None where it does not apply.
    """

    label: str
    mark: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    forecast: float | None = None
    forecast_low: float | None = None
    forecast_high: float | None = None
    supported: bool = False


@dataclass(frozen=True)
class OutcomeChart:
    """One school's years, oldest first; `support` names what the supported years had."""

    points: tuple[OutcomeYear, ...]
    support: str = ""


Chart = YearChart | StandingChart | ForecastChart | EffectChart | OutcomeChart
