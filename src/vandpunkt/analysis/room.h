/* The workspace of one thread: arrays of LANES schools that are worked side by side. */
#ifndef VANDPUNKT_ROOM_H
#define VANDPUNKT_ROOM_H

#include "arrow.h"

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__GLIBC__)
#define EVERY_CPU __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define EVERY_CPU
#endif
#define EACH_LANE for (int b = 0; b < LANES; b++)
#define INLINE static inline __attribute__((always_inline))

typedef double Lane[LANES];

/* What one thread needs for one group of LANES schools; every member is an array of lanes. */
typedef struct {
    Lane *eta, *weight, *slope, *third, *pivot, *multiplier, *solved_direction, *work, *column, *fourth;
    Lane *inverse, *reduced, *sums;
    Lane log_likelihood, slack;
    double *memory;
} Room;

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

static void close_room(Room *r, const Arrow *a, double *sums)
{
    for (int i = 0; sums && i < arrow_sum_size(a); i++) {
        sums[i] = 0;
        EACH_LANE sums[i] += r->sums[i][b];
    }
    free(r->memory);
}

#endif
