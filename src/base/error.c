#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

bool tt_refuse(struct tt_error *error, const char *format, ...)
{
    if (!error) {
        return false;
    }
    va_list args;
    va_start(args, format);
    (void)vsnprintf(error->message, sizeof(error->message), format, args);
    va_end(args);
    error->fault = TT_FAULT_OPTION;
    return false;
}

/* Without memory there is no saying what else would have been read. */
bool tt_refuse_unread(struct tt_error *error, int reason)
{
    if (reason == ENOMEM) {
        tt_out_of_memory();
    }
    return tt_refuse(error, "cannot be read: %s", strerror(reason));
}
