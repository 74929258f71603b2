/* What a fuzzer calls, or replay.c in the ordinary tests: see tools/fuzz. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stays in release builds, and stops the fuzzer where it is. */
#define require(holds) require_at((holds), #holds, __LINE__)

static inline void require_at(bool holds, const char *what, int line)
{
    if (!holds) {
        fprintf(stderr, "line %d: this does not hold: %s\n", line, what);
        abort();
    }
}

#endif
