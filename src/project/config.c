#include "project/config.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/guess.h"
#include "base/map.h"
#include "base/str.h"
#include "project/config_key.h"
#include "project/config_terms.h"
#include "project/json.h"
#include "sql/source.h"

enum { ERRORS_MAX = 100 }; /* more help nobody */

struct reader {
    struct tt_config *config;
    struct tt_arena *arena;
    const struct tt_config_terms *terms;
    struct tt_json json;
    struct tt_source source;
    const char *owner; /* the key of the objects at hand; NULL at the top */
};

static int by_place(const void *left, const void *right)
{
    const struct tt_config_error *a = left, *b = right;
    return a->at.offset < b->at.offset ? -1 : a->at.offset > b->at.offset;
}

static void note(struct reader *reader, size_t at, struct tt_str message)
{
    struct tt_config_error error = {tt_source_position(&reader->source, at), message};
    if (reader->config->errors.count < ERRORS_MAX) {
        tt_vec_push(reader->arena, &reader->config->errors, error);
    }
}

static const char *kind_of(const cJSON *node)
{
    return cJSON_IsString(node)   ? "a string"
           : cJSON_IsNumber(node) ? "a number"
           : cJSON_IsBool(node)   ? "true or false"
           : cJSON_IsArray(node)  ? "a list"
           : cJSON_IsObject(node) ? "an object"
                                  : "null";
}

static void note_kind(struct reader *reader, struct tt_json_value value,
                      const struct tt_config_key *key, const char *wanted)
{
    note(reader, value.at,
         tt_str_format(reader->arena, "\"%s\" takes %s, not %s; for example: %s", key->name,
                       wanted, kind_of(value.node), key->example));
}

static struct tt_config_value keep(struct reader *reader, struct tt_json_value value)
{
    return (struct tt_config_value){
        .text = tt_str_copy(reader->arena, tt_str_from(value.node->valuestring)),
        .number = cJSON_IsNumber(value.node) ? value.node->valueint : cJSON_IsTrue(value.node),
        .file = reader->config->file,
        .at = tt_source_position(&reader->source, value.at),
    };
}

/* Whether the word is one of the term's; `what` is what it stands for in a message. */
static bool knows(struct reader *reader, size_t at, const char *word, enum tt_config_term term,
                  const char *what)
{
    struct tt_str message;
    bool known = tt_config_knows(reader->arena, reader->terms, term, word, what, &message);
    if (!known) {
        note(reader, at, message);
    }
    return known;
}

static struct tt_str quoted(struct reader *reader, const char *name)
{
    return tt_str_format(reader->arena, "\"%s\"", name);
}

/* --- objects -------------------------------------------------------------------------- */

static void note_unknown(struct reader *reader, struct tt_json_value member,
                         const struct tt_config_key *keys)
{
    const char *name = member.node->string;
    struct tt_guess guess = {.word = name};
    for (; keys->name; keys++) {
        tt_guess_offer(&guess, keys->name);
    }
    struct tt_str message = tt_str_format(
        reader->arena, "unknown key \"%s\"%s%s%s; ", name, reader->owner ? " in \"" : "",
        reader->owner ? reader->owner : "", reader->owner ? "\"" : "");
    note(reader, member.key_at,
         tt_str_format(reader->arena,
                       guess.best ? TT_FMT "did you mean \"%s\"?"
                                  : TT_FMT "\"tiptoe config\" lists those there are",
                       TT_ARG(message), guess.best));
}

/* The next member whose name was not there before. */
static bool next_member(struct reader *reader, struct tt_json_walk *walk, struct tt_map *seen,
                        struct tt_json_value *ret_member)
{
    while (tt_json_next(walk, ret_member)) {
        struct tt_str name = tt_str_from(ret_member->node->string);
        if (!tt_map_get(seen, name)) {
            tt_map_set(seen, name, reader);
            return true;
        }
        note(reader, ret_member->key_at,
             tt_str_format(reader->arena, "\"" TT_FMT "\" is there twice", TT_ARG(name)));
    }
    return false;
}

static void read_value(struct reader *reader, struct tt_json_value value,
                       const struct tt_config_key *key, void *member);

static void note_missing(struct reader *reader, struct tt_json_value value,
                         const struct tt_config_key *keys)
{
    for (; keys->name; keys++) {
        if (keys->required && !cJSON_GetObjectItemCaseSensitive(value.node, keys->name)) {
            note(reader, value.at,
                 tt_str_format(reader->arena,
                               "\"%s\" is missing here; for example: {\"%s\": %s}", keys->name,
                               keys->name, keys->example));
        }
    }
}

static void read_object(struct reader *reader, struct tt_json_value value,
                        const struct tt_config_key *keys, void *object)
{
    note_missing(reader, value, keys);
    struct tt_json_walk walk = tt_json_walk(&reader->json, value);
    struct tt_json_value member;
    struct tt_map seen = {0};
    while (next_member(reader, &walk, &seen, &member)) {
        const struct tt_config_key *key = keys;
        struct tt_str name = tt_str_from(member.node->string);
        while (key->name && !tt_str_is(name, key->name)) {
            key++;
        }
        if (key->name) {
            read_value(reader, member, key, (char *)object + key->offset);
        } else if (reader->owner || !tt_str_is(name, "$schema")) {
            note_unknown(reader, member, keys);
        }
    }
    tt_map_finish(&seen);
}

/* --- rules ----------------------------------------------------------------------------- */

static void push_rule(struct reader *reader, struct tt_config_rules *rules, const char *id,
                      const char *option, struct tt_json_value value)
{
    struct tt_config_rule rule = {.id = tt_str_copy(reader->arena, tt_str_from(id)),
                                  .option = tt_str_copy(reader->arena, tt_str_from(option)),
                                  .value = keep(reader, value)};
    tt_vec_push(reader->arena, rules, rule);
}

static void read_level(struct reader *reader, struct tt_json_value value, const char *id,
                       struct tt_config_rules *rules)
{
    if (!cJSON_IsString(value.node)) {
        note(reader, value.at,
             tt_str_format(reader->arena,
                           "the rule \"%s\" takes a severity, not %s; for example: \"warning\"",
                           id, kind_of(value.node)));
    } else if (knows(reader, value.at, value.node->valuestring, TT_TERM_LEVEL,
                     tt_str_format(reader->arena, "rule \"%s\"", id).ptr)) {
        push_rule(reader, rules, id, "", value);
    }
}

static void read_number(struct reader *reader, struct tt_json_value value, const char *id,
                        const struct tt_rule_option *option, struct tt_config_rules *rules)
{
    double number = value.node->valuedouble;
    if (!cJSON_IsNumber(value.node) || number != value.node->valueint ||
        number < option->least || number > option->most) {
        note(reader, value.at,
             tt_str_format(reader->arena,
                           "\"%s\" of rule \"%s\" is a whole number from %d to %d; for "
                           "example: %d",
                           option->name, id, option->least, option->most, option->standard));
    } else {
        push_rule(reader, rules, id, option->name, value);
    }
}

/* "severity", or one of the rule's own numbers. */
static void read_member(struct reader *reader, struct tt_json_value member, const char *id,
                        struct tt_config_rules *rules)
{
    const char *name = member.node->string;
    struct tt_guess guess = {.word = name};
    if (tt_str_is(tt_str_from(name), "severity")) {
        read_level(reader, member, id, rules);
        return;
    }
    tt_guess_offer(&guess, "severity");
    const struct tt_rule_option *option = reader->terms->options_of(id);
    for (; option && option->name; option++) {
        if (tt_str_is(tt_str_from(name), option->name)) {
            read_number(reader, member, id, option, rules);
            return;
        }
        tt_guess_offer(&guess, option->name);
    }
    note(reader, member.key_at,
         tt_str_format(reader->arena,
                       guess.best ? "unknown key \"%s\" for rule \"%s\"; did you mean \"%s\"?"
                                  : "unknown key \"%s\" for rule \"%s\"; there is \"severity\"",
                       name, id, guess.best));
}

static void read_rule(struct reader *reader, struct tt_json_value value, const char *id,
                      struct tt_config_rules *rules)
{
    struct tt_json_walk walk = tt_json_walk(&reader->json, value);
    struct tt_json_value member;
    struct tt_map seen = {0};
    if (!cJSON_IsObject(value.node)) {
        read_level(reader, value, id, rules);
    } else if (!value.node->child) {
        note(reader, value.at, TT_STR("\"severity\" is missing here"));
    }
    while (cJSON_IsObject(value.node) && next_member(reader, &walk, &seen, &member)) {
        read_member(reader, member, id, rules);
    }
    tt_map_finish(&seen);
}

static void read_rules(struct reader *reader, struct tt_json_value value,
                       struct tt_config_rules *rules)
{
    struct tt_json_walk walk = tt_json_walk(&reader->json, value);
    struct tt_json_value member;
    struct tt_map seen = {0};
    while (next_member(reader, &walk, &seen, &member)) {
        const char *id = member.node->string;
        struct tt_config_rules unknown = {0};
        bool known = knows(reader, member.key_at, id, TT_TERM_RULE, "");
        read_rule(reader, member, id, known ? rules : &unknown);
    }
    tt_map_finish(&seen);
}

/* --- values ----------------------------------------------------------------------------- */

static void read_text(struct reader *reader, struct tt_json_value value,
                      const struct tt_config_key *key, struct tt_config_value *ret_value)
{
    if (!cJSON_IsString(value.node)) {
        note_kind(reader, value, key, "a string");
        return;
    }
    if (value.node->valuestring[0] == '\0') {
        note(reader, value.at,
             tt_str_format(reader->arena, "\"%s\" is empty; for example: %s", key->name,
                           key->example));
        return;
    }
    if (key->term == TT_TERM_NONE || knows(reader, value.at, value.node->valuestring, key->term,
                                           quoted(reader, key->name).ptr)) {
        *ret_value = keep(reader, value);
    }
}

static void read_release(struct reader *reader, struct tt_json_value value,
                         const struct tt_config_key *key, struct tt_config_value *ret_value)
{
    const struct tt_config_terms *terms = reader->terms;
    double number = value.node->valuedouble;
    if (number != value.node->valueint || number < terms->pg_oldest ||
        number > terms->pg_newest) {
        note(reader, value.at,
             tt_str_format(reader->arena,
                           "\"%s\" cannot be %.15g; it is a whole number from %d to %d",
                           key->name, number, terms->pg_oldest, terms->pg_newest));
    } else {
        *ret_value = keep(reader, value);
    }
}

static void read_texts(struct reader *reader, struct tt_json_value value,
                       const struct tt_config_key *key, struct tt_config_values *ret_values)
{
    ret_values->file = reader->config->file;
    ret_values->at = tt_source_position(&reader->source, value.at);
    struct tt_json_walk walk = tt_json_walk(&reader->json, value);
    bool is_list = cJSON_IsArray(value.node);
    struct tt_json_value each = value;
    while (!is_list || tt_json_next(&walk, &each)) {
        struct tt_config_value text = {0};
        read_text(reader, each, key, &text);
        if (text.file.len > 0) {
            tt_vec_push(reader->arena, ret_values, text);
        }
        if (!is_list) {
            break;
        }
    }
}

static void read_entry(struct reader *reader, struct tt_json_value value,
                       const struct tt_config_key *key, void *entry)
{
    reader->owner = key->name;
    read_object(reader, value, tt_config_inner_keys(key->kind), entry);
    reader->owner = NULL;
}

/* `list` is tt_config_migrations or tt_config_paths, as the key has it. */
static void read_entries(struct reader *reader, struct tt_json_value value,
                         const struct tt_config_key *key, void *list)
{
    struct tt_json_walk walk = tt_json_walk(&reader->json, value);
    for (struct tt_json_value each; tt_json_next(&walk, &each);) {
        if (!cJSON_IsObject(each.node)) {
            note_kind(reader, each, key, "a list of objects");
        } else if (key->kind == TT_KEY_PATHS) {
            struct tt_config_path path = {0};
            read_entry(reader, each, key, &path);
            tt_vec_push(reader->arena, (struct tt_config_paths *)list, path);
        } else {
            struct tt_config_migration migration = {0};
            read_entry(reader, each, key, &migration);
            tt_vec_push(reader->arena, (struct tt_config_migrations *)list, migration);
        }
    }
}

/* Whether the value has the JSON type that the key takes. */
static bool has_kind(const struct tt_config_key *key, const cJSON *node, const char **ret_kind)
{
    switch (key->kind) {
    case TT_KEY_TEXT:
    case TT_KEY_FILE:
    case TT_KEY_WORD:
        *ret_kind = "a string";
        return cJSON_IsString(node);
    case TT_KEY_TEXTS:
        *ret_kind = "a string or a list of strings";
        return cJSON_IsString(node) || cJSON_IsArray(node);
    case TT_KEY_FLAG:
        *ret_kind = "true or false";
        return cJSON_IsBool(node);
    case TT_KEY_RELEASE:
        *ret_kind = "a number";
        return cJSON_IsNumber(node);
    case TT_KEY_WORDS:
        *ret_kind = "a list";
        return cJSON_IsArray(node);
    case TT_KEY_ASSUME:
    case TT_KEY_RULES:
        *ret_kind = "an object";
        return cJSON_IsObject(node);
    case TT_KEY_MIGRATIONS:
    case TT_KEY_PATHS:
        *ret_kind = "a list of objects";
        return cJSON_IsArray(node);
    }
    return false;
}

static void read_value(struct reader *reader, struct tt_json_value value,
                       const struct tt_config_key *key, void *member)
{
    const char *wanted = "";
    if (!has_kind(key, value.node, &wanted)) {
        note_kind(reader, value, key, wanted);
        return;
    }
    switch (key->kind) {
    case TT_KEY_TEXT:
    case TT_KEY_FILE:
    case TT_KEY_WORD:
        read_text(reader, value, key, member);
        break;
    case TT_KEY_FLAG:
        *(struct tt_config_value *)member = keep(reader, value);
        break;
    case TT_KEY_RELEASE:
        read_release(reader, value, key, member);
        break;
    case TT_KEY_WORDS:
    case TT_KEY_TEXTS:
        read_texts(reader, value, key, member);
        break;
    case TT_KEY_ASSUME:
        read_entry(reader, value, key, member);
        break;
    case TT_KEY_RULES:
        read_rules(reader, value, member);
        break;
    case TT_KEY_MIGRATIONS:
    case TT_KEY_PATHS:
        read_entries(reader, value, key, member);
        break;
    }
}

void tt_config_read(struct tt_config *config, struct tt_arena *arena, struct tt_str file,
                    struct tt_str text, const struct tt_config_terms *terms)
{
    struct reader reader = {.config = config, .arena = arena, .terms = terms};
    struct tt_json_problem problem;
    *config = (struct tt_config){.file = tt_str_copy(arena, file)};
    tt_source_init(&reader.source, arena, file, text);
    if (!tt_json_parse(&reader.json, arena, text, &problem)) {
        note(&reader, problem.at, problem.message);
        return;
    }
    struct tt_json_value root = tt_json_root(&reader.json);
    if (cJSON_IsObject(root.node)) {
        read_object(&reader, root, tt_config_keys, config);
    } else {
        note(&reader, root.at,
             tt_str_format(arena, "a configuration is an object in { }, not %s",
                           kind_of(root.node)));
    }
    tt_json_finish(&reader.json);
    if (config->errors.count > 1) {
        qsort(config->errors.items, config->errors.count, sizeof(*config->errors.items),
              by_place);
    }
}

const char *tt_config_path(struct tt_arena *arena, const struct tt_config_value *value)
{
    const char *slash = strrchr(value->file.ptr, '/');
    size_t len = slash && value->text.ptr[0] != '/' ? (size_t)(slash - value->file.ptr) + 1 : 0;
    return tt_str_format(arena, "%.*s" TT_FMT, (int)len, value->file.ptr, TT_ARG(value->text))
        .ptr;
}
