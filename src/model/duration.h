/* Lengths of time as the server's settings take them. */
#ifndef MODEL_DURATION_H
#define MODEL_DURATION_H

#include "base/str.h"

/*
 * Reads "2s", "1.5 min", "0x10" or "250" as parse_int() in guc.c does for a setting counted in
 * milliseconds. False where the server refuses it.
 */
bool tt_milliseconds(struct tt_str text, int *ret_milliseconds);

#endif
