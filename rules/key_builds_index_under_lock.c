/**
 * # PRIMARY KEY, UNIQUE or EXCLUDE that builds its index under lock
 *
 * Adding such a constraint builds its index while ALTER TABLE holds ACCESS
 * EXCLUSIVE: reads and writes wait until every row has been read and sorted.
 *
 * Build the unique index concurrently first, then give it to the constraint
 * with USING INDEX, which is instant. A PRIMARY KEY also needs its columns to
 * be NOT NULL before that, or it reads the table under the lock to make sure.
 * EXCLUDE and WITHOUT OVERLAPS have no such way round.
 *
 * A table made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
 * ```
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN handle text UNIQUE;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
 * -- next migration
 * ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;
 * ```
 */
#include "lint/partitions.h"
#include "model/object_name.h"
#include "sql/lexer.h"

static const char *kind_of(const struct tt_constraint *key)
{
    if (key->kind == TT_PRIMARY_KEY) {
        return "PRIMARY KEY";
    }
    return key->kind == TT_UNIQUE ? "UNIQUE" : "EXCLUDE";
}

/* Works that the same clause causes: a column that it makes NOT NULL. */
static const struct tt_work *next_not_null(const struct tt_outcome *outcome,
                                           const struct tt_work *build,
                                           const struct tt_work *after)
{
    const struct tt_work *end = outcome->works.items + outcome->works.count;
    for (after = after ? after + 1 : outcome->works.items; after < end; after++) {
        if (after->cause == TT_CAUSE_NOT_NULL && after->relation == build->relation &&
            after->span.start == build->span.start) {
            return after;
        }
    }
    return NULL;
}

/* A key on ranges, since 18: no index can be made for it beforehand. */
static bool is_on_ranges(struct tt_str text)
{
    struct tt_lexer lexer = {.text = text};
    struct tt_token token;
    while ((token = tt_lexer_next_solid(&lexer)).kind != TT_TOKEN_END) {
        if (tt_token_is_word(text, token, "overlaps")) {
            return true;
        }
    }
    return false;
}

/* What CREATE INDEX says behind the table's name. */
static struct tt_str index_definition(struct tt_check *check, const struct tt_constraint *key,
                                      const struct tt_key_text *text)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str columns = text->columns.len > 0
                                ? text->columns
                                : tt_str_format(arena, "(" TT_FMT ")",
                                                TT_ARG(tt_column_list(arena, key->columns)));
    const struct tt_str parts[] = {text->include, text->nulls, text->with, text->tablespace};
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        columns = tt_str_format(arena, TT_FMT "%s" TT_FMT, TT_ARG(columns),
                                parts[i].len > 0 ? " " : "", TT_ARG(parts[i]));
    }
    return columns;
}

/* Of the columns of a PRIMARY KEY that may hold NULL: the steps that end that. */
static struct tt_str not_null_steps(struct tt_check *check, const struct tt_outcome *outcome,
                                    const struct tt_work *build)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str steps = TT_STR("");
    const struct tt_work *work = NULL;
    while ((work = next_not_null(outcome, build, work))) {
        steps = tt_str_format(arena, TT_FMT TT_FMT "\n", TT_ARG(steps),
                              TT_ARG(tt_sql_not_null(check, work->relation, work->column)));
    }
    return steps;
}

static struct tt_str steps(struct tt_check *check, const struct tt_outcome *outcome,
                           const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_constraint *key = work->constraint;
    struct tt_key_text text = tt_read_key(tt_constraint_body(tt_check_text(check, work->span)));
    struct tt_str table = tt_sql_name(check, key->relation->name);
    struct tt_str name = tt_quote(arena, key->name);
    return tt_str_format(
        arena,
        TT_FMT TT_FMT "CREATE UNIQUE INDEX CONCURRENTLY " TT_FMT " ON " TT_FMT " " TT_FMT ";\n"
                      "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT " %s USING INDEX " TT_FMT
                      "%s" TT_FMT,
        TT_ARG(tt_sql_add_column(check, outcome, work)),
        TT_ARG(not_null_steps(check, outcome, work)), TT_ARG(name), TT_ARG(table),
        TT_ARG(index_definition(check, key, &text)), TT_ARG(table), TT_ARG(name), kind_of(key),
        TT_ARG(name), text.attributes.len > 0 ? " " : "", TT_ARG(text.attributes));
}

/* The query that finds rows that are in the key's way, as comments; not of added columns. */
static struct tt_str find_doubles(struct tt_check *check, const struct tt_work *work)
{
    const struct tt_constraint *key = work->constraint;
    return key->columns.count == 0 || work->added_column || !key->index
               ? TT_STR("")
               : tt_sql_find_doubles(check, key->index);
}

/* What the parts of a partitioned table's key have in common. */
struct key_parts {
    const struct tt_constraint *key;
    struct tt_str definition;
};

static struct tt_str key_lines(struct tt_check *check, const void *user,
                               struct tt_relation *partition)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct key_parts *parts = user;
    bool primary = parts->key->kind == TT_PRIMARY_KEY;
    struct tt_str table = TT_STR("<partition>"), name = TT_STR("<partition_key>"), full = name;
    if (partition) {
        struct tt_str own = tt_object_name(
            arena, partition->name.name,
            primary ? TT_STR("") : tt_join_columns(arena, parts->key->columns),
            primary ? "pkey" : "key");
        table = tt_sql_name(check, partition->name);
        name = tt_quote(arena, own);
        full = tt_sql_name(check, (struct tt_name){partition->name.schema, own});
    }
    return tt_str_format(
        arena,
        "CREATE UNIQUE INDEX CONCURRENTLY " TT_FMT " ON " TT_FMT " " TT_FMT ";\n"
        "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT " %s USING INDEX " TT_FMT ";\n"
        "ALTER INDEX " TT_FMT " ATTACH PARTITION " TT_FMT ";\n",
        TT_ARG(name), TT_ARG(table), TT_ARG(parts->definition), TT_ARG(table), TT_ARG(name),
        kind_of(parts->key), TT_ARG(name),
        TT_ARG(tt_sql_name(
            check, (struct tt_name){parts->key->relation->name.schema, parts->key->name})),
        TT_ARG(full));
}

static struct tt_str hint_partitioned(struct tt_check *check, const struct tt_constraint *key,
                                      struct tt_str body, struct tt_str definition)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct key_parts parts = {key, definition};
    struct tt_str lines = tt_sql_each_partition(check, key->relation, key_lines, &parts);
    return tt_str_format(
        arena,
        "Make the constraint on the parent alone, then build and attach one for each "
        "partition:\n"
        "ALTER TABLE ONLY " TT_FMT " ADD CONSTRAINT " TT_FMT " " TT_FMT ";\n" TT_FMT,
        TT_ARG(tt_sql_name(check, key->relation->name)), TT_ARG(tt_quote(arena, key->name)),
        TT_ARG(body), TT_ARG(tt_str_trim(lines)));
}

static struct tt_str hint(struct tt_check *check, const struct tt_outcome *outcome,
                          const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_constraint *key = work->constraint;
    if (key->kind == TT_EXCLUSION || is_on_ranges(tt_check_text(check, work->span))) {
        return TT_STR("No form of it avoids the lock. Make a new table with the "
                      "constraint and move the rows over in batches, or do it while the "
                      "table is small.");
    }
    struct tt_str body = tt_constraint_body(tt_check_text(check, work->span));
    struct tt_key_text text = tt_read_key(body);
    struct tt_str definition = index_definition(check, key, &text);
    if (key->relation->kind == TT_PARTITIONED_TABLE && !work->added_column) {
        return hint_partitioned(check, key, body, definition);
    }
    return tt_str_format(
        arena,
        "Build the index first, in a migration without a transaction, then take it "
        "over%s:\n" TT_FMT TT_FMT ";",
        key->kind == TT_PRIMARY_KEY ? ", with all columns NOT NULL before" : "",
        TT_ARG(find_doubles(check, work)), TT_ARG(steps(check, outcome, work)));
}

static struct tt_fix fix(struct tt_check *check, const struct tt_outcome *outcome,
                         const struct tt_work *work)
{
    const struct tt_constraint *key = work->constraint;
    bool sure = key->kind != TT_EXCLUSION && key->relation->kind == TT_TABLE &&
                !is_on_ranges(tt_check_text(check, work->span)) &&
                tt_fix_knows_name(check, work) &&
                (key->kind != TT_PRIMARY_KEY || key->relation->known);
    return sure ? tt_fix_by_steps(check, outcome, "build the index first",
                                  steps(check, outcome, work))
                : (struct tt_fix){0};
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_work *work = NULL;
    while ((work = tt_next_blocking_work(outcome, TT_CAUSE_KEY, work))) {
        const struct tt_constraint *key = work->constraint;
        struct tt_says says = tt_about_work(work);
        says.message = tt_str_format(
            arena,
            "adding this %s builds its index while reads and writes on "
            "\"" TT_FMT "\" wait",
            kind_of(key), TT_ARG(tt_say_name(check, key->relation->name)));
        says.detail = TT_STR("ALTER TABLE holds ACCESS EXCLUSIVE until every row is "
                             "read, sorted and checked.");
        says.hint = hint(check, outcome, work);
        says.fix = fix(check, outcome, work);
        tt_report(check, says);
    }
}

TT_RULE(key_builds_index_under_lock) = {
    .summary = "adding PRIMARY KEY, UNIQUE or EXCLUDE builds an index under ACCESS EXCLUSIVE",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:disallowed-unique-constraint "
               "squawk:adding-serial-primary-key-field atlas:PG104 atlas:PG105 "
               "eugene:E7 eugene:E8 pgfence:add-constraint-unique "
               "pgfence:add-pk-without-using-index pgfence:add-constraint-exclude "
               "strong_migrations:add_unique_constraint "
               "strong_migrations:add_exclusion_constraint",
    .fixes = true,
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
