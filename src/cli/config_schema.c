#include "cli/config_schema.h"

#include "base/map.h"
#include "base/str.h"
#include "lint/table.h"
#include "project/config_key.h"
#include "report/json_string.h"
#include "scope/config_home.h"

static void print_words(struct tt_sink *sink, const char *const *words)
{
    tt_print(sink, "\"enum\": [");
    for (size_t i = 0; words[i]; i++) {
        tt_print(sink, "%s\"%s\"", i > 0 ? ", " : "", words[i]);
    }
    tt_print(sink, "]");
}

/* Those rules that `name` means, for people. */
static struct tt_str meant_by(struct tt_arena *arena, struct tt_str name)
{
    struct tt_str meant = {0};
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (tt_rule_is_called(&tt_rules[i], name)) {
            meant = tt_str_format(arena, TT_FMT "%s%s", TT_ARG(meant),
                                  meant.len > 0 ? ", " : "another name of ", tt_rules[i].id);
        }
    }
    return meant;
}

/* Names of one kind, apart by blanks; several rules may share one. */
static void print_names(struct tt_sink *sink, struct tt_arena *arena, const char *names,
                        struct tt_map *seen)
{
    struct tt_str rest = tt_str_from(names), name;
    while (tt_str_next_word(&rest, &name)) {
        name = tt_rule_bare_name(name);
        if (!tt_map_get(seen, name)) {
            tt_map_set(seen, name, seen);
            tt_print(sink,
                     ",\n        \"" TT_FMT
                     "\": {\"$ref\": \"#/$defs/level\", \"description\": ",
                     TT_ARG(name));
            tt_json_string(sink, meant_by(arena, name));
            tt_print(sink, "}");
        }
    }
}

static void print_other_names(struct tt_sink *sink, struct tt_arena *arena)
{
    struct tt_map seen = {0};
    for (size_t i = 0; i < tt_rule_count; i++) {
        print_names(sink, arena, tt_rules[i].rule->was, &seen);
        print_names(sink, arena, tt_rules[i].rule->same_as, &seen);
    }
    tt_map_finish(&seen);
}

/* A rule that has numbers of its own. */
static void print_options(struct tt_sink *sink, const struct tt_rule_option *option)
{
    tt_print(sink, "\"anyOf\": [{\"$ref\": \"#/$defs/severity\"},\n          {\"type\": "
                   "\"object\", \"minProperties\": 1, \"additionalProperties\": false,\n"
                   "           \"properties\": {\"severity\": {\"$ref\": "
                   "\"#/$defs/severity\"}");
    for (; option->name; option++) {
        tt_print(sink,
                 ",\n            \"%s\": {\"type\": \"integer\", \"minimum\": %d, "
                 "\"maximum\": %d, \"default\": %d,\n             \"description\": ",
                 option->name, option->least, option->most, option->standard);
        tt_json_string(sink, tt_str_from(option->help));
        tt_print(sink, "}");
    }
    tt_print(sink, "}}]");
}

/* What "rules" holds. */
static void print_rules(struct tt_sink *sink, struct tt_arena *arena,
                        const struct tt_config_terms *terms)
{
    tt_print(sink, "    \"rules\": {\n      \"type\": \"object\",\n"
                   "      \"additionalProperties\": false,\n      \"properties\": {\n");
    for (size_t i = 0; i < tt_rule_total(); i++) {
        struct tt_rule_info rule = tt_rule_at(i);
        tt_print(sink, "%s        \"%s\": {", i > 0 ? ",\n" : "", rule.id);
        if (rule.options) {
            print_options(sink, rule.options);
        } else {
            tt_print(sink, "\"$ref\": \"#/$defs/level\"");
        }
        tt_print(sink, ", \"description\": ");
        tt_json_string(sink, tt_str_from(rule.summary));
        tt_print(sink, "}");
    }
    print_other_names(sink, arena);
    tt_print(sink, "\n      }\n    },\n    \"level\": {\n      \"anyOf\": [\n        "
                   "{\"$ref\": \"#/$defs/severity\"},\n        {\"type\": \"object\", "
                   "\"required\": [\"severity\"], \"additionalProperties\": false,\n         "
                   "\"properties\": {\"severity\": {\"$ref\": \"#/$defs/severity\"}}}\n      "
                   "]\n    },\n    \"severity\": {");
    print_words(sink, terms->words[TT_TERM_LEVEL]);
    tt_print(sink, "}\n");
}

static void print_keys(struct tt_sink *sink, const struct tt_config_terms *terms,
                       const struct tt_config_key *keys, int indent);

static void print_list_of_objects(struct tt_sink *sink, const struct tt_config_terms *terms,
                                  const struct tt_config_key *key, int indent)
{
    tt_print(sink, "\"type\": \"array\", \"items\": {\n%*s\"type\": \"object\",\n", indent, "");
    tt_print(sink, "%*s\"required\": [", indent, "");
    const char *comma = "";
    for (const struct tt_config_key *inner = tt_config_inner_keys(key->kind); inner->name;
         inner++) {
        if (inner->required) {
            tt_print(sink, "%s\"%s\"", comma, inner->name);
            comma = ", ";
        }
    }
    tt_print(sink, "],\n");
    print_keys(sink, terms, tt_config_inner_keys(key->kind), indent);
    tt_print(sink, "\n%*s}", indent - 2, "");
}

/* The members that say what values are right. */
static void print_kind(struct tt_sink *sink, const struct tt_config_terms *terms,
                       const struct tt_config_key *key, int indent)
{
    static const char text[] = "\"type\": \"string\", \"minLength\": 1";
    switch (key->kind) {
    case TT_KEY_TEXT:
    case TT_KEY_FILE:
        tt_print(sink, "%s", text);
        break;
    case TT_KEY_TEXTS:
        tt_print(sink, "\"anyOf\": [{%s}, {\"type\": \"array\", \"items\": {%s}}]", text, text);
        break;
    case TT_KEY_FLAG:
        tt_print(sink, "\"type\": \"boolean\"");
        break;
    case TT_KEY_RELEASE:
        tt_print(sink, "\"type\": \"integer\", \"minimum\": %d, \"maximum\": %d",
                 terms->pg_oldest, terms->pg_newest);
        break;
    case TT_KEY_WORD:
        print_words(sink, terms->words[key->term]);
        break;
    case TT_KEY_WORDS:
        tt_print(sink, "\"type\": \"array\", \"items\": {");
        print_words(sink, terms->words[key->term]);
        tt_print(sink, "}");
        break;
    case TT_KEY_RULES:
        tt_print(sink, "\"allOf\": [{\"$ref\": \"#/$defs/rules\"}]");
        break;
    case TT_KEY_ASSUME:
        tt_print(sink, "\"type\": \"object\",\n");
        print_keys(sink, terms, tt_config_inner_keys(key->kind), indent);
        break;
    case TT_KEY_MIGRATIONS:
    case TT_KEY_PATHS:
        print_list_of_objects(sink, terms, key, indent + 2);
        break;
    }
}

static void print_keys(struct tt_sink *sink, const struct tt_config_terms *terms,
                       const struct tt_config_key *keys, int indent)
{
    tt_print(sink, "%*s\"additionalProperties\": false,\n%*s\"properties\": {\n", indent, "",
             indent, "");
    if (keys == tt_config_keys) {
        tt_print(sink, "%*s\"$schema\": {\"type\": \"string\"},\n", indent + 2, "");
    }
    for (const struct tt_config_key *key = keys; key->name; key++) {
        tt_print(sink, "%*s\"%s\": {\n%*s\"description\": ", indent + 2, "", key->name,
                 indent + 4, "");
        tt_json_string(sink, tt_str_from(key->help));
        if (key->standard) {
            tt_print(sink, ",\n%*s\"default\": %s", indent + 4, "", key->standard);
        }
        tt_print(sink, ",\n%*s\"examples\": [%s],\n%*s", indent + 4, "", key->example,
                 indent + 4, "");
        print_kind(sink, terms, key, indent + 4);
        tt_print(sink, "\n%*s}%s\n", indent + 2, "", key[1].name ? "," : "");
    }
    tt_print(sink, "%*s}", indent, "");
}

void tt_config_schema(struct tt_sink *sink, struct tt_arena *arena)
{
    struct tt_config_terms terms = tt_config_terms_of(arena);
    tt_print(sink, "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
                   "  \"title\": \"" TT_CONFIG_NAME ", the configuration of tiptoe\",\n"
                   "  \"type\": \"object\",\n  \"allowTrailingCommas\": true,\n"
                   "  \"$defs\": {\n");
    print_rules(sink, arena, &terms);
    tt_print(sink, "  },\n");
    print_keys(sink, &terms, tt_config_keys, 2);
    tt_print(sink, "\n}\n");
}
