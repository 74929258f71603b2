/**
 * # Column type changed in place
 *
 * ALTER COLUMN … TYPE takes ACCESS EXCLUSIVE: reads and writes wait. How long
 * depends on the two types:
 *
 * - **Nothing is rewritten** when every old value is a new one byte for byte:
 *   a longer `varchar`, `varchar` to `text`, a `numeric` with more digits and
 *   the same scale, `timestamp` to `timestamptz` where the session's TimeZone
 *   is UTC. If the migrations show that, nothing is reported.
 * - **The whole table is rewritten**, with all its indexes, for all others:
 *   `integer` to `bigint`, anything shorter, `json` to `jsonb`. That is an
 *   error, and so is a change that PostgreSQL refuses.
 * - **A part is read again** even where nothing is rewritten: CHECK
 *   constraints that mention the column are verified, and indexes whose
 *   operator class or collation changes are rebuilt.
 *
 * When the present type is not in the migrations that were read, it is a
 * warning that says what it depends on. Give tiptoe the migration that made
 * the column, and it knows.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE orders (id int PRIMARY KEY, amount int);
 * -- next migration
 * ALTER TABLE orders ALTER COLUMN amount TYPE bigint;
 * ```
 *
 * ```sql expect=1
 * ALTER TABLE invoices ALTER COLUMN number TYPE text;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE orders (id int PRIMARY KEY, code varchar(20), price numeric(10, 2));
 * -- next migration
 * ALTER TABLE orders ALTER COLUMN code TYPE varchar(40);
 * ALTER TABLE orders ALTER COLUMN price TYPE numeric(12, 2);
 * ```
 *
 * For any other change, add a column of the new type, keep both in step with a
 * trigger, fill the old rows in batches, switch readers and writers over, and
 * drop the old column in a later release.
 *
 * ```sql
 * CREATE TABLE orders (id int PRIMARY KEY, amount int);
 * -- next migration
 * ALTER TABLE orders ADD COLUMN amount_new bigint;
 * ```
 */
#include "lint/narrow.h"
#include "lint/rule.h"
#include "model/cast.h"
#include "model/object_name.h"

enum consequence { FREE, DEPENDS, REREADS, REWRITES, REFUSED };

static bool is_about(const struct tt_work *work, const struct tt_change *change)
{
    return work->span.start == change->span.start && !work->is_new;
}

/* What is read or built again although nothing is rewritten. */
static const struct tt_work *find_reread(const struct tt_outcome *outcome,
                                         const struct tt_change *change)
{
    for (size_t i = 0; i < outcome->works.count; i++) {
        if (is_about(&outcome->works.items[i], change)) {
            return &outcome->works.items[i];
        }
    }
    return NULL;
}

static enum consequence judge(const struct tt_outcome *outcome, const struct tt_change *change)
{
    bool fails = outcome->fails.when == TT_FAILS_ALWAYS &&
                 outcome->fails.relation == change->relation;
    if (fails || change->cost->conversion == TT_CONVERSION_REFUSED) {
        return REFUSED;
    }
    if (change->cost->conversion == TT_CONVERSION_REWRITES) {
        return REWRITES;
    }
    if (change->cost->conversion == TT_CONVERSION_UNKNOWN) {
        return DEPENDS;
    }
    if (find_reread(outcome, change)) {
        return REREADS;
    }
    /* Of a table that was not seen, indexes and checks are not known either. */
    return change->column->known ? FREE : DEPENDS;
}

static struct tt_str types(struct tt_arena *arena, const struct tt_change *change)
{
    struct tt_str to = tt_type_format(arena, &change->to);
    if (!tt_type_known(&change->from)) {
        return tt_str_format(arena, "to " TT_FMT, TT_ARG(to));
    }
    return tt_str_format(arena, "from " TT_FMT " to " TT_FMT,
                         TT_ARG(tt_type_format(arena, &change->from)), TT_ARG(to));
}

static struct tt_str say_reread(struct tt_arena *arena, const struct tt_work *work)
{
    if (work->kind == TT_WORK_INDEX_BUILD && work->index) {
        return tt_str_format(arena,
                             "Nothing is rewritten, but index \"" TT_FMT
                             "\" is built anew, under ACCESS EXCLUSIVE: reads and writes wait.",
                             TT_ARG(work->index->name.name));
    }
    if (work->constraint) {
        return tt_str_format(arena,
                             "Nothing is rewritten, but constraint \"" TT_FMT
                             "\" is verified for every row, under ACCESS EXCLUSIVE: reads and "
                             "writes wait.",
                             TT_ARG(work->constraint->name));
    }
    return TT_STR("The table is read under ACCESS EXCLUSIVE: reads and writes wait.");
}

static bool says_using(struct tt_check *check, const struct tt_change *change)
{
    struct tt_str text = tt_after_word(tt_behind_column(tt_check_text(check, change->span)),
                                       "type");
    return tt_before_word(text, "using").len != tt_str_trim(text).len;
}

/* An expression behind USING is not looked into. */
static struct tt_str narrowed(struct tt_check *check, const struct tt_change *change)
{
    return says_using(check, change)
               ? TT_STR("")
               : tt_say_narrowed(tt_check_arena(check), &change->from, &change->to);
}

static struct tt_str detail(struct tt_check *check, const struct tt_outcome *outcome,
                            const struct tt_change *change, enum consequence consequence)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str why = change->cost->why;
    switch (consequence) {
    case REFUSED:
        return tt_str_format(arena, "PostgreSQL refuses it with SQLSTATE %s: " TT_FMT ".",
                             outcome->fails.sqlstate, TT_ARG(outcome->fails.why));
    case REWRITES:
        return tt_str_format(arena,
                             "The whole table and its indexes are written anew, under ACCESS "
                             "EXCLUSIVE, because " TT_FMT ": reads and writes wait." TT_FMT,
                             TT_ARG(why), TT_ARG(narrowed(check, change)));
    case REREADS:
        return say_reread(arena, find_reread(outcome, change));
    case DEPENDS:
    case FREE:
        break;
    }
    return tt_str_format(arena, "It depends: " TT_FMT ".", TT_ARG(why));
}

static struct tt_str message(struct tt_check *check, const struct tt_change *change,
                             enum consequence consequence)
{
    struct tt_arena *arena = tt_check_arena(check);
    static const char *const ends[] = {
        [FREE] = "is free",
        [DEPENDS] = "may rewrite the table",
        [REREADS] = "reads the table while queries on it wait",
        [REWRITES] = "rewrites the table while queries on it wait",
        [REFUSED] = "is refused",
    };
    return tt_str_format(arena,
                         "changing column \"" TT_FMT "\" of \"" TT_FMT "\" " TT_FMT " %s",
                         TT_ARG(change->name.name), TT_ARG(tt_say_name(check, change->owner)),
                         TT_ARG(types(arena, change)), ends[consequence]);
}

/* The new type as the statement writes it, with COLLATE. */
static struct tt_str type_text(struct tt_check *check, const struct tt_change *change)
{
    struct tt_str text = tt_behind_column(tt_check_text(check, change->span));
    return tt_before_word(tt_after_word(text, "type"), "using");
}

/* The change itself is free: take away what costs, and bring it back without a lock. */
static struct tt_str hint_check(struct tt_check *check, const struct tt_change *change,
                                const struct tt_constraint *constraint)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_sql_name(check, change->owner);
    struct tt_str name = tt_quote(arena, constraint->name);
    struct tt_constraint unchecked = *constraint;
    unchecked.validated = false;
    return tt_str_format(
        arena,
        "Drop the CHECK and add it again unchecked, in the transaction of the change, then "
        "check it in a later migration:\n"
        "ALTER TABLE " TT_FMT " DROP CONSTRAINT " TT_FMT ";\n"
        "ALTER TABLE " TT_FMT " " TT_FMT ";\n"
        "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT " " TT_FMT ";\n"
        "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT ";",
        TT_ARG(table), TT_ARG(name), TT_ARG(table), TT_ARG(tt_check_text(check, change->span)),
        TT_ARG(table), TT_ARG(name), TT_ARG(tt_constraint_definition(arena, &unchecked)),
        TT_ARG(table), TT_ARG(name));
}

static struct tt_str hint_index(struct tt_check *check, const struct tt_change *change,
                                const struct tt_index *index)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_sql_name(check, change->owner);
    return tt_str_format(
        arena,
        "Drop the index before the change and build it again after it, each in a migration "
        "that "
        "runs without a transaction:\n"
        "DROP INDEX CONCURRENTLY " TT_FMT ";\n"
        "ALTER TABLE " TT_FMT " " TT_FMT ";\n" TT_FMT,
        TT_ARG(tt_sql_name(check, index->name)), TT_ARG(table),
        TT_ARG(tt_check_text(check, change->span)),
        TT_ARG(tt_sql_build_index(check, index, index->name.name)));
}

static struct tt_str hint_reread(struct tt_check *check, const struct tt_change *change,
                                 const struct tt_work *work)
{
    if (work->constraint && work->constraint->kind == TT_CHECK && work->constraint->written) {
        return hint_check(check, change, work->constraint);
    }
    if (work->index && !work->index->constraint &&
        work->index->relation->kind != TT_PARTITIONED_TABLE) {
        return hint_index(check, change, work->index);
    }
    return TT_STR(
        "Add a column of the new type and move over to it, or do it while nobody uses "
        "the table.");
}

static struct tt_str hint_refused(struct tt_check *check, const struct tt_change *change)
{
    bool no_cast = change->cost->conversion == TT_CONVERSION_REFUSED;
    if (!no_cast || says_using(check, change)) {
        return TT_STR("Drop what depends on the column and make it anew in the same "
                      "transaction, or add a column of the new type and move over to it.");
    }
    struct tt_arena *arena = tt_check_arena(check);
    return tt_str_format(
        arena,
        "Say how old values become new ones, which PostgreSQL does not do by itself between "
        "these types. It rewrites the table then, so a new column that is filled in batches is "
        "better on a table of some size:\n"
        "ALTER TABLE " TT_FMT " " TT_FMT " USING " TT_FMT "::" TT_FMT ";",
        TT_ARG(tt_sql_name(check, change->owner)), TT_ARG(tt_check_text(check, change->span)),
        TT_ARG(tt_quote(arena, change->name.name)),
        TT_ARG(tt_before_word(type_text(check, change), "collate")));
}

static struct tt_str hint_depends(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (!tt_type_known(&change->from)) {
        return TT_STR("Name the migrations that made the table before this file, so that the "
                      "present type is known; if the table is rewritten, add a column of the "
                      "new type instead.");
    }
    bool is_time = tt_str_starts(change->from.name, "timestamp") &&
                   tt_str_starts(change->to.name, "timestamp");
    if (!is_time) {
        return TT_STR("Add a column of the new type and move over to it, unless you know that "
                      "the table is not rewritten.");
    }
    return tt_str_format(
        arena,
        "If the values without a time zone are UTC, say so before the change, in the same "
        "session: the table is not rewritten then. In any other zone it is.\n"
        "SET TimeZone = 'UTC';\n"
        "ALTER TABLE " TT_FMT " " TT_FMT ";",
        TT_ARG(tt_sql_name(check, change->owner)), TT_ARG(tt_check_text(check, change->span)));
}

/* What the old column takes with it when it goes. */
static struct tt_str say_properties(struct tt_arena *arena, const struct tt_change *change)
{
    const struct tt_column *column = change->column;
    struct tt_str said = TT_STR("");
    bool primary = false, other = false;
    for (const struct tt_constraint *each = change->relation->constraints; each;
         each = each->next) {
        bool holds = tt_columns_hold(each->columns, column) && each->kind != TT_NOT_NULL;
        primary = primary || (holds && each->kind == TT_PRIMARY_KEY);
        other = other || (holds && each->kind != TT_PRIMARY_KEY);
    }
    const struct {
        bool has;
        const char *what;
    } properties[] = {
        {primary, "PRIMARY KEY"},
        {column->identity, "identity"},
        {column->has_default && !column->identity && !column->generated, "DEFAULT"},
        {column->not_null && !primary, "NOT NULL"},
        {other, "other constraints"},
    };
    for (size_t i = 0; i < sizeof(properties) / sizeof(properties[0]); i++) {
        if (properties[i].has) {
            said = tt_str_format(arena, TT_FMT "%s%s", TT_ARG(said), said.len > 0 ? ", " : "",
                                 properties[i].what);
        }
    }
    if (said.len == 0) {
        return said;
    }
    return tt_str_format(arena, "-- give the new column what the old one has: " TT_FMT "\n",
                         TT_ARG(said));
}

/* PostgreSQL refuses to drop a column while a foreign key refers to it. */
static struct tt_str drop_referencing(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str lines = TT_STR("");
    for (const struct tt_constraint *each = change->relation->referencing; each;
         each = each->next_referencing) {
        if (tt_columns_hold(each->referenced, change->column) && !each->inherited) {
            lines = tt_str_format(arena,
                                  TT_FMT "ALTER TABLE " TT_FMT " DROP CONSTRAINT " TT_FMT
                                         "; -- it refers to the old column\n",
                                  TT_ARG(lines),
                                  TT_ARG(tt_sql_name(check, each->relation->name)),
                                  TT_ARG(tt_quote(arena, each->name)));
        }
    }
    return lines;
}

static struct tt_str hint_rewrite(struct tt_check *check, const struct tt_change *change)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_sql_name(check, change->owner);
    struct tt_str fresh = tt_object_name(arena, change->name.name, TT_STR(""), "new");
    return tt_str_format(
        arena,
        "Add a column of the new type and move over to it, each step in a "
        "release of its own:\n"
        "ALTER TABLE " TT_FMT " ADD COLUMN " TT_FMT " " TT_FMT ";\n"
        "-- keep both in step with a trigger, fill old rows in batches, switch "
        "readers and writers\n" TT_FMT TT_FMT "ALTER TABLE " TT_FMT " DROP COLUMN " TT_FMT ";",
        TT_ARG(table), TT_ARG(tt_quote(arena, fresh)), TT_ARG(type_text(check, change)),
        TT_ARG(say_properties(arena, change)), TT_ARG(drop_referencing(check, change)),
        TT_ARG(table), TT_ARG(tt_quote(arena, change->name.name)));
}

static struct tt_str hint(struct tt_check *check, const struct tt_outcome *outcome,
                          const struct tt_change *change, enum consequence consequence)
{
    switch (consequence) {
    case REREADS:
        return hint_reread(check, change, find_reread(outcome, change));
    case REFUSED:
        return hint_refused(check, change);
    case DEPENDS:
        return hint_depends(check, change);
    case FREE:
    case REWRITES:
        break;
    }
    return hint_rewrite(check, change);
}

static void report(struct tt_check *check, const struct tt_outcome *outcome,
                   const struct tt_change *change)
{
    enum consequence consequence = judge(outcome, change);
    if (consequence == FREE) {
        return;
    }
    tt_report(check, (struct tt_says){
                         .span = change->span,
                         .certainty = consequence == DEPENDS ? TT_ASSUMED : TT_PROVED,
                         .severe = true,
                         .grows_with = consequence == REFUSED ? NULL : change->relation,
                         .severity = consequence == DEPENDS ? TT_WARNING : TT_ERROR,
                         .message = message(check, change, consequence),
                         .detail = detail(check, outcome, change, consequence),
                         .hint = hint(check, outcome, change, consequence),
                     });
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *last = NULL;
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *change = &outcome->changes.items[i];
        bool again = last && last->span.start == change->span.start; /* a child's */
        if (change->kind == TT_CHANGE_RETYPE && !change->is_new && !again) {
            report(check, outcome, change);
            last = change;
        }
    }
}

TT_RULE(column_type_changed) = {
    .summary = "ALTER COLUMN TYPE that rewrites or reads the table, or is refused",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:changing-column-type atlas:PG301 eugene:E5 "
               "pgfence:alter-column-type strong_migrations:change_column "
               "strong_migrations:change_column_constraint",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
