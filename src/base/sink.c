#include "base/sink.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"

void tt_write(struct tt_sink *sink, struct tt_str bytes)
{
    if (bytes.len > 0) {
        sink->write(sink, bytes);
    }
}

void tt_puts(struct tt_sink *sink, const char *terminated)
{
    tt_write(sink, tt_str_from(terminated));
}

void tt_repeat(struct tt_sink *sink, char c, unsigned times)
{
    char bytes[64];
    memset(bytes, c, sizeof(bytes));
    for (; times > sizeof(bytes); times -= (unsigned)sizeof(bytes)) {
        tt_write(sink, (struct tt_str){bytes, sizeof(bytes)});
    }
    tt_write(sink, (struct tt_str){bytes, times});
}

void tt_print(struct tt_sink *sink, const char *format, ...)
{
    char small[512];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(small, sizeof(small), format, args);
    va_end(args);
    assert(len >= 0);
    if ((size_t)len < sizeof(small)) {
        tt_write(sink, (struct tt_str){small, (size_t)len});
    } else {
        char *large = malloc((size_t)len + 1);
        if (!large) {
            tt_out_of_memory();
        }
        vsnprintf(large, (size_t)len + 1, format, again);
        tt_write(sink, (struct tt_str){large, (size_t)len});
        free(large);
    }
    va_end(again);
}
