/*
 * JSON as people write it: comments and trailing commas are fine, and each
 * value knows its place, which cJSON does not keep.
 */
#ifndef PROJECT_JSON_H
#define PROJECT_JSON_H

#include "tiptoe.h"

struct cJSON;
struct tt_arena;

/* A text that was read whole. tt_json_finish gives its memory back. */
struct tt_json {
    struct tt_str text; /* as it was read, but for comments, which are blank */
    struct cJSON *root;
};

/* Offsets are those of the text that was read. */
struct tt_json_value {
    const struct cJSON *node;
    size_t at;
    size_t key_at; /* of its name, in an object */
};

struct tt_json_problem {
    size_t at;
    struct tt_str message;
};

/* Steps through the members of an object or the items of a list. */
struct tt_json_walk {
    struct tt_str text;
    const struct cJSON *next;
    size_t at;
};

/* False when it is no JSON: then `problem` says where and why. */
bool tt_json_parse(struct tt_json *json, struct tt_arena *arena, struct tt_str text,
                   struct tt_json_problem *problem);
void tt_json_finish(struct tt_json *json);

struct tt_json_value tt_json_root(const struct tt_json *json);
struct tt_json_walk tt_json_walk(const struct tt_json *json, struct tt_json_value value);
bool tt_json_next(struct tt_json_walk *walk, struct tt_json_value *ret_value);

#endif
