/* "Did you mean": the nearest of some names to a word that is none of them. */
#ifndef BASE_GUESS_H
#define BASE_GUESS_H

/* Start from {word}; `best` stays NULL when nothing is near. */
struct tt_guess {
    const char *word;
    const char *best;
    unsigned distance;
};

void tt_guess_offer(struct tt_guess *guess, const char *candidate);

#endif
