/* What manifests say: values by their keys, and which release of a tool is asked for. */
#ifndef PROJECT_RELEASE_H
#define PROJECT_RELEASE_H

#include "tiptoe.h"

enum tt_release {
    TT_RELEASE_UNKNOWN, /* the text asks for none of the packages */
    TT_RELEASE_OLDER,   /* only releases from before the one that is asked about will do */
    TT_RELEASE_NEWER,
};

enum { TT_PACKAGES_MAX = 2 };

/* "7.3" is `major` 7 and `minor` 3. */
struct tt_release_number {
    unsigned major;
    unsigned minor;
};

/* What a package.json asks for of the first of `packages` that it names. */
enum tt_release tt_release_of(struct tt_str text, const char *const packages[TT_PACKAGES_MAX],
                              struct tt_release_number number);

/* What a range of npm's says: "7.3.0", "^7.3.0". */
enum tt_release tt_release_in(struct tt_str range, struct tt_release_number number);

/*
 * key = "value", key: value, "key": "value": a line each. Start from offset 0; false
 * behind the last.
 */
bool tt_next_value(struct tt_str text, const char *key, size_t *at, struct tt_str *ret_value);

#endif
