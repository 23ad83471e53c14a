#include "arrow.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__linux__)
#define EVERY_CPU __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_CPU
#endif
#define EACH_LANE for (int b = 0; b < LANES; b++)
#define INLINE static inline __attribute__((always_inline))

/* Share of the binomial information that an interval cell keeps at least, so that every step goes uphill. */
#define LEAST_INFORMATION 0.01

typedef double Lane[LANES];

/* What one thread needs for one group of LANES schools; every member is an array of lanes. */
typedef struct {
    Lane *eta, *weight, *slope, *third, *pivot, *multiplier, *solved_direction, *work, *column, *fourth;
    Lane *inverse, *reduced, *sums;
    Lane log_likelihood, slack;
    double *memory;
} Room;

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

static int open_room(Room *room, const Arrow *a)
{
    int t = a->years, lanes = 10 * t + 2 * t * t + arrow_sum_size(a);
    if (posix_memalign((void **)&room->memory, 64, (size_t)lanes * sizeof(Lane)))
        return -1;
    Lane *next = (Lane *)room->memory;
    Lane **vectors[] = {&room->eta, &room->weight, &room->slope, &room->third, &room->pivot,
                        &room->multiplier, &room->solved_direction, &room->work, &room->column,
                        &room->fourth};
    for (int i = 0; i < 10; i++, next += t)
        *vectors[i] = next;
    room->inverse = next;
    room->reduced = next + t * t;
    room->sums = next + 2 * t * t;
    memset(room->sums, 0, (size_t)arrow_sum_size(a) * sizeof(Lane));
    return 0;
}

/* exp(x) for x <= 0, within one unit in the last place; written out so that lanes run side by side. */
INLINE double exp_of_negative(double x)
{
    const double shifter = 0x1.8p52;
    x = x < -700.0 ? -700.0 : x;
    double shifted = x * 0x1.71547652b82fep0 + shifter, whole = shifted - shifter;
    double r = (x - whole * 0x1.62e42fefa38p-1) - whole * 0x1.ef35793c7673p-45;
    double sum = 1.0 / 6227020800.0;
    sum = sum * r + 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    sum = sum * r + 1.0;
    sum = sum * r + 1.0;
    uint64_t bits;
    double power;
    memcpy(&bits, &shifted, 8);
    bits = (bits << 52) + 0x3ff0000000000000ULL;
    memcpy(&power, &bits, 8);
    return sum * power;
}

/* log(1 + e) for 0 <= e <= 1, by the series of the inverse hyperbolic tangent of e / (2 + e). */
INLINE double log_one_plus(double e)
{
    double s = e / (2.0 + e), q = s * s, sum = 1.0 / 33.0;
    sum = sum * q + 1.0 / 31.0;
    sum = sum * q + 1.0 / 29.0;
    sum = sum * q + 1.0 / 27.0;
    sum = sum * q + 1.0 / 25.0;
    sum = sum * q + 1.0 / 23.0;
    sum = sum * q + 1.0 / 21.0;
    sum = sum * q + 1.0 / 19.0;
    sum = sum * q + 1.0 / 17.0;
    sum = sum * q + 1.0 / 15.0;
    sum = sum * q + 1.0 / 13.0;
    sum = sum * q + 1.0 / 11.0;
    sum = sum * q + 1.0 / 9.0;
    sum = sum * q + 1.0 / 7.0;
    sum = sum * q + 0.2;
    sum = sum * q + 1.0 / 3.0;
    sum = sum * q + 1.0;
    return 2.0 * s * sum;
}

INLINE const double *covariate(const Arrow *a, int k, int t, int first)
{
    return a->covariate + ((size_t)k * a->years + t) * a->schools + first;
}

/* The part of the linear predictor that the border gives. */
INLINE void border_part(const Arrow *a, const double *border, int first, Lane *out)
{
    for (int t = 0; t < a->years; t++) {
        EACH_LANE out[t][b] = border[t];
        for (int k = 0; k < a->covariates; k++) {
            const double *x = covariate(a, k, t, first);
            double beta = border[a->years + k];
            EACH_LANE out[t][b] += beta * x[b];
        }
    }
}

/* One interval cell: log likelihood, its slope, information (minus the second derivative), third and fourth
 * derivative, by the joint cumulants of the residual y - np and its derivatives over the terms allowed. */
static void interval_cell(const Arrow *a, int cell, double eta, double out[5])
{
    int first = a->interval_term[cell], last = a->interval_term[cell + 1];
    double e = exp(-fabs(eta)), p = (eta >= 0 ? 1.0 : e) / (1.0 + e), pq = e / ((1.0 + e) * (1.0 + e));
    double soft = (eta > 0 ? eta : 0.0) + log1p(e), skew = pq * (1.0 - 2.0 * p);
    double top = -INFINITY;
    for (int j = first; j < last; j++) {
        double log_term = a->term_log_weight[j] + a->term_count[j] * eta - a->term_cohort[j] * soft;
        top = log_term > top ? log_term : top;
    }
    double total = 0, m1 = 0, mn = 0;
    for (int j = first; j < last; j++) {
        double q = exp(a->term_log_weight[j] + a->term_count[j] * eta - a->term_cohort[j] * soft - top);
        total += q;
        m1 += q * (a->term_count[j] - a->term_cohort[j] * p);
        mn += q * a->term_cohort[j];
    }
    m1 /= total;
    mn /= total;
    double c2 = 0, c3 = 0, c4 = 0, crossed = 0, twice_crossed = 0, spread = 0;
    for (int j = first; j < last; j++) {
        double q = exp(a->term_log_weight[j] + a->term_count[j] * eta - a->term_cohort[j] * soft - top) / total;
        double r = a->term_count[j] - a->term_cohort[j] * p - m1;
        c2 += q * r * r;
        double n = a->term_cohort[j] - mn;
        c3 += q * r * r * r;
        c4 += q * r * r * r * r;
        crossed += q * r * n;
        twice_crossed += q * r * r * n;
        spread += q * n * n;
    }
    double floor = LEAST_INFORMATION * a->term_cohort[first];
    out[0] = top + log(total);
    out[1] = m1;
    out[2] = mn * pq - c2;
    out[3] = c3 - 3.0 * crossed * pq - mn * skew;
    out[4] = c4 - 3.0 * c2 * c2 - 6.0 * twice_crossed * pq + 3.0 * spread * pq * pq - 4.0 * crossed * skew -
             mn * pq * (1.0 - 6.0 * pq);
    if (out[2] < floor * pq) {
        out[2] = floor * pq;
        out[3] = -floor * skew;
        out[4] = -floor * pq * (1.0 - 6.0 * pq);
    }
}

/* Slope, information, third and (if asked for) fourth derivative of every cell of a lane group; its log
 * likelihood by lane. */
INLINE void likelihood(const Arrow *a, Room *r, int first, int want_log, Lane *fourth)
{
    int group = first / LANES;
    EACH_LANE r->log_likelihood[b] = 0;
    for (int t = 0; t < a->years; t++) {
        const double *n = a->cohort + (size_t)t * a->schools + first;
        const double *y = a->count + (size_t)t * a->schools + first;
        EACH_LANE {
            double eta = r->eta[t][b], size = eta < 0 ? -eta : eta, e = exp_of_negative(-size);
            double half = 1.0 / (1.0 + e), p = eta < 0 ? e * half : half, pq = e * half * half;
            r->slope[t][b] = y[b] - n[b] * p;
            r->weight[t][b] = n[b] * pq;
            r->third[t][b] = -n[b] * pq * (1.0 - 2.0 * p);
            if (fourth)
                fourth[t][b] = -n[b] * pq * (1.0 - 6.0 * pq);
            if (want_log)
                r->log_likelihood[b] += y[b] * eta - n[b] * (0.5 * (eta + size) + log_one_plus(e));
        }
    }
    for (int i = a->interval_first[group]; i < a->interval_first[group + 1]; i++) {
        int t = a->interval_cell[i] / a->schools, b = a->interval_cell[i] % a->schools - first;
        double out[5];
        interval_cell(a, i, r->eta[t][b], out);
        r->log_likelihood[b] += out[0];
        r->slope[t][b] += out[1];
        r->weight[t][b] += out[2];
        r->third[t][b] = out[3];
        if (fourth)
            fourth[t][b] = out[4];
    }
}

/* Factor of precision + information: pivots, multipliers, and the solved direction of the rank-one part. */
INLINE void factor(const Arrow *a, Room *r)
{
    int last = a->years - 1;
    EACH_LANE r->pivot[0][b] = a->diagonal[0] + r->weight[0][b];
    for (int t = 1; t <= last; t++) {
        double off = a->off_diagonal[t - 1];
        EACH_LANE {
            r->multiplier[t - 1][b] = off / r->pivot[t - 1][b];
            r->pivot[t][b] = a->diagonal[t] + r->weight[t][b] - r->multiplier[t - 1][b] * off;
        }
    }
    Lane *g = r->solved_direction;
    EACH_LANE g[0][b] = a->direction[0];
    for (int t = 1; t <= last; t++)
        EACH_LANE g[t][b] = a->direction[t] - r->multiplier[t - 1][b] * g[t - 1][b];
    EACH_LANE g[last][b] /= r->pivot[last][b];
    for (int t = last - 1; t >= 0; t--)
        EACH_LANE g[t][b] = g[t][b] / r->pivot[t][b] - r->multiplier[t][b] * g[t + 1][b];
    EACH_LANE r->slack[b] = a->divisor;
    for (int t = 0; t <= last; t++)
        EACH_LANE r->slack[b] -= a->direction[t] * g[t][b];
}

/* work <- (precision + information)^-1 work. */
INLINE void solve(const Arrow *a, Room *r, Lane *x)
{
    int last = a->years - 1;
    Lane along;
    EACH_LANE along[b] = 0;
    for (int t = 0; t <= last; t++)
        EACH_LANE along[b] += r->solved_direction[t][b] * x[t][b];
    for (int t = 1; t <= last; t++)
        EACH_LANE x[t][b] -= r->multiplier[t - 1][b] * x[t - 1][b];
    EACH_LANE x[last][b] /= r->pivot[last][b];
    for (int t = last - 1; t >= 0; t--)
        EACH_LANE x[t][b] = x[t][b] / r->pivot[t][b] - r->multiplier[t][b] * x[t + 1][b];
    EACH_LANE along[b] /= r->slack[b];
    for (int t = 0; t <= last; t++)
        EACH_LANE x[t][b] += r->solved_direction[t][b] * along[b];
}

/* inverse <- (precision + information)^-1, every entry, by the recurrence of a tridiagonal inverse. */
INLINE void invert(const Arrow *a, Room *r)
{
    int years = a->years;
    Lane *z = r->inverse;
    EACH_LANE z[years * years - 1][b] = 1.0 / r->pivot[years - 1][b];
    for (int t = years - 2; t >= 0; t--) {
        for (int j = years - 1; j > t; j--)
            EACH_LANE z[t * years + j][b] = -r->multiplier[t][b] * z[(t + 1) * years + j][b];
        EACH_LANE z[t * years + t][b] =
            1.0 / r->pivot[t][b] - r->multiplier[t][b] * z[t * years + t + 1][b];
        for (int j = years - 1; j > t; j--)
            EACH_LANE z[j * years + t][b] = z[t * years + j][b];
    }
    for (int t = 0; t < years; t++) {
        Lane scaled;
        EACH_LANE scaled[b] = r->solved_direction[t][b] / r->slack[b];
        for (int j = 0; j < years; j++)
            EACH_LANE z[t * years + j][b] += scaled[b] * r->solved_direction[j][b];
    }
}

INLINE void load(const Arrow *a, const double *from, int first, Lane *to)
{
    for (int t = 0; t < a->years; t++)
        memcpy(to[t], from + (size_t)t * a->schools + first, sizeof(Lane));
}

INLINE void store(const Arrow *a, Lane *from, int first, double *to)
{
    for (int t = 0; t < a->years; t++)
        memcpy(to + (size_t)t * a->schools + first, from[t], sizeof(Lane));
}

INLINE void multiply_inverse(const Arrow *a, Room *r, Lane *x, Lane *out)
{
    for (int t = 0; t < a->years; t++) {
        EACH_LANE out[t][b] = 0;
        for (int j = 0; j < a->years; j++)
            EACH_LANE out[t][b] += r->inverse[t * a->years + j][b] * x[j][b];
    }
}

/* sums <- sums + X' x for the border's part of a vector of cells. */
INLINE void add_border_vector(const Arrow *a, Lane *x, int first, Lane *sums)
{
    for (int t = 0; t < a->years; t++) {
        EACH_LANE sums[t][b] += x[t][b];
        for (int k = 0; k < a->covariates; k++) {
            const double *value = covariate(a, k, t, first);
            EACH_LANE sums[a->years + k][b] += value[b] * x[t][b];
        }
    }
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

static void close_room(Room *r, const Arrow *a, double *sums)
{
    for (int i = 0; sums && i < arrow_sum_size(a); i++) {
        sums[i] = 0;
        EACH_LANE sums[i] += r->sums[i][b];
    }
    free(r->memory);
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
