#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/cli.h"
#include "report/display.h"

/* Nothing is left to tell anybody when this fails. */
static void write_stderr(struct tt_sink *sink, struct tt_str bytes)
{
    (void)sink;
    while (bytes.len > 0) {
        ssize_t written = write(STDERR_FILENO, bytes.ptr, bytes.len);
        if (written <= 0) {
            return;
        }
        bytes = tt_str_slice(bytes, (size_t)written, bytes.len);
    }
}

struct tt_sink tt_standard_error(void)
{
    return (struct tt_sink){write_stderr};
}

void tt_complain(const char *format, ...)
{
    struct tt_sink sink = tt_standard_error();
    char line[8192];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    tt_write(&sink, TT_STR("tiptoe: "));
    tt_display(&sink, tt_str_from(line));
    tt_write(&sink, TT_STR("\n"));
}
