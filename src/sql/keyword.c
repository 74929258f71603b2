#include "sql/keyword.h"

#include <stdlib.h>

/*
 * Those "reserved" and "reserved (can be function or type)" in the manual's appendix of key
 * words. In order.
 */
static const char *const reserved[] = {
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "collation",
    "column",
    "concurrently",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "lateral",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "not",
    "notnull",
    "null",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
    "similar",
    "some",
    "symmetric",
    "system_user",
    "table",
    "tablesample",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
};

enum { WORD_BYTES_MAX = sizeof("current_timestamp") };

static int compare_word(const void *key, const void *word)
{
    return strcmp(key, *(const char *const *)word);
}

bool tt_is_reserved(struct tt_str word)
{
    char lower[WORD_BYTES_MAX + 1] = {0};
    if (word.len > WORD_BYTES_MAX) {
        return false;
    }
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return bsearch(lower, reserved, sizeof(reserved) / sizeof(reserved[0]), sizeof(reserved[0]),
                   compare_word) != NULL;
}
