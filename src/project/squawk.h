/* What a .squawk.toml says: crates/squawk/src/config.rs of squawk 2.66. */
#ifndef PROJECT_SQUAWK_H
#define PROJECT_SQUAWK_H

#include "base/vec.h"
#include "tiptoe.h"

struct tt_arena;

#define TT_SQUAWK_NAME ".squawk.toml"

struct tt_squawk_list {
    TT_VEC(struct tt_str) items;
};

struct tt_squawk {
    struct tt_squawk_list excluded_rules;
    struct tt_squawk_list included_rules; /* of those that are off unless named */
    struct tt_squawk_list excluded_paths;
    struct tt_str pg_version; /* "13.0"; empty: not said */
    bool assume_in_transaction;
    struct tt_squawk_list others; /* keys that mean nothing to a check */
};

/*
 * Reads as much of TOML as such files are written in: keys with strings, lists of strings,
 * numbers and truth values, in tables or not. The strings live in `arena`. False fills `error`,
 * with the line where the text goes beyond that.
 */
bool tt_squawk_read(struct tt_arena *arena, const char *path, struct tt_squawk *ret_squawk,
                    struct tt_error *error);

#endif
