/* What the published cells say of their logits: likelihood and derivatives, many exact cells at a time. */
#ifndef VANDPUNKT_PUBLISHED_H
#define VANDPUNKT_PUBLISHED_H

#include "room.h"

#include <math.h>
#include <stdint.h>

/* Share of the binomial information that an interval cell keeps at least, so that every step goes uphill. */
#define LEAST_INFORMATION 0.01

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

#endif
