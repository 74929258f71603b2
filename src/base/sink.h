/* Where bytes go: standard output, a file, or a buffer in a test. */
#ifndef BASE_SINK_H
#define BASE_SINK_H

#include "tiptoe.h"

struct tt_sink {
    void (*write)(struct tt_sink *sink, struct tt_str bytes);
};

void tt_write(struct tt_sink *sink, struct tt_str bytes);
/* As it stands, percent signs and all. */
void tt_puts(struct tt_sink *sink, const char *terminated);
/* The same character, over and over. */
void tt_repeat(struct tt_sink *sink, char c, unsigned times);
__attribute__((format(printf, 2, 3))) void tt_print(struct tt_sink *sink, const char *format,
                                                    ...);

#endif
