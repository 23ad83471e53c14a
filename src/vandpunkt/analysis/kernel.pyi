"""Types of the compiled kernel; meaning and shapes stand in kernel.pyx."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Places = NDArray[np.int32]

lanes: int

class ArrowSystem:
    threads: int
    border: int

    def __init__(
        self,
        cohort: Array,
        count: Array,
        covariate: Array,
        interval_first: Places,
        interval_cell: Places,
        interval_term: Places,
        term_cohort: Array,
        term_count: Array,
        term_log_weight: Array,
        threads: int,
    ) -> None: ...
    def use_precision(
        self, diagonal: Array, off_diagonal: Array, direction: Array, divisor: float
    ) -> None: ...
    def new_cells(self) -> Array: ...
    def relax(self, border: Array, weight: Array, target: Array) -> Array: ...
    def assess(self, border: Array, effect: Array) -> tuple[Array, Array, Array]: ...
    def curvature(self, border: Array, effect: Array, root: Array) -> tuple[Array, Array, Array]: ...
    def shift(
        self, border_shift: Array, weight: Array, pull: Array, effect: Array
    ) -> tuple[Array, Array]: ...
    def moments(
        self, border: Array, effect: Array, root: Array, moved: Array
    ) -> tuple[Array, Array, Array, Array]: ...
