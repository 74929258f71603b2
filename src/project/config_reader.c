#include "project/config_reader.h"

#include <cJSON.h>

#include "base/arena.h"
#include "base/str.h"
#include "project/config_terms.h"

enum { ERRORS_MAX = 100 }; /* more help nobody */

void tt_config_note(struct tt_config_reader *reader, size_t at, struct tt_str message)
{
    struct tt_config_error error = {tt_source_position(&reader->source, at),
                                    tt_str_on_one_line(reader->arena, message)};
    if (reader->config->errors.count < ERRORS_MAX) {
        tt_vec_push(reader->arena, &reader->config->errors, error);
    }
}

const char *tt_config_kind_of(const cJSON *node)
{
    return cJSON_IsString(node)   ? "a string"
           : cJSON_IsNumber(node) ? "a number"
           : cJSON_IsBool(node)   ? "true or false"
           : cJSON_IsArray(node)  ? "a list"
           : cJSON_IsObject(node) ? "an object"
                                  : "null";
}

void tt_config_note_kind(struct tt_config_reader *reader, struct tt_json_value value,
                         const struct tt_config_key *key, const char *wanted)
{
    tt_config_note(reader, value.at,
                   tt_str_format(reader->arena, "\"%s\" takes %s, not %s; for example: %s",
                                 key->name, wanted, tt_config_kind_of(value.node),
                                 key->example));
}

struct tt_config_value tt_config_keep(struct tt_config_reader *reader,
                                      struct tt_json_value value)
{
    return (struct tt_config_value){
        .text = tt_str_copy(reader->arena, tt_str_from(value.node->valuestring)),
        .number = cJSON_IsNumber(value.node) ? value.node->valueint : cJSON_IsTrue(value.node),
        .file = reader->config->file,
        .at = tt_source_position(&reader->source, value.at),
    };
}

/* Whether the word is one of the term's; `what` is what it stands for in a message. */
bool tt_config_check_word(struct tt_config_reader *reader, size_t at, const char *word,
                          enum tt_config_term term, const char *what)
{
    struct tt_str message;
    bool known = tt_config_knows(reader->arena, reader->terms, term, word, what, &message);
    if (!known) {
        tt_config_note(reader, at, message);
    }
    return known;
}

struct tt_str tt_config_quoted(struct tt_config_reader *reader, const char *name)
{
    return tt_str_format(reader->arena, "\"%s\"", name);
}

/* The next member whose name was not there before. */
bool tt_config_next_member(struct tt_config_reader *reader, struct tt_json_walk *walk,
                           struct tt_map *seen, struct tt_json_value *ret_member)
{
    while (tt_json_next(walk, ret_member)) {
        struct tt_str name = tt_str_from(ret_member->node->string);
        if (!tt_map_get(seen, name)) {
            tt_map_set(seen, name, reader);
            return true;
        }
        tt_config_note(
            reader, ret_member->key_at,
            tt_str_format(reader->arena, "\"" TT_FMT "\" is there twice", TT_ARG(name)));
    }
    return false;
}
