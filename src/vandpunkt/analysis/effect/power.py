"""The smallest effect that could have been seen."""

from __future__ import annotations

from vandpunkt.analysis.special import normal_quantile

POWER = 0.8
LEVEL = 0.05


def minimum_detectable(sd: float, power: float = POWER, level: float = LEVEL) -> float:
    """The true effect whose interval would leave zero outside with the given probability, same unit as `sd`.

    `sd` is the standard deviation of outcome minus forecast when support does nothing; taken as normal
    and unchanged by the effect: (z₁₋α/₂ + z_power)·sd (Bloom 1995, Minimum detectable effects).
    """
    return (normal_quantile(1 - level / 2) + normal_quantile(power)) * sd
