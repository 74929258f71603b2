/* What the readers of a configuration's values share. Only files of its reader include this. */
#ifndef PROJECT_CONFIG_READER_H
#define PROJECT_CONFIG_READER_H

#include "base/map.h"
#include "project/config_key.h"
#include "project/json.h"
#include "sql/source.h"

struct cJSON;

struct tt_config_reader {
    struct tt_config *config;
    struct tt_arena *arena;
    const struct tt_config_terms *terms;
    struct tt_json json;
    struct tt_source source;
    const char *owner; /* the key of the objects at hand; NULL at the top */
};

/* Keeps an error about the place, while there are not too many. */
void tt_config_note(struct tt_config_reader *reader, size_t at, struct tt_str message);
/* That the key takes another type: "a list", say. */
void tt_config_note_kind(struct tt_config_reader *reader, struct tt_json_value value,
                         const struct tt_config_key *key, const char *wanted);
/* The type of a value, for people. */
const char *tt_config_kind_of(const struct cJSON *node);

struct tt_config_value tt_config_keep(struct tt_config_reader *reader,
                                      struct tt_json_value value);
/* Whether the word is one of the term's; `what` is what it stands for in a message. */
bool tt_config_check_word(struct tt_config_reader *reader, size_t at, const char *word,
                          enum tt_config_term term, const char *what);
/* A name in double quotes. */
struct tt_str tt_config_quoted(struct tt_config_reader *reader, const char *name);
/* The next member whose name was not there before. */
bool tt_config_next_member(struct tt_config_reader *reader, struct tt_json_walk *walk,
                           struct tt_map *seen, struct tt_json_value *ret_member);

/* The value of "rules". */
void tt_config_read_rules(struct tt_config_reader *reader, struct tt_json_value value,
                          struct tt_config_rules *rules);

#endif
