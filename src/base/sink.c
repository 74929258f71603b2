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

void tt_indent(struct tt_sink *sink, unsigned columns)
{
    static const char blanks[] = "                                ";
    const unsigned most = sizeof(blanks) - 1;
    for (; columns > most; columns -= most) {
        tt_write(sink, (struct tt_str){blanks, most});
    }
    tt_write(sink, (struct tt_str){blanks, columns});
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
