"""How properties are tried: the same examples in every run of the checks, new ones when asked for."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "checks", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", parent=settings.get_profile("checks"), derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "checks"))
