# cython: language_level=3, boundscheck=False, wraparound=False
"""The door to arrow.c: arrays in, sums out, the interpreter's lock let go meanwhile."""

from threading import Thread

import numpy as np

cdef extern from "arrow.h":
    enum: LANES
    ctypedef struct Arrow:
        int years, schools, covariates
        const double *cohort
        const double *count
        const double *covariate
        const int *interval_first
        const int *interval_cell
        const int *interval_term
        const double *term_cohort
        const double *term_count
        const double *term_log_weight
        const double *diagonal
        const double *off_diagonal
        const double *direction
        double divisor
    int arrow_blocks(const Arrow *) nogil
    int arrow_sum_size(const Arrow *) nogil
    int arrow_relax(const Arrow *, const double *, const double *, const double *, double *, int *) nogil
    int arrow_assess(const Arrow *, const double *, const double *, double *, double *, double *, int *) nogil
    int arrow_curvature(const Arrow *, const double *, const double *, const double *, double *, double *,
                        double *, int *) nogil
    int arrow_shift(const Arrow *, const double *, const double *, const double *, const double *,
                    double *, double *, int *) nogil
    int arrow_moments(const Arrow *, const double *, const double *, const double *, const double *,
                      double *, double *, double *, double *, int *) nogil

lanes = LANES


cdef class ArrowSystem:
    """Cells of one panel and the precision of one school's years; all arrays years × padded schools."""

    cdef Arrow arrow
    cdef object held
    cdef object precision
    cdef public int threads
    cdef readonly int border

    def __init__(self, double[:, ::1] cohort, double[:, ::1] count, double[:, :, ::1] covariate,
                 int[::1] interval_first, int[::1] interval_cell, int[::1] interval_term,
                 double[::1] term_cohort, double[::1] term_count, double[::1] term_log_weight, int threads):
        self.held = (cohort, count, covariate, interval_first, interval_cell, interval_term,
                     term_cohort, term_count, term_log_weight)
        self.threads = threads
        self.arrow.years, self.arrow.schools = cohort.shape[0], cohort.shape[1]
        self.arrow.covariates = covariate.shape[0]
        self.border = cohort.shape[0] + covariate.shape[0]
        assert cohort.shape[1] % LANES == 0 and cohort.shape[1] > 0
        assert interval_first.shape[0] == cohort.shape[1] // LANES + 1
        self.arrow.cohort, self.arrow.count = &cohort[0, 0], &count[0, 0]
        self.arrow.covariate = &covariate[0, 0, 0] if covariate.shape[0] else NULL
        self.arrow.interval_first = &interval_first[0]
        self.arrow.interval_cell = &interval_cell[0] if interval_cell.shape[0] else NULL
        self.arrow.interval_term = &interval_term[0]
        if term_count.shape[0]:
            self.arrow.term_cohort, self.arrow.term_count = &term_cohort[0], &term_count[0]
            self.arrow.term_log_weight = &term_log_weight[0]

    def use_precision(self, double[::1] diagonal, double[::1] off_diagonal, double[::1] direction,
                      double divisor):
        """The prior precision of one school's years: tridiagonal − direction direction' / divisor."""
        assert diagonal.shape[0] == self.arrow.years == direction.shape[0]
        self.precision = (diagonal, off_diagonal, direction)
        self.arrow.diagonal, self.arrow.direction = &diagonal[0], &direction[0]
        self.arrow.off_diagonal = &off_diagonal[0] if off_diagonal.shape[0] else NULL
        self.arrow.divisor = divisor

    def new_cells(self):
        """An uninitialised array of one number a cell, years × padded schools."""
        return np.empty((self.arrow.years, self.arrow.schools))

    def new_sums(self):
        """Zeros, one row for each block of schools."""
        return np.zeros((arrow_blocks(&self.arrow), arrow_sum_size(&self.arrow)))

    def shared(self, sweep, *arrays):
        """Run a sweep over the blocks of schools in as many threads as are allowed."""
        if self.precision is None:
            raise ValueError("use_precision comes first")
        taken = np.zeros(1, dtype=np.int32)
        others = [Thread(target=sweep, args=(*arrays, taken)) for _ in range(self.threads - 1)]
        for other in others:
            other.start()
        sweep(*arrays, taken)
        for other in others:
            other.join()
        assert taken[0] >= arrow_blocks(&self.arrow)

    def expect_cells(self, *arrays):
        """Raises ValueError unless every array has one number a cell."""
        shape = (self.arrow.years, self.arrow.schools)
        if any(array.shape != shape for array in arrays):
            raise ValueError(f"cells are {shape[0]} years × {shape[1]} padded schools")

    def relax(self, border, weight, target):
        """Effects that solve the quadratic model at `weight` and `target`, given the border."""
        self.expect_cells(weight, target)
        effect = self.new_cells()
        self.shared(self._relax, border, weight, target, effect)
        return effect

    def _relax(self, double[::1] border, double[:, ::1] weight, double[:, ::1] target,
               double[:, ::1] effect, int[::1] taken):
        cdef int failed
        assert border.shape[0] == self.border
        with nogil:
            failed = arrow_relax(&self.arrow, &border[0], &weight[0, 0], &target[0, 0], &effect[0, 0],
                                 &taken[0])
        check(failed)

    def assess(self, border, effect):
        """(weight, target, sums): the quadratic model at a point, and its sums over schools.

        Sums: the border's matrix, row by row, and vector, then log likelihood, quadratic form of the
        effects and log determinant of the schools' systems.
        """
        self.expect_cells(effect)
        weight, target, sums = self.new_cells(), self.new_cells(), self.new_sums()
        self.shared(self._assess, border, effect, weight, target, sums)
        return weight, target, sums.sum(axis=0)

    def _assess(self, double[::1] border, double[:, ::1] effect, double[:, ::1] weight,
                double[:, ::1] target, double[:, ::1] sums, int[::1] taken):
        cdef int failed
        assert border.shape[0] == self.border
        with nogil:
            failed = arrow_assess(&self.arrow, &border[0], &effect[0, 0], &weight[0, 0], &target[0, 0],
                                  &sums[0, 0], &taken[0])
        check(failed)

    def curvature(self, border, effect, root):
        """(variance, pull, sums): posterior variance of every cell's logit, ½·variance·third derivative.

        `root` root' is the border's posterior covariance. Sums: years × years of covariance and squares
        of the effects (upper part), then the border's part of the pull.
        """
        self.expect_cells(effect)
        variance, pull, sums = self.new_cells(), self.new_cells(), self.new_sums()
        self.shared(self._curvature, border, effect, root, variance, pull, sums)
        return variance, pull, sums.sum(axis=0)

    def _curvature(self, double[::1] border, double[:, ::1] effect, double[:, ::1] root,
                   double[:, ::1] variance, double[:, ::1] pull, double[:, ::1] sums, int[::1] taken):
        cdef int failed
        assert border.shape[0] == self.border == root.shape[0] == root.shape[1]
        with nogil:
            failed = arrow_curvature(&self.arrow, &border[0], &effect[0, 0], &root[0, 0], &variance[0, 0],
                                     &pull[0, 0], &sums[0, 0], &taken[0])
        check(failed)

    def shift(self, border_shift, weight, pull, effect):
        """(shift, sums): how a pull moves the effects, and the products with the effects, years × years."""
        self.expect_cells(weight, pull, effect)
        moved, sums = self.new_cells(), self.new_sums()
        self.shared(self._shift, border_shift, weight, pull, effect, moved, sums)
        return moved, sums.sum(axis=0)

    def _shift(self, double[::1] border_shift, double[:, ::1] weight, double[:, ::1] pull,
               double[:, ::1] effect, double[:, ::1] moved, double[:, ::1] sums, int[::1] taken):
        cdef int failed
        assert border_shift.shape[0] == self.border
        with nogil:
            failed = arrow_shift(&self.arrow, &border_shift[0], &weight[0, 0], &pull[0, 0], &effect[0, 0],
                                 &moved[0, 0], &sums[0, 0], &taken[0])
        check(failed)

    def moments(self, border, effect, root, moved):
        """(variance, third cumulant, border's variance, its covariance with the logit), all by cell.

        `moved` is the shift of every logit's mean from the mode.
        """
        self.expect_cells(effect, moved)
        outs = [self.new_cells() for _ in range(4)]
        self.shared(self._moments, border, effect, root, moved, *outs)
        return tuple(outs)

    def _moments(self, double[::1] border, double[:, ::1] effect, double[:, ::1] root,
                 double[:, ::1] moved, double[:, ::1] variance, double[:, ::1] third,
                 double[:, ::1] own, double[:, ::1] crossed, int[::1] taken):
        cdef int failed
        assert border.shape[0] == self.border == root.shape[0] == root.shape[1]
        with nogil:
            failed = arrow_moments(&self.arrow, &border[0], &effect[0, 0], &root[0, 0], &moved[0, 0],
                                   &variance[0, 0], &third[0, 0], &own[0, 0], &crossed[0, 0], &taken[0])
        check(failed)


cdef check(int failed):
    if failed:
        raise MemoryError
