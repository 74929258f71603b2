#include "base/guess.h"

#include <string.h>

#include "base/str.h"

/* A third of the letters may be wrong, but never all of a short word. */
static unsigned tolerance(size_t letters)
{
    return letters < 3 ? 0 : letters < 6 ? 1 : letters < 9 ? 2 : 3;
}

void tt_guess_offer(struct tt_guess *guess, const char *candidate)
{
    struct tt_str word = tt_str_from(guess->word), name = tt_str_from(candidate);
    unsigned limit = tolerance(word.len);
    unsigned distance = tt_str_distance(word, name, limit);
    /* The beginning of a name, or any whole part of it, is near enough. */
    if (distance > limit && word.len >= 3 && strstr(candidate, guess->word)) {
        distance = limit + (tt_str_starts(name, guess->word) ? 1 : 2);
    } else if (distance > limit) {
        return;
    }
    if (!guess->best || distance < guess->distance) {
        guess->best = candidate;
        guess->distance = distance;
    }
}
