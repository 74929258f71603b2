/*
 * Liquibase: ChangeSet.java (each in a transaction, unless runInTransaction is false),
 * AbstractSQLChange.java and StringUtil.java (how its SQL is cut; what is not cut goes to the
 * server in one message).
 */
#include <string.h>

#include "base/str.h"
#include "project/folder_database.h"
#include "project/liquibase.h"

const struct tt_changeset tt_changeset_default = {.in_transaction = true, .split = true};

/* "postgresql, h2", "!oracle", "all" */
static bool is_for_postgres(struct tt_str databases)
{
    bool any = false, excluded = false, named = false;
    for (size_t start = 0; start < databases.len;) {
        size_t end = start;
        while (end < databases.len && databases.ptr[end] != ',') {
            end++;
        }
        struct tt_str name = tt_str_trim(tt_str_slice(databases, start, end));
        bool negated = name.len > 0 && name.ptr[0] == '!';
        name = tt_str_slice(name, negated, name.len);
        bool ours = tt_str_equal_nocase(name, TT_STR("postgresql")) ||
                    tt_str_equal_nocase(name, TT_STR("cockroachdb")) ||
                    tt_str_equal_nocase(name, TT_STR("all")) ||
                    memchr(name.ptr ? name.ptr : "", '$', name.len);
        any = any || (!negated && name.len > 0);
        named = named || (ours && !negated);
        excluded = excluded || (ours && negated);
        start = end + 1;
    }
    return !excluded && (named || !any);
}

/* People tell databases apart by contexts and labels that they call so. */
static bool names_only_others(struct tt_str words)
{
    bool any = false;
    for (size_t start = 0; start < words.len;) {
        size_t end = start;
        while (end < words.len && words.ptr[end] != ',') {
            end++;
        }
        struct tt_str word = tt_str_trim(tt_str_slice(words, start, end));
        if (!tt_is_other_database(word)) {
            return false;
        }
        any = true;
        start = end + 1;
    }
    return any;
}

void tt_changeset_say(struct tt_changeset *changeset, struct tt_str attribute,
                      struct tt_str value)
{
    bool is_false = tt_str_equal_nocase(value, TT_STR("false"));
    if (tt_str_equal_nocase(attribute, TT_STR("runInTransaction"))) {
        changeset->in_transaction = !is_false;
    } else if (tt_str_equal_nocase(attribute, TT_STR("splitStatements"))) {
        changeset->split = !is_false;
    } else if (tt_str_equal_nocase(attribute, TT_STR("endDelimiter"))) {
        changeset->delimiter = tt_str_is(value, ";") ? (struct tt_str){0} : value;
    } else if (tt_str_equal_nocase(attribute, TT_STR("dbms"))) {
        changeset->skipped = changeset->skipped || !is_for_postgres(value);
    } else if (tt_str_equal_nocase(attribute, TT_STR("context")) ||
               tt_str_equal_nocase(attribute, TT_STR("contextFilter")) ||
               tt_str_equal_nocase(attribute, TT_STR("labels"))) {
        changeset->skipped = changeset->skipped || names_only_others(value);
    } else if (tt_str_equal_nocase(attribute, TT_STR("ignore"))) {
        changeset->skipped = changeset->skipped || tt_str_equal_nocase(value, TT_STR("true"));
    } else if (tt_str_equal_nocase(attribute, TT_STR("runWith"))) {
        /* psql and its like know of no transaction of Liquibase's. */
        changeset->in_transaction = false;
    }
}

/* "\nGO" and "/" are delimiters only as a line of their own. */
static bool wants_own_line(struct tt_str *delimiter)
{
    bool own_line = tt_str_is(*delimiter, "/") || tt_str_equal_nocase(*delimiter, TT_STR("go"));
    size_t newline = tt_str_starts(*delimiter, "\\n") ? 2 : tt_str_starts(*delimiter, "\n");
    *delimiter = tt_str_slice(*delimiter, newline, delimiter->len);
    return own_line || newline > 0;
}

/* The delimiter's place in the text, or its end. */
static struct tt_span find_delimiter(struct tt_str text, struct tt_span within,
                                     struct tt_str delimiter)
{
    bool own_line = wants_own_line(&delimiter);
    for (size_t at = within.start; delimiter.len > 0 && at + delimiter.len <= within.end;
         at++) {
        size_t behind = at + delimiter.len;
        bool fits = tt_str_equal_nocase(tt_str_slice(text, at, behind), delimiter);
        bool begins = at == within.start || text.ptr[at - 1] == '\n';
        bool ends = behind == within.end || text.ptr[behind] == '\n' ||
                    text.ptr[behind] == '\r';
        if (fits && (!own_line || (begins && ends))) {
            return (struct tt_span){at, behind};
        }
    }
    return (struct tt_span){within.end, within.end};
}

void tt_changeset_cut(struct tt_arena *arena, const struct tt_changeset *changeset,
                      struct tt_str text, struct tt_span where, bool goes_on,
                      tt_parts *ret_parts)
{
    struct tt_part part = {
        .in_transaction = changeset->in_transaction,
        .goes_on = goes_on && changeset->in_transaction,
        .begins_record = true,
        .as_one_text = !changeset->split || changeset->delimiter.len > 0,
    };
    if (changeset->skipped) {
        return;
    }
    struct tt_str delimiter = changeset->split ? changeset->delimiter : (struct tt_str){0};
    while (where.start < where.end) {
        struct tt_span cut = find_delimiter(text, where, delimiter);
        part.start = where.start;
        part.end = cut.start;
        tt_vec_push(arena, ret_parts, part);
        part.goes_on = part.in_transaction;
        part.begins_record = false;
        where.start = cut.end;
    }
}
