/* The block-arrow system of the results model: one chain of years a school, one border shared by all.
 *
 * Arrays of cells are years x schools, school fastest, padded to a multiple of LANES schools whose
 * cohorts are zero. The border is (years, covariates). Precision of a school: tridiagonal - v v' / c.
 */
#ifndef VANDPUNKT_ARROW_H
#define VANDPUNKT_ARROW_H

#define LANES 16
#define BLOCKS 64

typedef struct {
    int years, schools, covariates;
    const double *cohort, *count, *covariate;      /* T x S, T x S, K x T x S */
    const int *interval_first;                     /* S / LANES + 1: interval cells of each lane group */
    const int *interval_cell;                      /* place in T x S of each interval cell */
    const int *interval_term;                      /* first term of each interval cell, one more at the end */
    const double *term_cohort, *term_count, *term_log_weight;
    const double *diagonal, *off_diagonal, *direction; /* precision: T, T - 1, T */
    double divisor;
} Arrow;

int arrow_blocks(const Arrow *arrow);
int arrow_sum_size(const Arrow *arrow);
int arrow_relax(const Arrow *arrow, const double *border, const double *weight, const double *target,
                double *effect, int *next);
int arrow_assess(const Arrow *arrow, const double *border, const double *effect, double *weight,
                 double *target, double *sums, int *next);
int arrow_curvature(const Arrow *arrow, const double *border, const double *effect, const double *root,
                    double *variance, double *pull, double *sums, int *next);
int arrow_shift(const Arrow *arrow, const double *border_shift, const double *weight, const double *pull,
                const double *effect, double *shift, double *sums, int *next);
int arrow_moments(const Arrow *arrow, const double *border, const double *effect, const double *root,
                  const double *moved, double *variance, double *third, double *border_variance,
                  double *covariance, int *next);

#endif
