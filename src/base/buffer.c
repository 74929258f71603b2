#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static void write_to_buffer(struct tt_sink *sink, struct tt_str text)
{
    struct tt_buffer *buffer = (struct tt_buffer *)sink;
    if (text.len > buffer->room - buffer->len) {
        buffer->room = (buffer->room + text.len) * 2;
        buffer->bytes = realloc(buffer->bytes, buffer->room);
        if (!buffer->bytes) {
            tt_out_of_memory();
        }
    }
    memcpy(buffer->bytes + buffer->len, text.ptr, text.len);
    buffer->len += text.len;
}

void tt_buffer_init(struct tt_buffer *buffer)
{
    *buffer = (struct tt_buffer){.sink = {write_to_buffer}};
}

void tt_buffer_finish(struct tt_buffer *buffer)
{
    free(buffer->bytes);
    tt_buffer_init(buffer);
}

void tt_buffer_clear(struct tt_buffer *buffer)
{
    buffer->len = 0;
}

struct tt_str tt_buffer_text(const struct tt_buffer *buffer)
{
    return (struct tt_str){buffer->bytes, buffer->len};
}
