/* What a fuzzer calls, or replay.c in the ordinary tests: see tools/fuzz. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stays in release builds, and stops the fuzzer where it is. */
#define require(holds) require_at((holds), #holds, __FILE__, __LINE__)

static inline void require_at(bool holds, const char *what, const char *file, int line)
{
    if (!holds) {
        fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, what);
        abort();
    }
}

/*
 * What is chosen besides the text stands behind it, so that a text alone is an input too:
 * a zero byte, then two of choice.
 */
struct choice {
    uint8_t first;
    uint8_t second;
};

static inline struct choice take_choice(const uint8_t *data, size_t *size)
{
    struct choice choice = {0};
    if (*size >= 3 && data[*size - 3] == 0) {
        choice = (struct choice){data[*size - 2], data[*size - 1]};
        *size -= 3;
    }
    return choice;
}

#endif
