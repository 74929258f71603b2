/**
 * # FOREIGN KEY added without NOT VALID
 *
 * Adding a foreign key takes SHARE ROW EXCLUSIVE on both tables and looks up
 * every row of the one in the other. INSERT, UPDATE and DELETE wait on both
 * tables until it is done.
 *
 * With NOT VALID the key holds for new rows at once and looks at no old one,
 * so both locks are brief. VALIDATE CONSTRAINT then reads the rows under SHARE
 * UPDATE EXCLUSIVE and ROW SHARE, which let reads and writes go on.
 *
 * Behind ADD COLUMN, or beside another part of ALTER TABLE that takes ACCESS
 * EXCLUSIVE, reads of the altered table wait as well.
 *
 * Before PostgreSQL 18 a partitioned table takes no NOT VALID key. Add the key
 * to its partitions that way; the parent's key then takes theirs over.
 *
 * A key behind a new column without a default is exempt, since NULL refers to
 * nothing; so is one of a table that the same migration made and left empty.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey
 *     FOREIGN KEY (user_id) REFERENCES users (id);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey
 *     FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
 * -- next migration
 * ALTER TABLE orders VALIDATE CONSTRAINT orders_user_id_fkey;
 * ```
 */
#include "lint/partitions.h"

/* FOREIGN KEY … REFERENCES …, with all that stands behind. */
static struct tt_str definition(struct tt_check *check, const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str body = tt_constraint_body(tt_check_text(check, work->span));
    if (!work->added_column) {
        return body;
    }
    return tt_str_format(arena, "FOREIGN KEY (" TT_FMT ") " TT_FMT,
                         TT_ARG(tt_column_list(arena, work->constraint->columns)),
                         TT_ARG(body));
}

/* What the parts of a partitioned table's key have in common. */
struct key_parts {
    struct tt_str name;
    struct tt_str body;
};

static struct tt_str key_lines(struct tt_check *check, const void *user,
                               struct tt_relation *partition)
{
    const struct key_parts *parts = user;
    struct tt_str table = partition ? tt_sql_name(check, partition->name)
                                    : TT_STR("<partition>");
    return tt_str_format(tt_check_arena(check),
                         "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT " " TT_FMT
                         " NOT VALID;\n"
                         "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT ";\n",
                         TT_ARG(table), TT_ARG(parts->name), TT_ARG(parts->body), TT_ARG(table),
                         TT_ARG(parts->name));
}

/* Up to 17, a partitioned table takes no NOT VALID key, but it takes over those of partitions.
 */
static struct tt_str hint_partitioned(struct tt_check *check, const struct tt_outcome *outcome,
                                      const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_relation *table = work->constraint->relation;
    struct key_parts parts = {tt_quote(arena, work->constraint->name), definition(check, work)};
    return tt_str_format(
        arena,
        "A partitioned table takes no NOT VALID key before PostgreSQL 18. Add the same key to "
        "each partition first, unchecked, and check it in a later migration; the parent's then "
        "takes those over and reads nothing:\n" TT_FMT TT_FMT "ALTER TABLE " TT_FMT
        " ADD CONSTRAINT " TT_FMT " " TT_FMT ";",
        TT_ARG(tt_sql_add_column(check, outcome, work)),
        TT_ARG(tt_sql_each_partition(check, table, key_lines, &parts)),
        TT_ARG(tt_sql_name(check, table->name)), TT_ARG(parts.name), TT_ARG(parts.body));
}

static bool takes_no_not_valid(const struct tt_check *check, const struct tt_work *work)
{
    return work->constraint->relation->kind == TT_PARTITIONED_TABLE &&
           tt_check_pg_version(check) < 18;
}

static struct tt_str steps(struct tt_check *check, const struct tt_outcome *outcome,
                           const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_constraint *key = work->constraint;
    struct tt_str table = tt_sql_name(check, key->relation->name);
    struct tt_str name = tt_quote(arena, key->name);
    return tt_str_format(
        arena,
        TT_FMT "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT " " TT_FMT " NOT VALID;\n"
               "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT,
        TT_ARG(tt_sql_add_column(check, outcome, work)), TT_ARG(table), TT_ARG(name),
        TT_ARG(definition(check, work)), TT_ARG(table), TT_ARG(name));
}

static struct tt_str hint(struct tt_check *check, const struct tt_outcome *outcome,
                          const struct tt_work *work)
{
    if (takes_no_not_valid(check, work)) {
        return hint_partitioned(check, outcome, work);
    }
    return tt_str_format(tt_check_arena(check),
                         "Add it unchecked, and check it in a later migration:\n" TT_FMT ";",
                         TT_ARG(steps(check, outcome, work)));
}

static struct tt_fix fix(struct tt_check *check, const struct tt_outcome *outcome,
                         const struct tt_work *work)
{
    if (takes_no_not_valid(check, work) ||
        (work->added_column && !tt_fix_knows_name(check, work))) {
        return (struct tt_fix){0};
    }
    return work->added_column
               ? tt_fix_by_steps(check, outcome,
                                 "add the key behind the column, unchecked at first",
                                 steps(check, outcome, work))
               : tt_fix_not_valid(check, outcome, work);
}

/* What waits, and where, until the rows have been looked up. */
static struct tt_str waiting(struct tt_check *check, const struct tt_constraint *key,
                             enum tt_lock lock)
{
    struct tt_arena *arena = tt_check_arena(check);
    if (key->references == key->relation) {
        return tt_str_format(arena, "%s wait", tt_say_blocked(lock));
    }
    struct tt_str other = tt_say_name(check, key->references->name);
    return tt_lock_blocks_reads(lock)
               ? tt_str_format(arena,
                               "reads and writes on it and writes to \"" TT_FMT "\" wait",
                               TT_ARG(other))
               : tt_str_format(arena, "writes to it and to \"" TT_FMT "\" wait", TT_ARG(other));
}

static struct tt_str detail(struct tt_check *check, const struct tt_constraint *key,
                            enum tt_lock lock)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str other = tt_say_name(check, key->references->name);
    struct tt_str where =
        key->references == key->relation
            ? tt_str_format(arena, TT_FMT " on the table", TT_ARG(tt_lock_name(lock)))
        : tt_lock_blocks_reads(lock)
            ? tt_str_format(
                  arena, TT_FMT " on \"" TT_FMT "\" and SHARE ROW EXCLUSIVE on \"" TT_FMT "\"",
                  TT_ARG(tt_lock_name(lock)), TT_ARG(tt_say_name(check, key->relation->name)),
                  TT_ARG(other))
            : TT_STR("SHARE ROW EXCLUSIVE on both tables");
    return tt_str_format(
        arena,
        "It holds " TT_FMT
        " until every row has been looked up: no %sINSERT, UPDATE or DELETE gets "
        "through.",
        TT_ARG(where), tt_lock_blocks_reads(lock) ? "SELECT, " : "");
}

static void report(struct tt_check *check, const struct tt_outcome *outcome,
                   const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    const struct tt_constraint *key = work->constraint;
    enum tt_lock lock = tt_check_lock(check, outcome, key->relation);
    struct tt_says says = tt_about_work(work);
    says.message = tt_str_format(
        arena, "adding foreign key \"" TT_FMT "\" reads all of \"" TT_FMT "\" while " TT_FMT,
        TT_ARG(key->name), TT_ARG(tt_say_name(check, key->relation->name)),
        TT_ARG(waiting(check, key, lock)));
    says.detail = detail(check, key, lock);
    says.hint = hint(check, outcome, work);
    says.fix = fix(check, outcome, work);
    tt_report(check, says);
}

/*
 * A new table that holds no row is read in no time. One that was filled is
 * not, and the referenced table stays locked meanwhile.
 */
static bool hurts(struct tt_check *check, const struct tt_work *work)
{
    const struct tt_constraint *key = work->constraint;
    bool other_is_used = !tt_check_is_new(check, key->references);
    return !work->is_new || (tt_check_may_hold_rows(check, work->relation) && other_is_used);
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *added = tt_find_change(outcome, TT_CHANGE_CREATE,
                                                   TT_OBJECT_CONSTRAINT);
    size_t last = 0;
    for (size_t i = 0; added && i < outcome->works.count; i++) {
        const struct tt_work *work = &outcome->works.items[i];
        bool again = last > 0 && work->span.start == outcome->works.items[last - 1].span.start;
        if (work->cause == TT_CAUSE_FOREIGN_KEY && !again && hurts(check, work)) {
            report(check, outcome, work);
            last = i + 1;
        }
    }
}

TT_RULE(foreign_key_scans_tables) = {
    .summary =
        "FOREIGN KEY added without NOT VALID blocks writes to both tables while it reads",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:adding-foreign-key-constraint "
               "squawk:constraint-missing-not-valid eugene:E1 "
               "pgfence:add-constraint-fk-no-not-valid "
               "pgfence:add-column-inline-foreign-key "
               "strong_migrations:add_foreign_key",
    .fixes = true,
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
