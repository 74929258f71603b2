/* Saying why something can't be done. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "tiptoe.h"

/* Fills `error`, unless it is NULL, with the message, and returns false. */
__attribute__((format(printf, 2, 3))) bool tt_refuse(struct tt_error *error, const char *format,
                                                     ...);
/* The same for what reading failed with, an errno; running out of memory ends the program. */
bool tt_refuse_unread(struct tt_error *error, int reason);

#endif
