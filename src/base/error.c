#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

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
