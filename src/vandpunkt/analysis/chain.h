/* One school: the tridiagonal system of its years less a rank-one part, and its share of the border. */
#ifndef VANDPUNKT_CHAIN_H
#define VANDPUNKT_CHAIN_H

#include "room.h"

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

#endif
