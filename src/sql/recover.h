/* Where a broken statement ends that has swallowed what follows it. */
#ifndef SQL_RECOVER_H
#define SQL_RECOVER_H

#include "sql/reader.h"

/*
 * Cuts a piece that failed at the place where another statement provably
 * begins: it starts a line, behind a line that ends in a semicolon, and it
 * parses. False when there is no such place, or no patience left to look.
 */
bool tt_recover(struct tt_reader *reader, struct tt_split *split, struct tt_piece *piece);

#endif
