#include "arrow.h"
#include "chain.h"
#include "published.h"
#include "room.h"

#include <math.h>
#include <stdint.h>

int arrow_blocks(const Arrow *a)
{
    int groups = a->schools / LANES;
    return groups < BLOCKS ? groups : BLOCKS;
}

/* Sums of a block: border matrix, border vector, then log likelihood, quadratic form, log determinant;
 * or years x years and border vector: the larger of the two. */
int arrow_sum_size(const Arrow *a)
{
    int border = a->years + a->covariates;
    return border * border + border + 3;
}

EVERY_CPU static void relax_group(const Arrow *a, Room *r, int first, const double *border,
                                  const double *weight, const double *target, double *effect)
{
    load(a, weight, first, r->weight);
    load(a, target, first, r->work);
    border_part(a, border, first, r->eta);
    for (int t = 0; t < a->years; t++)
        EACH_LANE r->work[t][b] -= r->weight[t][b] * r->eta[t][b];
    factor(a, r);
    solve(a, r, r->work);
    store(a, r->work, first, effect);
}

/* The border matrix X'(W - W H^-1 W)X, upper part by rows of years, then the covariates. */
INLINE void add_border_matrix(const Arrow *a, Room *r, int first)
{
    int years = a->years, border = years + a->covariates;
    for (int t = 0; t < years; t++)
        for (int j = t; j < years; j++) {
            Lane *d = &r->reduced[t * years + j];
            EACH_LANE(*d)[b] = -r->weight[t][b] * r->weight[j][b] * r->inverse[t * years + j][b];
            if (t == j)
                EACH_LANE(*d)[b] += r->weight[t][b];
            else
                memcpy(r->reduced[j * years + t], *d, sizeof(Lane));
            EACH_LANE r->sums[t * border + j][b] += (*d)[b];
        }
    for (int k = 0; k < a->covariates; k++)
        for (int t = 0; t < years; t++) {
            Lane row;
            EACH_LANE row[b] = 0;
            for (int j = 0; j < years; j++) {
                const double *x = covariate(a, k, j, first);
                EACH_LANE row[b] += r->reduced[t * years + j][b] * x[b];
            }
            EACH_LANE r->sums[t * border + years + k][b] += row[b];
            for (int m = 0; m <= k; m++) {
                const double *x = covariate(a, m, t, first);
                EACH_LANE r->sums[(years + m) * border + years + k][b] += row[b] * x[b];
            }
        }
}

/* f'(P - v v'/c)f by lane. */
INLINE void add_quadratic(const Arrow *a, Lane *f, Lane *sum)
{
    Lane along;
    EACH_LANE along[b] = 0;
    for (int t = 0; t < a->years; t++) {
        double p = a->diagonal[t], v = a->direction[t], off = t ? 2.0 * a->off_diagonal[t - 1] : 0.0;
        EACH_LANE along[b] += v * f[t][b];
        EACH_LANE(*sum)[b] += f[t][b] * (p * f[t][b]);
        if (t)
            EACH_LANE(*sum)[b] += off * f[t][b] * f[t - 1][b];
    }
    EACH_LANE(*sum)[b] -= along[b] * along[b] / a->divisor;
}

INLINE void add_log_determinant(const Arrow *a, Room *r, Lane *sum)
{
    EACH_LANE {
        double product = r->slack[b] / a->divisor, logs = 0;
        for (int t = 0; t < a->years; t++) {
            product *= r->pivot[t][b];
            if (t % 8 == 7) {
                logs += log(product);
                product = 1.0;
            }
        }
        (*sum)[b] += logs + log(product);
    }
}

EVERY_CPU static void assess_group(const Arrow *a, Room *r, int first, const double *border,
                                   const double *effect, double *weight, double *target)
{
    int border_size = a->years + a->covariates;
    Lane *tail = r->sums + border_size * border_size;
    load(a, effect, first, r->column);
    border_part(a, border, first, r->eta);
    for (int t = 0; t < a->years; t++)
        EACH_LANE r->eta[t][b] += r->column[t][b];
    likelihood(a, r, first, 1, NULL);
    factor(a, r);
    invert(a, r);
    add_quadratic(a, r->column, &tail[border_size + 1]);
    for (int t = 0; t < a->years; t++)
        EACH_LANE r->column[t][b] = r->weight[t][b] * r->eta[t][b] + r->slope[t][b];
    multiply_inverse(a, r, r->column, r->work);
    for (int t = 0; t < a->years; t++)
        EACH_LANE r->work[t][b] = r->column[t][b] - r->weight[t][b] * r->work[t][b];
    add_border_matrix(a, r, first);
    add_border_vector(a, r->work, first, tail);
    EACH_LANE tail[border_size][b] += r->log_likelihood[b];
    add_log_determinant(a, r, &tail[border_size + 2]);
    store(a, r->weight, first, weight);
    store(a, r->column, first, target);
}

/* column <- one column of X root, work <- E = H^-1 W column. */
INLINE void border_column(const Arrow *a, Room *r, int first, const double *root, int g)
{
    int years = a->years, border = years + a->covariates;
    for (int t = 0; t < years; t++) {
        EACH_LANE r->column[t][b] = root[t * border + g];
        for (int k = 0; k < a->covariates; k++) {
            const double *x = covariate(a, k, t, first);
            double value = root[(years + k) * border + g];
            EACH_LANE r->column[t][b] += value * x[b];
        }
        EACH_LANE r->eta[t][b] = r->weight[t][b] * r->column[t][b];
    }
    multiply_inverse(a, r, r->eta, r->work);
}

/* Adds E E' and the squares of X root - E for one column of the border's root. */
INLINE void add_border_column(const Arrow *a, Room *r, int first, const double *root, int g, Lane *variance)
{
    int years = a->years;
    border_column(a, r, first, root, g);
    for (int t = 0; t < years; t++) {
        EACH_LANE {
            double left = r->column[t][b] - r->work[t][b];
            variance[t][b] += left * left;
        }
        for (int j = t; j < years; j++)
            EACH_LANE r->sums[t * years + j][b] += r->work[t][b] * r->work[j][b];
    }
}

EVERY_CPU static void curvature_group(const Arrow *a, Room *r, int first, const double *border,
                                      const double *effect, const double *root, double *variance,
                                      double *pull)
{
    int years = a->years;
    Lane *spread = r->slope;
    load(a, effect, first, r->column);
    border_part(a, border, first, r->eta);
    for (int t = 0; t < years; t++)
        EACH_LANE r->eta[t][b] += r->column[t][b];
    likelihood(a, r, first, 0, NULL);
    factor(a, r);
    invert(a, r);
    for (int t = 0; t < years; t++) {
        for (int j = t; j < years; j++)
            EACH_LANE r->sums[t * years + j][b] +=
                r->inverse[t * years + j][b] + r->column[t][b] * r->column[j][b];
        EACH_LANE spread[t][b] = r->inverse[t * years + t][b];
    }
    for (int g = 0; g < years + a->covariates; g++)
        add_border_column(a, r, first, root, g, spread);
    store(a, spread, first, variance);
    for (int t = 0; t < years; t++)
        EACH_LANE r->third[t][b] *= 0.5 * spread[t][b];
    store(a, r->third, first, pull);
    multiply_inverse(a, r, r->third, r->work);
    for (int t = 0; t < years; t++)
        EACH_LANE r->work[t][b] = r->third[t][b] - r->weight[t][b] * r->work[t][b];
    add_border_vector(a, r->work, first, r->sums + years * years);
}

EVERY_CPU static void shift_group(const Arrow *a, Room *r, int first, const double *border_shift,
                                  const double *weight, const double *pull, const double *effect,
                                  double *shift)
{
    int years = a->years;
    load(a, weight, first, r->weight);
    load(a, pull, first, r->work);
    load(a, effect, first, r->column);
    border_part(a, border_shift, first, r->eta);
    for (int t = 0; t < years; t++)
        EACH_LANE r->work[t][b] -= r->weight[t][b] * r->eta[t][b];
    factor(a, r);
    solve(a, r, r->work);
    for (int t = 0; t < years; t++)
        for (int j = t; j < years; j++)
            EACH_LANE r->sums[t * years + j][b] +=
                r->work[t][b] * r->column[j][b] + r->column[t][b] * r->work[j][b];
    store(a, r->work, first, shift);
}

/* reduced <- posterior covariance of a school's logits, H^-1 + (X root - E)(X root - E)', and the border's
 * part of each cell: its variance, and its covariance with the cell's logit. */
INLINE void spread_of_school(const Arrow *a, Room *r, int first, const double *root, double *border_variance,
                             double *covariance)
{
    int years = a->years, border = years + a->covariates;
    Lane *own = r->slope, *crossed = r->solved_direction;
    memcpy(r->reduced, r->inverse, (size_t)years * years * sizeof(Lane));
    memset(own, 0, (size_t)years * sizeof(Lane));
    memset(crossed, 0, (size_t)years * sizeof(Lane));
    for (int g = 0; g < border; g++) {
        border_column(a, r, first, root, g);
        for (int t = 0; t < years; t++)
            EACH_LANE {
                double left = r->column[t][b] - r->work[t][b];
                own[t][b] += r->column[t][b] * r->column[t][b];
                crossed[t][b] += r->column[t][b] * left;
                r->work[t][b] = left;
            }
        for (int t = 0; t < years; t++)
            for (int j = 0; j < years; j++)
                EACH_LANE r->reduced[t * years + j][b] += r->work[t][b] * r->work[j][b];
    }
    store(a, own, first, border_variance);
    store(a, crossed, first, covariance);
}

/* Second-order variance and third cumulant of each logit: the one-loop terms of the expansion round the
 * mode, with V the covariance, l3, l4 the derivatives and d the shift of the mean. */
EVERY_CPU static void moments_group(const Arrow *a, Room *r, int first, const double *border,
                                    const double *effect, const double *root, const double *moved,
                                    double *variance, double *third, double *border_variance,
                                    double *covariance)
{
    int years = a->years;
    Lane *v = r->reduced, *coupling = r->inverse, *out_variance = r->pivot, *out_third = r->weight;
    load(a, effect, first, r->column);
    border_part(a, border, first, r->eta);
    for (int t = 0; t < years; t++)
        EACH_LANE r->eta[t][b] += r->column[t][b];
    likelihood(a, r, first, 0, r->fourth);
    factor(a, r);
    invert(a, r);
    spread_of_school(a, r, first, root, border_variance, covariance);
    load(a, moved, first, r->work);
    for (int t = 0; t < years; t++)
        for (int j = 0; j < years; j++) {
            EACH_LANE {
                double pair = v[t * years + j][b];
                coupling[t * years + j][b] = 0.5 * r->third[t][b] * pair * pair * r->third[j][b];
            }
            if (j == t)
                EACH_LANE coupling[t * years + t][b] +=
                    0.5 * r->fourth[t][b] * v[t * years + t][b] + r->third[t][b] * r->work[t][b];
        }
    for (int i = 0; i < years; i++) {
        EACH_LANE out_variance[i][b] = 0;
        EACH_LANE out_third[i][b] = 0;
        for (int j = 0; j < years; j++) {
            Lane along;
            EACH_LANE along[b] = 0;
            for (int k = 0; k < years; k++)
                EACH_LANE along[b] += coupling[j * years + k][b] * v[i * years + k][b];
            EACH_LANE {
                double pair = v[i * years + j][b];
                out_variance[i][b] += pair * along[b];
                out_third[i][b] += pair * pair * pair * r->third[j][b];
            }
        }
        EACH_LANE {
            double plain = v[i * years + i][b], whole = plain + out_variance[i][b];
            whole = whole < 0.5 * plain ? 0.5 * plain : whole;
            out_variance[i][b] = whole > 2.0 * plain ? 2.0 * plain : whole;
        }
    }
    store(a, out_variance, first, variance);
    store(a, out_third, first, third);
}

/* Runs CALL for every lane group of the blocks that this thread gets hold of; `next` is the first block that
 * nobody has taken. The blocks are the same whatever the threads, and so are their sums. */
#define EVERY_GROUP(CALL, SUMS)                                                                  \
    int groups = a->schools / LANES, blocks = arrow_blocks(a), block;                            \
    while ((block = __atomic_fetch_add(next, 1, __ATOMIC_RELAXED)) < blocks) {                   \
        Room room, *r = &room;                                                                   \
        if (open_room(r, a))                                                                     \
            return -1;                                                                           \
        int stop = (int)((int64_t)groups * (block + 1) / blocks);                                \
        for (int g = (int)((int64_t)groups * block / blocks); g < stop; g++) {                   \
            int first = g * LANES;                                                               \
            CALL;                                                                                \
        }                                                                                        \
        double *sums_of_block = (SUMS);                                                          \
        close_room(r, a, sums_of_block ? sums_of_block + (size_t)block * arrow_sum_size(a) : 0); \
    }                                                                                            \
    return 0;

int arrow_relax(const Arrow *a, const double *border, const double *weight, const double *target,
                double *effect, int *next)
{
    EVERY_GROUP(relax_group(a, r, first, border, weight, target, effect), NULL)
}

int arrow_assess(const Arrow *a, const double *border, const double *effect, double *weight,
                 double *target, double *sums, int *next)
{
    EVERY_GROUP(assess_group(a, r, first, border, effect, weight, target), sums)
}

int arrow_curvature(const Arrow *a, const double *border, const double *effect, const double *root,
                    double *variance, double *pull, double *sums, int *next)
{
    EVERY_GROUP(curvature_group(a, r, first, border, effect, root, variance, pull), sums)
}

int arrow_shift(const Arrow *a, const double *border_shift, const double *weight, const double *pull,
                const double *effect, double *shift, double *sums, int *next)
{
    EVERY_GROUP(shift_group(a, r, first, border_shift, weight, pull, effect, shift), sums)
}

int arrow_moments(const Arrow *a, const double *border, const double *effect, const double *root,
                  const double *moved, double *variance, double *third, double *border_variance,
                  double *covariance, int *next)
{
    EVERY_GROUP(moments_group(a, r, first, border, effect, root, moved, variance, third, border_variance,
                              covariance),
                NULL)
}
