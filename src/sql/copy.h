/* The lines of data that follow COPY … FROM stdin in a psql script. */
#ifndef SQL_COPY_H
#define SQL_COPY_H

#include "sql/script.h"

/*
 * The data of a COPY that ended at `at`: from the next line to past the one
 * that holds "\.", or to the text's end.
 */
struct tt_span tt_copy_data(struct tt_str text, size_t at, bool *ret_unclosed);

/* Whether `command` is a \copy that reads lines of the script. */
bool tt_is_client_copy(struct tt_str command);

#endif
