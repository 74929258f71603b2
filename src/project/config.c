#include "project/config.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/guess.h"
#include "base/map.h"
#include "base/str.h"
#include "project/config_reader.h"

static int by_place(const void *left, const void *right)
{
    const struct tt_config_error *a = left, *b = right;
    return a->at.offset < b->at.offset ? -1 : a->at.offset > b->at.offset;
}

/* --- objects -------------------------------------------------------------------------- */

static void note_unknown(struct tt_config_reader *reader, struct tt_json_value member,
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
    tt_config_note(reader, member.key_at,
                   tt_str_format(reader->arena,
                                 guess.best ? TT_FMT "did you mean \"%s\"?"
                                            : TT_FMT "\"tiptoe config\" lists those there are",
                                 TT_ARG(message), guess.best));
}

static void read_value(struct tt_config_reader *reader, struct tt_json_value value,
                       const struct tt_config_key *key, void *member);

static void note_missing(struct tt_config_reader *reader, struct tt_json_value value,
                         const struct tt_config_key *keys)
{
    for (; keys->name; keys++) {
        if (keys->required && !cJSON_GetObjectItemCaseSensitive(value.node, keys->name)) {
            tt_config_note(reader, value.at,
                           tt_str_format(reader->arena,
                                         "\"%s\" is missing here; for example: {\"%s\": %s}",
                                         keys->name, keys->name, keys->example));
        }
    }
}

static void read_object(struct tt_config_reader *reader, struct tt_json_value value,
                        const struct tt_config_key *keys, void *object)
{
    note_missing(reader, value, keys);
    struct tt_json_walk walk = tt_json_walk(&reader->json, value);
    struct tt_json_value member;
    struct tt_map seen = {0};
    while (tt_config_next_member(reader, &walk, &seen, &member)) {
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

/* --- values ----------------------------------------------------------------------------- */

static void read_text(struct tt_config_reader *reader, struct tt_json_value value,
                      const struct tt_config_key *key, struct tt_config_value *ret_value)
{
    if (!cJSON_IsString(value.node)) {
        tt_config_note_kind(reader, value, key, "a string");
        return;
    }
    if (value.node->valuestring[0] == '\0') {
        tt_config_note(reader, value.at,
                       tt_str_format(reader->arena, "\"%s\" is empty; for example: %s",
                                     key->name, key->example));
        return;
    }
    if (key->term == TT_TERM_NONE ||
        tt_config_check_word(reader, value.at, value.node->valuestring, key->term,
                             tt_config_quoted(reader, key->name).ptr)) {
        *ret_value = tt_config_keep(reader, value);
    }
}

static void read_release(struct tt_config_reader *reader, struct tt_json_value value,
                         const struct tt_config_key *key, struct tt_config_value *ret_value)
{
    const struct tt_config_terms *terms = reader->terms;
    double number = value.node->valuedouble;
    if (number != value.node->valueint || number < terms->pg_oldest ||
        number > terms->pg_newest) {
        tt_config_note(
            reader, value.at,
            tt_str_format(reader->arena,
                          "\"%s\" cannot be %.15g; it is a whole number from %d to %d",
                          key->name, number, terms->pg_oldest, terms->pg_newest));
    } else {
        *ret_value = tt_config_keep(reader, value);
    }
}

static void read_texts(struct tt_config_reader *reader, struct tt_json_value value,
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

static void read_entry(struct tt_config_reader *reader, struct tt_json_value value,
                       const struct tt_config_key *key, void *entry)
{
    reader->owner = key->name;
    read_object(reader, value, tt_config_inner_keys(key->kind), entry);
    reader->owner = NULL;
}

/* `list` is tt_config_migrations or tt_config_paths, as the key has it. */
static void read_entries(struct tt_config_reader *reader, struct tt_json_value value,
                         const struct tt_config_key *key, void *list)
{
    struct tt_json_walk walk = tt_json_walk(&reader->json, value);
    for (struct tt_json_value each; tt_json_next(&walk, &each);) {
        if (!cJSON_IsObject(each.node)) {
            tt_config_note_kind(reader, each, key, "a list of objects");
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

static void read_value(struct tt_config_reader *reader, struct tt_json_value value,
                       const struct tt_config_key *key, void *member)
{
    const char *wanted = "";
    if (!has_kind(key, value.node, &wanted)) {
        tt_config_note_kind(reader, value, key, wanted);
        return;
    }
    switch (key->kind) {
    case TT_KEY_TEXT:
    case TT_KEY_FILE:
    case TT_KEY_WORD:
        read_text(reader, value, key, member);
        break;
    case TT_KEY_FLAG:
        *(struct tt_config_value *)member = tt_config_keep(reader, value);
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
        tt_config_read_rules(reader, value, member);
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
    struct tt_config_reader reader = {.config = config, .arena = arena, .terms = terms};
    struct tt_json_problem problem;
    *config = (struct tt_config){.file = tt_str_copy(arena, file)};
    tt_source_init(&reader.source, arena, file, text);
    if (!tt_json_parse(&reader.json, arena, text, &problem)) {
        tt_config_note(&reader, problem.at, problem.message);
        return;
    }
    struct tt_json_value root = tt_json_root(&reader.json);
    if (cJSON_IsObject(root.node)) {
        read_object(&reader, root, tt_config_keys, config);
    } else {
        tt_config_note(&reader, root.at,
                       tt_str_format(arena, "a configuration is an object in { }, not %s",
                                     tt_config_kind_of(root.node)));
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
