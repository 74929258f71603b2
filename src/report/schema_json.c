/* "tiptoe schema --format json". */
#include "base/arena.h"
#include "base/str.h"
#include "model/definition.h"
#include "model/partition_bound.h"
#include "model/written.h"
#include "report/json_string.h"
#include "report/schema.h"

struct printer {
    struct tt_sink *sink;
    struct tt_arena *arena;
};

static void print_text(const struct printer *to, const char *key, struct tt_str value)
{
    tt_print(to->sink, ", \"%s\": ", key);
    tt_json_string(to->sink, value);
}

/* Empty text is null. */
static void print_perhaps(const struct printer *to, const char *key, struct tt_str value)
{
    if (value.len > 0) {
        print_text(to, key, value);
    } else {
        tt_print(to->sink, ", \"%s\": null", key);
    }
}

static void print_flag(const struct printer *to, const char *key, bool value)
{
    tt_print(to->sink, ", \"%s\": %s", key, value ? "true" : "false");
}

static void print_expression(const struct printer *to, const char *key,
                             const struct tt_written *written)
{
    print_perhaps(to, key, written ? tt_written_text(to->arena, written) : (struct tt_str){0});
}

static void print_columns(const struct printer *to, const char *key, struct tt_columns columns)
{
    tt_print(to->sink, "\"%s\": [", key);
    for (size_t i = 0; i < columns.count; i++) {
        tt_print(to->sink, i > 0 ? ", " : "");
        tt_json_string(to->sink, columns.items[i]->name);
    }
    tt_print(to->sink, "]");
}

static void print_type(const struct printer *to, const char *key, const struct tt_type *type)
{
    print_perhaps(to, key,
                  tt_type_known(type) ? tt_type_format(to->arena, type) : (struct tt_str){0});
}

static void print_column(const struct printer *to, const struct tt_column *column)
{
    const char *identity = column->identity_always ? "always" : "by default";
    const char *generated = column->is_virtual ? "virtual" : "stored";
    tt_print(to->sink, "{\"name\": ");
    tt_json_string(to->sink, column->name);
    print_type(to, "type", &column->type);
    print_perhaps(to, "collation", column->collation);
    print_flag(to, "not_null", column->not_null);
    if (column->has_default && !column->value) {
        print_text(to, "default", (struct tt_str){0}); /* there, but its text is not known */
    } else {
        print_expression(to, "default", column->value);
    }
    print_perhaps(to, "identity", tt_str_from(column->identity ? identity : NULL));
    print_perhaps(to, "generated", tt_str_from(column->generated ? generated : NULL));
    tt_print(to->sink, "}");
}

static void print_constraint(const struct printer *to, const struct tt_constraint *constraint)
{
    static const char *const types[] = {
        [TT_CHECK] = "check",
        [TT_NOT_NULL] = "not null",
        [TT_FOREIGN_KEY] = "foreign key",
        [TT_PRIMARY_KEY] = "primary key",
        [TT_UNIQUE] = "unique",
        [TT_EXCLUSION] = "exclusion",
    };
    tt_print(to->sink, "{\"name\": ");
    tt_json_string(to->sink, constraint->name);
    tt_print(to->sink, ", \"type\": \"%s\", ", types[constraint->kind]);
    print_columns(to, "columns", constraint->columns);
    print_flag(to, "validated", constraint->validated);
    print_flag(to, "deferrable", constraint->deferrable);
    if (constraint->references) {
        tt_print(to->sink, ", \"references\": {\"relation\": ");
        tt_json_string(to->sink, tt_full_name(to->arena, constraint->references->name));
        tt_print(to->sink, ", ");
        print_columns(to, "columns", constraint->referenced);
        tt_print(to->sink, "}");
    } else {
        tt_print(to->sink, ", \"references\": null");
    }
    print_text(to, "definition", tt_constraint_definition(to->arena, constraint));
    tt_print(to->sink, "}");
}

static void print_index(const struct printer *to, const struct tt_index *index)
{
    const struct tt_constraint *owner = index->constraint;
    tt_print(to->sink, "{\"name\": ");
    tt_json_string(to->sink, tt_full_name(to->arena, index->name));
    print_flag(to, "unique", index->unique);
    print_flag(to, "primary", owner && owner->kind == TT_PRIMARY_KEY);
    print_flag(to, "valid", index->valid);
    tt_print(to->sink, ", \"columns\": [");
    for (size_t i = 0; i < index->key_count; i++) {
        tt_print(to->sink, i > 0 ? ", " : "");
        if (index->keys[i].column) {
            tt_json_string(to->sink, index->keys[i].column->name);
        } else {
            tt_print(to->sink, "null");
        }
    }
    tt_print(to->sink, "]");
    print_expression(to, "predicate", index->predicate);
    print_perhaps(to, "constraint", owner ? owner->name : (struct tt_str){0});
    tt_print(to->sink, "}");
}

static void print_parents(const struct printer *to, const struct tt_relation *relation)
{
    struct tt_str parent = relation->parent ? tt_full_name(to->arena, relation->parent->name)
                                            : (struct tt_str){0};
    struct tt_str bound = relation->bound ? relation->bound->text : (struct tt_str){0};
    print_perhaps(to, "partition_of", relation->is_partition ? parent : (struct tt_str){0});
    print_perhaps(to, "partition_bound", relation->is_partition ? bound : (struct tt_str){0});
    print_perhaps(to, "partition_key", tt_partition_key_definition(to->arena, relation));
    tt_print(to->sink, ", \"inherits\": [");
    if (relation->parent && !relation->is_partition) {
        tt_json_string(to->sink, parent);
    }
    tt_print(to->sink, "]");
}

static void print_relation(const struct printer *to, const struct tt_relation *relation)
{
    size_t count = 0, number = 0;
    tt_print(to->sink, "{\"name\": ");
    tt_json_string(to->sink, tt_full_name(to->arena, relation->name));
    tt_print(to->sink, ", \"kind\": \"%s\", \"persistence\": \"%s\"",
             tt_relation_kind_name(relation->kind),
             relation->temporary  ? "temporary"
             : relation->unlogged ? "unlogged"
                                  : "permanent");
    print_flag(to, "known", relation->known);
    tt_print(to->sink, ",\n   \"columns\": [");
    for (const struct tt_column *each = relation->columns; each; each = each->next) {
        tt_print(to->sink, number++ > 0 ? ",\n    " : "\n    ");
        print_column(to, each);
    }
    tt_print(to->sink, "],\n   \"constraints\": [");
    struct tt_constraint **constraints = tt_schema_constraints(to->arena, relation, &count);
    for (size_t i = 0; i < count; i++) {
        tt_print(to->sink, i > 0 ? ",\n    " : "\n    ");
        print_constraint(to, constraints[i]);
    }
    tt_print(to->sink, "],\n   \"indexes\": [");
    struct tt_index **indexes = tt_schema_indexes(to->arena, relation, &count);
    for (size_t i = 0; i < count; i++) {
        tt_print(to->sink, i > 0 ? ",\n    " : "\n    ");
        print_index(to, indexes[i]);
    }
    tt_print(to->sink, "]");
    print_parents(to, relation);
    tt_print(to->sink, "}");
}

static void print_sequence(const struct printer *to, const struct tt_relation *sequence)
{
    const struct tt_column *column = tt_schema_owner(sequence);
    tt_print(to->sink, "{\"name\": ");
    tt_json_string(to->sink, tt_full_name(to->arena, sequence->name));
    print_perhaps(to, "owned_by",
                  column ? tt_str_format(to->arena, TT_FMT "." TT_FMT,
                                         TT_ARG(tt_full_name(to->arena, sequence->owner->name)),
                                         TT_ARG(column->name))
                         : (struct tt_str){0});
    tt_print(to->sink, "}");
}

static void print_domain(const struct printer *to, const struct tt_user_type *domain)
{
    print_type(to, "type", &domain->base);
    print_flag(to, "not_null", domain->not_null);
    print_expression(to, "default", domain->value);
    tt_print(to->sink, ", \"constraints\": [");
    for (const struct tt_domain_check *each = domain->checks; each; each = each->next) {
        struct tt_str text = each->written ? tt_written_text(to->arena, each->written)
                                           : (struct tt_str){0};
        tt_print(to->sink, each == domain->checks ? "{\"name\": " : ", {\"name\": ");
        tt_json_string(to->sink, each->name);
        print_flag(to, "validated", each->validated);
        print_text(to, "definition",
                   tt_str_format(to->arena, "CHECK (" TT_FMT ")", TT_ARG(text)));
        tt_print(to->sink, "}");
    }
    tt_print(to->sink, "]");
}

static void print_user_type(const struct printer *to, const struct tt_user_type *type)
{
    static const char *const kinds[] = {
        [TT_TYPE_ENUM] = "enum",           [TT_TYPE_DOMAIN] = "domain",
        [TT_TYPE_COMPOSITE] = "composite", [TT_TYPE_RANGE] = "range",
        [TT_TYPE_OTHER] = "base",
    };
    tt_print(to->sink, "{\"name\": ");
    tt_json_string(to->sink, tt_full_name(to->arena, type->full));
    print_text(to, "kind", tt_str_from(kinds[type->kind]));
    tt_print(to->sink, ", \"labels\": %s", type->kind == TT_TYPE_ENUM ? "[" : "null");
    for (size_t i = 0; i < type->labels.count; i++) {
        tt_print(to->sink, i > 0 ? ", " : "");
        tt_json_string(to->sink, type->labels.items[i]->name);
    }
    tt_print(to->sink, type->kind == TT_TYPE_ENUM ? "]" : "");
    if (type->kind == TT_TYPE_DOMAIN) {
        print_domain(to, type);
    } else if (type->kind == TT_TYPE_COMPOSITE) {
        tt_print(to->sink, ", \"columns\": [");
        for (const struct tt_attribute *each = type->attributes; each; each = each->next) {
            tt_print(to->sink, each == type->attributes ? "{\"name\": " : ", {\"name\": ");
            tt_json_string(to->sink, each->name);
            print_type(to, "type", &each->type);
            tt_print(to->sink, "}");
        }
        tt_print(to->sink, "]");
    }
    tt_print(to->sink, "}");
}

static void print_relations(const struct printer *to, const struct tt_relations *relations,
                            bool sequences)
{
    size_t number = 0;
    for (size_t i = 0; i < relations->count; i++) {
        bool is_sequence = relations->items[i]->kind == TT_SEQUENCE;
        if (is_sequence != sequences) {
            continue;
        }
        tt_print(to->sink, number++ > 0 ? ",\n  " : "\n  ");
        if (is_sequence) {
            print_sequence(to, relations->items[i]);
        } else {
            print_relation(to, relations->items[i]);
        }
    }
}

void tt_schema_json(struct tt_sink *sink, const struct tt_model *model, int pg_version)
{
    struct tt_arena arena = {0};
    struct printer to = {sink, &arena};
    struct tt_relations relations = tt_schema_relations(&arena, model);
    struct tt_types types = tt_schema_types(&arena, model);
    tt_print(sink, "{\"schema_version\": 1, \"pg_version\": %d,\n \"relations\": [",
             pg_version);
    print_relations(&to, &relations, false);
    tt_print(sink, "],\n \"sequences\": [");
    print_relations(&to, &relations, true);
    tt_print(sink, "],\n \"types\": [");
    for (size_t i = 0; i < types.count; i++) {
        tt_print(sink, i > 0 ? ",\n  " : "\n  ");
        print_user_type(&to, types.items[i]);
    }
    tt_print(sink, "]}\n");
    tt_arena_release(&arena);
}
