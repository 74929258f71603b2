/* Stand-ins for placeholders and psql variables, so that the rest can be read. */
#ifndef SQL_SUBSTITUTE_H
#define SQL_SUBSTITUTE_H

#include "sql/reader.h"

struct tt_substitution {
    struct tt_parse parse;  /* the last attempt; what is not OK got furthest of all */
    bool tried;             /* otherwise `parse` is as it was */
    bool clause;            /* it parses, but only without `culprit` */
    bool templated;         /* tags that choose between texts were blanked */
    struct tt_span culprit; /* the placeholder that is to blame; empty if none is */
};

/*
 * `failed` is what parsing the piece as it stands came to. Each placeholder
 * becomes a name of equal length, then, where that fails, a string, a number,
 * and blanks.
 */
struct tt_substitution tt_substitute(struct tt_reader *reader, const struct tt_piece *piece,
                                     const struct tt_parse *failed);

#endif
