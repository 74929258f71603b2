/* A sink that keeps what is written to it. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/sink.h"

struct tt_buffer {
    struct tt_sink sink; /* first, so that the sink is the buffer */
    char *bytes;
    size_t len;
    size_t room;
};

void tt_buffer_init(struct tt_buffer *buffer);
void tt_buffer_finish(struct tt_buffer *buffer);
void tt_buffer_clear(struct tt_buffer *buffer);
/* Until more is written. */
struct tt_str tt_buffer_text(const struct tt_buffer *buffer);

#endif
