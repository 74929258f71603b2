/* Says in words why a statement could not be read. */
#ifndef SQL_DIAGNOSE_H
#define SQL_DIAGNOSE_H

#include "sql/reader.h"
#include "sql/substitute.h"

/* `substitution` holds the last parse, which is not OK or left a clause out. */
struct tt_problem tt_diagnose(struct tt_reader *reader, const struct tt_piece *piece,
                              const struct tt_substitution *substitution);

#endif
