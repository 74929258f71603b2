/*
 * "tiptoe schema --format sql": as pg_dump orders things, so that each stands
 * behind what it needs. Partitions are made as tables and then attached: keys
 * and indexes keep the names that they have.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/definition.h"
#include "model/partition_bound.h"
#include "model/written.h"
#include "report/display.h"
#include "report/schema.h"

struct printer {
    struct tt_sink *sink;
    struct tt_arena *arena;
    struct tt_relations relations;
};

static struct tt_str quoted(const struct printer *to, struct tt_name name)
{
    return tt_quote_name(to->arena, name);
}

/* In a comment, which a name with a newline in it must not end. */
static struct tt_str shown(const struct printer *to, struct tt_name name)
{
    return tt_displayed(to->arena, quoted(to, name));
}

/* The fixed text around one name or definition. */
static void put(const struct printer *to, const char *before, struct tt_str text,
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

static void print_schema(const struct printer *to, struct tt_str *printed, size_t *count,
                         struct tt_str name)
{
    bool there = tt_str_is(name, "public") || tt_str_is(name, "pg_temp") ||
                 tt_str_starts(name, "pg_") || name.len == 0;
    if (!there && !is_printed(printed, count, name)) {
        put(to, "CREATE SCHEMA ", tt_quote(to->arena, name), ";\n");
    }
}

/* Those that hold something, whether the files made them or not, and those they made. */
static void print_schemas(const struct printer *to, const struct tt_model *model,
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
            put(to, "CREATE EXTENSION IF NOT EXISTS ", tt_quote(to->arena, each->name), "");
            if (each->schema.len > 0) {
                put(to, " SCHEMA ", tt_quote(to->arena, each->schema), "");
            }
            tt_print(to->sink, " CASCADE;\n");
        }
    }
}

static void print_enum(const struct printer *to, const struct tt_user_type *type)
{
    put(to, "CREATE TYPE ", quoted(to, type->full), " AS ENUM (");
    for (size_t i = 0; i < type->labels.count; i++) {
        put(to, i > 0 ? ", " : "", tt_quote_string(to->arena, type->labels.items[i]->name), "");
    }
    tt_print(to->sink, ");\n");
}

static void print_composite(const struct printer *to, const struct tt_user_type *type)
{
    put(to, "CREATE TYPE ", quoted(to, type->full), " AS (");
    for (const struct tt_attribute *each = type->attributes; each; each = each->next) {
        put(to, each == type->attributes ? "" : ", ", tt_quote(to->arena, each->name), " ");
        put(to, "", tt_type_format(to->arena, &each->type), "");
    }
    tt_print(to->sink, ");\n");
}

static void print_domain(const struct printer *to, const struct tt_user_type *domain)
{
    struct tt_str name = quoted(to, domain->full);
    put(to, "CREATE DOMAIN ", name, " AS ");
    put(to, "", tt_type_format(to->arena, &domain->base), "");
    if (domain->value) {
        put(to, " DEFAULT ", tt_written_text(to->arena, domain->value), "");
    }
    tt_print(to->sink, domain->not_null ? " NOT NULL;\n" : ";\n");
    for (const struct tt_domain_check *each = domain->checks; each; each = each->next) {
        if (each->written) {
            put(to, "ALTER DOMAIN ", name, " ADD CONSTRAINT ");
            put(to, "", tt_quote(to->arena, each->name), " CHECK (");
            put(to, "", tt_written_text(to->arena, each->written),
                each->validated ? ");\n" : ") NOT VALID;\n");
        }
    }
}

static void print_type(const struct printer *to, const struct tt_user_type *type)
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
        put(to, "CREATE TYPE ", quoted(to, type->full), " AS RANGE (subtype = ");
        put(to, "", tt_type_format(to->arena, &type->subtype), ");\n");
        break;
    case TT_TYPE_OTHER:
        put(to, "-- type ", shown(to, type->full), ": its functions are not kept\n");
        break;
    }
}

/* As they were made: a type is made of older ones. */
static void print_types(const struct printer *to, const struct tt_model *model)
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

static void print_sequences(const struct printer *to)
{
    for (size_t i = 0; i < to->relations.count; i++) {
        const struct tt_relation *each = to->relations.items[i];
        if (each->kind != TT_SEQUENCE || each->temporary || is_of_identity(each)) {
            continue;
        }
        put(to, "CREATE SEQUENCE ", quoted(to, each->name), "");
        if (tt_type_known(&each->of_type)) {
            put(to, " AS ", tt_type_format(to->arena, &each->of_type), "");
        }
        tt_print(to->sink, ";\n");
    }
}

static void print_owners(const struct printer *to)
{
    for (size_t i = 0; i < to->relations.count; i++) {
        const struct tt_relation *each = to->relations.items[i];
        const struct tt_column *column = tt_schema_owner(each);
        if (each->kind == TT_SEQUENCE && column && !column->identity && !each->temporary) {
            put(to, "ALTER SEQUENCE ", quoted(to, each->name), " OWNED BY ");
            put(to, "", quoted(to, each->owner->name), ".");
            put(to, "", tt_quote(to->arena, column->name), ";\n");
        }
    }
}

static bool is_stored(const struct tt_relation *relation)
{
    return (relation->kind == TT_TABLE || relation->kind == TT_PARTITIONED_TABLE) &&
           !relation->temporary;
}

static void print_column(const struct printer *to, const struct tt_column *column)
{
    struct tt_str type = tt_type_format(to->arena, &column->type);
    put(to, "    ", tt_quote(to->arena, column->name), " ");
    put(to, "", tt_type_known(&column->type) ? type : TT_STR("text /* not known */"), "");
    if (column->collation.len > 0) {
        put(to, " COLLATE ", tt_quote(to->arena, column->collation), "");
    }
    if (column->value && column->generated) {
        put(to, " GENERATED ALWAYS AS (", tt_written_text(to->arena, column->value),
            column->is_virtual ? ") VIRTUAL" : ") STORED");
    } else if (column->value) {
        put(to, " DEFAULT ", tt_written_text(to->arena, column->value), "");
    }
    tt_print(to->sink, column->not_null ? " NOT NULL" : "");
    if (column->identity) {
        tt_print(to->sink, " GENERATED %s AS IDENTITY",
                 column->identity_always ? "ALWAYS" : "BY DEFAULT");
        if (column->sequence) {
            put(to, " (SEQUENCE NAME ", quoted(to, column->sequence->name), ")");
        }
    }
}

/* Partitions and children need those of their parents before they join them. */
static bool stands_in_table(const struct tt_constraint *constraint)
{
    return constraint->kind == TT_CHECK && constraint->validated && constraint->written;
}

static void print_table(const struct printer *to, const struct tt_relation *table)
{
    const char *between = "";
    if (!table->known) {
        put(to, "-- ", shown(to, table->name), ": of its columns, those that are known\n");
    }
    put(to, table->unlogged ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ",
        quoted(to, table->name), " (\n");
    for (const struct tt_column *each = table->columns; each; each = each->next) {
        tt_print(to->sink, "%s", between);
        print_column(to, each);
        between = ",\n";
    }
    size_t count = 0;
    struct tt_constraint **constraints = tt_schema_constraints(to->arena, table, &count);
    for (size_t i = 0; i < count; i++) {
        if (stands_in_table(constraints[i])) {
            put(to, between, TT_STR("    CONSTRAINT "), "");
            put(to, "", tt_quote(to->arena, constraints[i]->name), " ");
            put(to, "", tt_constraint_definition(to->arena, constraints[i]), "");
            between = ",\n";
        }
    }
    tt_print(to->sink, "\n)");
    if (table->kind == TT_PARTITIONED_TABLE) {
        put(to, " PARTITION BY ", tt_partition_key_definition(to->arena, table), "");
    }
    tt_print(to->sink, ";\n");
}

static void print_tables(const struct printer *to)
{
    for (size_t i = 0; i < to->relations.count; i++) {
        const struct tt_relation *each = to->relations.items[i];
        if (is_stored(each)) {
            print_table(to, each);
        } else if (each->kind != TT_SEQUENCE) {
            put(to, "-- left out: ", tt_str_from(tt_object_word(tt_relation_object(each))),
                " ");
            put(to, "", shown(to, each->name), "\n");
        }
    }
    for (size_t i = 0; i < to->relations.count; i++) {
        const struct tt_relation *each = to->relations.items[i];
        if (!is_stored(each) || !each->parent) {
            continue;
        }
        if (each->is_partition && each->bound) {
            put(to, "ALTER TABLE ", quoted(to, each->parent->name), " ATTACH PARTITION ");
            put(to, "", quoted(to, each->name), " ");
            put(to, "", each->bound->text, ";\n");
        } else {
            put(to, "ALTER TABLE ", quoted(to, each->name), " INHERIT ");
            put(to, "", quoted(to, each->parent->name), ";\n");
        }
    }
}

/* --- constraints and indexes ------------------------------------------------------------ */

static bool is_key(const struct tt_constraint *constraint)
{
    return constraint->kind == TT_PRIMARY_KEY || constraint->kind == TT_UNIQUE ||
           constraint->kind == TT_EXCLUSION;
}

static void print_constraint(const struct printer *to, const struct tt_constraint *constraint)
{
    if (constraint->kind == TT_CHECK && !constraint->written) {
        put(to, "-- ", quoted(to, constraint->relation->name),
            ": a CHECK whose words are not ");
        put(to, "known, ", tt_quote(to->arena, constraint->name), "\n");
        return;
    }
    put(to, is_key(constraint) ? "ALTER TABLE ONLY " : "ALTER TABLE ",
        quoted(to, constraint->relation->name), " ADD CONSTRAINT ");
    put(to, "", tt_quote(to->arena, constraint->name), " ");
    put(to, "", tt_constraint_definition(to->arena, constraint), ";\n");
}

/* Keys of partitions too, which are attached later; the rest comes down from the parent. */
static void print_constraints(const struct printer *to, bool foreign_keys)
{
    for (size_t i = 0; i < to->relations.count; i++) {
        size_t count = 0;
        struct tt_constraint **constraints = tt_schema_constraints(
            to->arena, to->relations.items[i], &count);
        for (size_t j = 0; j < count && is_stored(to->relations.items[i]); j++) {
            const struct tt_constraint *each = constraints[j];
            bool foreign = each->kind == TT_FOREIGN_KEY;
            bool comes_down = each->inherited && !is_key(each);
            if (foreign == foreign_keys && !comes_down && !stands_in_table(each) &&
                each->kind != TT_NOT_NULL) {
                print_constraint(to, each);
            }
        }
    }
}

static void print_index(const struct printer *to, const struct tt_index *index)
{
    put(to, index->unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ",
        tt_quote(to->arena, index->name.name), " ON ONLY ");
    put(to, "", quoted(to, index->relation->name), "");
    if (index->method.len > 0) {
        put(to, " USING ", index->method, "");
    }
    put(to, " ", tt_index_definition(to->arena, index), ";\n");
}

static void print_indexes(const struct printer *to)
{
    for (size_t i = 0; i < to->relations.count; i++) {
        size_t count = 0;
        struct tt_index **indexes = tt_schema_indexes(to->arena, to->relations.items[i],
                                                      &count);
        for (size_t j = 0; j < count && is_stored(to->relations.items[i]); j++) {
            if (!indexes[j]->constraint) {
                print_index(to, indexes[j]);
            }
        }
    }
    for (size_t i = 0; i < to->relations.count; i++) {
        size_t count = 0;
        struct tt_index **indexes = tt_schema_indexes(to->arena, to->relations.items[i],
                                                      &count);
        for (size_t j = 0; j < count && is_stored(to->relations.items[i]); j++) {
            if (indexes[j]->parent) {
                put(to, "ALTER INDEX ", quoted(to, indexes[j]->parent->name),
                    " ATTACH PARTITION ");
                put(to, "", quoted(to, indexes[j]->name), ";\n");
            }
        }
    }
}

void tt_schema_sql(struct tt_sink *sink, const struct tt_model *model)
{
    struct tt_arena arena = {0};
    struct printer to = {sink, &arena, tt_schema_relations(&arena, model)};
    struct tt_types types = tt_schema_types(&arena, model);
    tt_print(sink, "-- By tiptoe. Functions, triggers, policies, comments, privileges and "
                   "storage options are left out.\n");
    print_schemas(&to, model, &types);
    print_types(&to, model);
    print_sequences(&to);
    print_tables(&to);
    print_owners(&to);
    print_constraints(&to, false);
    print_indexes(&to);
    print_constraints(&to, true);
    tt_arena_release(&arena);
}
