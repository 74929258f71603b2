/**
 * # Column added with a value that differs by row
 *
 * A constant default costs nothing, and neither does `now()`: PostgreSQL stores it
 * once. But a volatile default, a serial or identity column, a stored generated
 * column and a domain with constraints need a value in every row: the whole table
 * and its indexes are written anew under ACCESS EXCLUSIVE. Reads and writes wait.
 *
 * Add the column without the value, give it the default for rows to come, and fill
 * the old ones in batches. A virtual generated column (since PostgreSQL 18) costs
 * nothing.
 *
 * A table made by the same migration is exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid();
 * ```
 *
 * ```sql expect=1
 * ALTER TABLE users ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
 * ```
 *
 * ```sql expect=1
 * CREATE DOMAIN positive AS int CHECK (VALUE > 0);
 * ALTER TABLE users ADD COLUMN age positive;
 * ```
 *
 * ## Safe
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN token uuid;
 * ALTER TABLE users ALTER COLUMN token SET DEFAULT gen_random_uuid();
 * ```
 *
 * ```sql
 * ALTER TABLE users ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
 * ```
 *
 * ```sql pg=18
 * ALTER TABLE users ADD COLUMN upper_name text GENERATED ALWAYS AS (upper(name)) VIRTUAL;
 * ```
 */
#include "lint/rule.h"
#include "model/object_name.h"
#include "model/written.h"

/* The change that the clause makes, if it adds a column; NULL if it alters one. */
static const struct tt_change *find_added(const struct tt_outcome *outcome,
                                          const struct tt_work *work)
{
    for (size_t i = 0; i < outcome->changes.count; i++) {
        const struct tt_change *change = &outcome->changes.items[i];
        if (change->kind == TT_CHANGE_CREATE && change->object == TT_OBJECT_COLUMN &&
            change->span.start == work->span.start) {
            return change;
        }
    }
    return NULL;
}

/* "ALTER TABLE t ADD COLUMN c type;" and a line end. */
static struct tt_str add_plain(struct tt_check *check, const struct tt_work *work,
                               const struct tt_type *type)
{
    struct tt_arena *arena = tt_check_arena(check);
    return tt_str_format(arena, "ALTER TABLE " TT_FMT " ADD COLUMN " TT_FMT " " TT_FMT ";\n",
                         TT_ARG(tt_sql_name(check, work->relation->name)),
                         TT_ARG(tt_quote(arena, work->column->name)),
                         TT_ARG(tt_type_format(arena, type)));
}

static struct tt_str then_not_null(struct tt_check *check, const struct tt_work *work)
{
    return work->column->not_null
               ? tt_str_format(tt_check_arena(check), "\n" TT_FMT,
                               TT_ARG(tt_sql_not_null(check, work->relation, work->column)))
               : TT_STR("");
}

static struct tt_str hint_sequence(struct tt_check *check, const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_sql_name(check, work->relation->name);
    struct tt_str column = tt_quote(arena, work->column->name);
    struct tt_name name = {
        work->relation->name.schema,
        tt_object_name(arena, work->relation->name.name, work->column->name, "seq")};
    struct tt_str sequence = tt_sql_name(check, name);
    return tt_str_format(
        arena,
        "Add the column alone, number new rows by a default, and fill old ones in "
        "batches:\n" TT_FMT "CREATE SEQUENCE " TT_FMT " OWNED BY " TT_FMT "." TT_FMT ";\n"
        "ALTER TABLE " TT_FMT " ALTER COLUMN " TT_FMT " SET DEFAULT nextval(" TT_FMT ");\n"
        "-- fill old rows in batches, then:" TT_FMT,
        TT_ARG(add_plain(check, work, &work->column->type)), TT_ARG(sequence), TT_ARG(table),
        TT_ARG(column), TT_ARG(table), TT_ARG(column), TT_ARG(tt_quote_string(arena, sequence)),
        TT_ARG(then_not_null(check, work)));
}

static struct tt_str hint_default(struct tt_check *check, const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    return tt_str_format(
        arena,
        "Add the column without it, set the default for new rows, and fill old ones in "
        "batches:\n" TT_FMT "ALTER TABLE " TT_FMT " ALTER COLUMN " TT_FMT " SET DEFAULT " TT_FMT
        ";\n"
        "-- fill old rows in batches%s" TT_FMT,
        TT_ARG(add_plain(check, work, &work->column->type)),
        TT_ARG(tt_sql_name(check, work->relation->name)),
        TT_ARG(tt_quote(arena, work->column->name)),
        TT_ARG(work->column->value ? tt_written_text(arena, work->column->value)
                                   : TT_STR("<value>")),
        work->column->not_null ? ", then:" : "", TT_ARG(then_not_null(check, work)));
}

static struct tt_str hint_generated(struct tt_check *check, const struct tt_work *work)
{
    return tt_str_format(
        tt_check_arena(check),
        "%sdd a plain column, keep it filled by a trigger, and fill old rows in "
        "batches:\n" TT_FMT "-- CREATE TRIGGER ... BEFORE INSERT OR UPDATE ON " TT_FMT " ...",
        tt_check_pg_version(check) >= 18
            ? "A column GENERATED ... VIRTUAL is computed when it is read, and costs nothing "
              "here. Where it must be stored: a"
            : "A",
        TT_ARG(add_plain(check, work, &work->column->type)),
        TT_ARG(tt_sql_name(check, work->relation->name)));
}

static struct tt_str hint_domain(struct tt_check *check, const struct tt_work *work,
                                 const struct tt_user_type *domain)
{
    struct tt_arena *arena = tt_check_arena(check);
    struct tt_str table = tt_sql_name(check, work->relation->name);
    struct tt_str name = tt_quote(
        arena, tt_object_name(arena, work->relation->name.name, work->column->name, "check"));
    return tt_str_format(
        arena,
        "Add a column of the type below the domain, with the domain's conditions as a CHECK "
        "of the table:\n" TT_FMT "ALTER TABLE " TT_FMT " ADD CONSTRAINT " TT_FMT
        " CHECK (...) NOT VALID;\n"
        "ALTER TABLE " TT_FMT " VALIDATE CONSTRAINT " TT_FMT ";",
        TT_ARG(add_plain(check, work, &domain->base)), TT_ARG(table), TT_ARG(name),
        TT_ARG(table), TT_ARG(name));
}

static struct tt_str hint(struct tt_check *check, const struct tt_work *work)
{
    const struct tt_column *column = work->column;
    const struct tt_user_type *user = column->type.user;
    if (column->identity || column->sequence) {
        return hint_sequence(check, work);
    }
    if (column->generated) {
        return hint_generated(check, work);
    }
    if (user && user->kind == TT_TYPE_DOMAIN && user->constrained) {
        return hint_domain(check, work, user);
    }
    return hint_default(check, work);
}

static void report(struct tt_check *check, const struct tt_outcome *outcome,
                   const struct tt_work *work)
{
    struct tt_arena *arena = tt_check_arena(check);
    bool added = find_added(outcome, work) != NULL;
    struct tt_says says = tt_about_work(work);
    says.message = tt_str_format(
        arena, "%s column \"" TT_FMT "\" rewrites \"" TT_FMT "\" while reads and writes wait",
        added ? "adding" : "giving every row a new value of", TT_ARG(work->column->name),
        TT_ARG(tt_say_name(check, work->relation->name)));
    says.detail = tt_str_format(arena,
                                "ALTER TABLE holds ACCESS EXCLUSIVE while the whole "
                                "table and its indexes are written anew, because " TT_FMT ".",
                                TT_ARG(work->why));
    says.hint = added ? hint(check, work)
                      : TT_STR("Add a second column with the new values, fill it in "
                               "batches, and move over to it.");
    tt_report(check, says);
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_work *work = NULL;
    while ((work = tt_next_blocking_work(outcome, TT_CAUSE_NEW_VALUES, work))) {
        if (work->kind == TT_WORK_REWRITE && work->column) {
            report(check, outcome, work);
        }
    }
}

TT_RULE(column_added_rewrites_table) = {
    .summary = "ADD COLUMN with a value that differs by row rewrites the table",
    .family = TT_FAMILY_LOCKS,
    .since = "0.1.0",
    .same_as = "squawk:adding-field-with-default "
               "squawk:adding-serial-primary-key-field atlas:PG302 eugene:E10 "
               "eugene:E11 pgfence:add-column-non-constant-default "
               "pgfence:add-column-serial pgfence:add-column-stored-generated "
               "strong_migrations:add_column_default "
               "strong_migrations:add_column_default_callable "
               "strong_migrations:add_column_auto_incrementing "
               "strong_migrations:add_column_generated_stored",
    .severity = TT_ERROR,
    .on_outcome = on_outcome,
};
