/*
 * "tiptoe schema --format sql": as pg_dump orders things, so that each stands
 * behind what it needs. Partitions are made as tables and then attached: keys
 * and indexes keep the names that they have.
 */
#include "report/schema_sql.h"

#include "base/arena.h"
#include "base/str.h"
#include "model/definition.h"
#include "model/partition_bound.h"
#include "model/written.h"
#include "report/display.h"

static struct tt_str quoted(const struct tt_schema_printer *to, struct tt_name name)
{
    return tt_quote_name(to->arena, name);
}

/* In a comment, which a name with a newline in it must not end. */
static struct tt_str shown(const struct tt_schema_printer *to, struct tt_name name)
{
    return tt_displayed(to->arena, quoted(to, name));
}

void tt_schema_put(const struct tt_schema_printer *to, const char *before, struct tt_str text,
                   const char *after)
{
    tt_print(to->sink, "%s" TT_FMT "%s", before, TT_ARG(text), after);
}

/* --- schemas, extensions, types ------------------------------------------------------ */

static bool is_printed(struct tt_str *names, size_t *count, struct tt_str name)
{
    for (size_t i = 0; i < *count; i++) {
        if (tt_str_equal(names[i], name)) {
            return true;
        }
    }
    names[(*count)++] = name;
    return false;
}

static void print_schema(const struct tt_schema_printer *to, struct tt_str *printed,
                         size_t *count, struct tt_str name)
{
    bool there = tt_str_is(name, "public") || tt_str_is(name, "pg_temp") ||
                 tt_str_starts(name, "pg_") || name.len == 0;
    if (!there && !is_printed(printed, count, name)) {
        tt_schema_put(to, "CREATE SCHEMA ", tt_quote(to->arena, name), ";\n");
    }
}

/* Those that hold something, whether the files made them or not, and those they made. */
static void print_schemas(const struct tt_schema_printer *to, const struct tt_model *model,
                          const struct tt_types *types)
{
    size_t count = 0, room = to->relations.count + types->count;
    const struct tt_schema *schema = tt_all_schemas(model);
    for (const struct tt_schema *each = schema; each; each = each->next) {
        room++;
    }
    struct tt_str *printed = tt_new_array(to->arena, struct tt_str, room);
    for (; schema; schema = schema->next) {
        if (schema->exists) {
            print_schema(to, printed, &count, schema->name);
        }
    }
    for (size_t i = 0; i < types->count; i++) {
        print_schema(to, printed, &count, types->items[i]->full.schema);
    }
    for (size_t i = 0; i < to->relations.count; i++) {
        print_schema(to, printed, &count, to->relations.items[i]->name.schema);
    }
    const struct tt_extension *each = tt_all_extensions(model);
    for (; each; each = each->next) {
        if (each->exists) {
            tt_schema_put(to, "CREATE EXTENSION IF NOT EXISTS ",
                          tt_quote(to->arena, each->name), "");
            if (each->schema.len > 0) {
                tt_schema_put(to, " SCHEMA ", tt_quote(to->arena, each->schema), "");
            }
            tt_print(to->sink, " CASCADE;\n");
        }
    }
}

static void print_enum(const struct tt_schema_printer *to, const struct tt_user_type *type)
{
    tt_schema_put(to, "CREATE TYPE ", quoted(to, type->full), " AS ENUM (");
    for (size_t i = 0; i < type->labels.count; i++) {
        tt_schema_put(to, i > 0 ? ", " : "",
                      tt_quote_string(to->arena, type->labels.items[i]->name), "");
    }
    tt_print(to->sink, ");\n");
}

static void print_composite(const struct tt_schema_printer *to, const struct tt_user_type *type)
{
    tt_schema_put(to, "CREATE TYPE ", quoted(to, type->full), " AS (");
    for (const struct tt_attribute *each = type->attributes; each; each = each->next) {
        tt_schema_put(to, each == type->attributes ? "" : ", ", tt_quote(to->arena, each->name),
                      " ");
        tt_schema_put(to, "", tt_type_format(to->arena, &each->type), "");
    }
    tt_print(to->sink, ");\n");
}

static void print_domain(const struct tt_schema_printer *to, const struct tt_user_type *domain)
{
    struct tt_str name = quoted(to, domain->full);
    tt_schema_put(to, "CREATE DOMAIN ", name, " AS ");
    tt_schema_put(to, "", tt_type_format(to->arena, &domain->base), "");
    if (domain->value) {
        tt_schema_put(to, " DEFAULT ", tt_written_text(to->arena, domain->value), "");
    }
    tt_print(to->sink, domain->not_null ? " NOT NULL;\n" : ";\n");
    for (const struct tt_domain_check *each = domain->checks; each; each = each->next) {
        if (each->written) {
            tt_schema_put(to, "ALTER DOMAIN ", name, " ADD CONSTRAINT ");
            tt_schema_put(to, "", tt_quote(to->arena, each->name), " CHECK (");
            tt_schema_put(to, "", tt_written_text(to->arena, each->written),
                          each->validated ? ");\n" : ") NOT VALID;\n");
        }
    }
}

static void print_type(const struct tt_schema_printer *to, const struct tt_user_type *type)
{
    switch (type->kind) {
    case TT_TYPE_ENUM:
        print_enum(to, type);
        break;
    case TT_TYPE_DOMAIN:
        print_domain(to, type);
        break;
    case TT_TYPE_COMPOSITE:
        print_composite(to, type);
        break;
    case TT_TYPE_RANGE:
        tt_schema_put(to, "CREATE TYPE ", quoted(to, type->full), " AS RANGE (subtype = ");
        tt_schema_put(to, "", tt_type_format(to->arena, &type->subtype), ");\n");
        break;
    case TT_TYPE_OTHER:
        tt_schema_put(to, "-- type ", shown(to, type->full), ": its functions are not kept\n");
        break;
    }
}

/* As they were made: a type is made of older ones. */
static void print_types(const struct tt_schema_printer *to, const struct tt_model *model)
{
    size_t count = 0;
    struct tt_user_type *const *types = tt_all_types(model, &count);
    for (size_t i = 0; i < count; i++) {
        if (types[i]->exists) {
            print_type(to, types[i]);
        }
    }
}

/* --- sequences and tables -------------------------------------------------------------- */

static bool is_of_identity(const struct tt_relation *sequence)
{
    const struct tt_column *column = tt_schema_owner(sequence);
    return column && column->identity;
}

static void print_sequences(const struct tt_schema_printer *to)
{
    for (size_t i = 0; i < to->relations.count; i++) {
        const struct tt_relation *each = to->relations.items[i];
        if (each->kind != TT_SEQUENCE || each->temporary || is_of_identity(each)) {
            continue;
        }
        tt_schema_put(to, "CREATE SEQUENCE ", quoted(to, each->name), "");
        if (tt_type_known(&each->of_type)) {
            tt_schema_put(to, " AS ", tt_type_format(to->arena, &each->of_type), "");
        }
        tt_print(to->sink, ";\n");
    }
}

static void print_owners(const struct tt_schema_printer *to)
{
    for (size_t i = 0; i < to->relations.count; i++) {
        const struct tt_relation *each = to->relations.items[i];
        const struct tt_column *column = tt_schema_owner(each);
        if (each->kind == TT_SEQUENCE && column && !column->identity && !each->temporary) {
            tt_schema_put(to, "ALTER SEQUENCE ", quoted(to, each->name), " OWNED BY ");
            tt_schema_put(to, "", quoted(to, each->owner->name), ".");
            tt_schema_put(to, "", tt_quote(to->arena, column->name), ";\n");
        }
    }
}

bool tt_schema_is_stored(const struct tt_relation *relation)
{
    return (relation->kind == TT_TABLE || relation->kind == TT_PARTITIONED_TABLE) &&
           !relation->temporary;
}

static void print_column(const struct tt_schema_printer *to, const struct tt_column *column)
{
    struct tt_str type = tt_type_format(to->arena, &column->type);
    tt_schema_put(to, "    ", tt_quote(to->arena, column->name), " ");
    tt_schema_put(to, "", tt_type_known(&column->type) ? type : TT_STR("text /* not known */"),
                  "");
    if (column->collation.len > 0) {
        tt_schema_put(to, " COLLATE ", tt_quote(to->arena, column->collation), "");
    }
    if (column->value && column->generated) {
        tt_schema_put(to, " GENERATED ALWAYS AS (", tt_written_text(to->arena, column->value),
                      column->is_virtual ? ") VIRTUAL" : ") STORED");
    } else if (column->value) {
        tt_schema_put(to, " DEFAULT ", tt_written_text(to->arena, column->value), "");
    }
    tt_print(to->sink, column->not_null ? " NOT NULL" : "");
    if (column->identity) {
        tt_print(to->sink, " GENERATED %s AS IDENTITY",
                 column->identity_always ? "ALWAYS" : "BY DEFAULT");
        if (column->sequence) {
            tt_schema_put(to, " (SEQUENCE NAME ", quoted(to, column->sequence->name), ")");
        }
    }
}

bool tt_schema_stands_in_table(const struct tt_constraint *constraint)
{
    return constraint->kind == TT_CHECK && constraint->validated && constraint->written;
}

static void print_table(const struct tt_schema_printer *to, const struct tt_relation *table)
{
    const char *between = "";
    if (!table->known) {
        tt_schema_put(to, "-- ", shown(to, table->name),
                      ": of its columns, those that are known\n");
    }
    tt_schema_put(to, table->unlogged ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ",
                  quoted(to, table->name), " (\n");
    for (const struct tt_column *each = table->columns; each; each = each->next) {
        tt_print(to->sink, "%s", between);
        print_column(to, each);
        between = ",\n";
    }
    size_t count = 0;
    struct tt_constraint **constraints = tt_schema_constraints(to->arena, table, &count);
    for (size_t i = 0; i < count; i++) {
        if (tt_schema_stands_in_table(constraints[i])) {
            tt_schema_put(to, between, TT_STR("    CONSTRAINT "), "");
            tt_schema_put(to, "", tt_quote(to->arena, constraints[i]->name), " ");
            tt_schema_put(to, "", tt_constraint_definition(to->arena, constraints[i]), "");
            between = ",\n";
        }
    }
    tt_print(to->sink, "\n)");
    if (table->kind == TT_PARTITIONED_TABLE) {
        tt_schema_put(to, " PARTITION BY ", tt_partition_key_definition(to->arena, table), "");
    }
    tt_print(to->sink, ";\n");
}

static void print_tables(const struct tt_schema_printer *to)
{
    for (size_t i = 0; i < to->relations.count; i++) {
        const struct tt_relation *each = to->relations.items[i];
        if (tt_schema_is_stored(each)) {
            print_table(to, each);
        } else if (each->kind != TT_SEQUENCE) {
            tt_schema_put(to, "-- left out: ",
                          tt_str_from(tt_object_word(tt_relation_object(each))), " ");
            tt_schema_put(to, "", shown(to, each->name), "\n");
        }
    }
    for (size_t i = 0; i < to->relations.count; i++) {
        const struct tt_relation *each = to->relations.items[i];
        if (!tt_schema_is_stored(each) || !each->parent) {
            continue;
        }
        if (each->is_partition && each->bound) {
            tt_schema_put(to, "ALTER TABLE ", quoted(to, each->parent->name),
                          " ATTACH PARTITION ");
            tt_schema_put(to, "", quoted(to, each->name), " ");
            tt_schema_put(to, "", each->bound->text, ";\n");
        } else {
            tt_schema_put(to, "ALTER TABLE ", quoted(to, each->name), " INHERIT ");
            tt_schema_put(to, "", quoted(to, each->parent->name), ";\n");
        }
    }
}

void tt_schema_sql(struct tt_sink *sink, const struct tt_model *model)
{
    struct tt_arena arena = {0};
    struct tt_schema_printer to = {sink, &arena, tt_schema_relations(&arena, model)};
    struct tt_types types = tt_schema_types(&arena, model);
    tt_print(sink, "-- By tiptoe. Functions, triggers, policies, comments, privileges and "
                   "storage options are left out.\n");
    print_schemas(&to, model, &types);
    print_types(&to, model);
    print_sequences(&to);
    print_tables(&to);
    print_owners(&to);
    tt_schema_print_keys(&to);
    tt_arena_release(&arena);
}
