/* Names of things, and strings: as SQL writes them, and as the catalog keeps them. */
#ifndef MODEL_NAME_H
#define MODEL_NAME_H

#include "tiptoe.h"

struct tt_arena;
struct tt_node;

/* `schema` is empty where SQL left it out. */
struct tt_name {
    struct tt_str schema;
    struct tt_str name;
};

/* From a RangeVar node. */
struct tt_name tt_name_of_relation(const struct tt_node *range_var);
/* From a list of String nodes; a database's name before them is left out. */
struct tt_name tt_name_of_list(const struct tt_node *strings);

/* From text like `app."Users"`: folded to lower case where it is not quoted. */
struct tt_name tt_name_as_written(struct tt_arena *arena, struct tt_str text);

/* As SQL needs it: in double quotes unless it is a plain lower-case word. */
struct tt_str tt_quote(struct tt_arena *arena, struct tt_str identifier);
/* "schema.name", both quoted where they need it, or the bare name. */
struct tt_str tt_quote_name(struct tt_arena *arena, struct tt_name name);
/* The same as the default search_path asks for it: without "public". */
struct tt_str tt_display_name(struct tt_arena *arena, struct tt_name name);

/* 'it''s' */
struct tt_str tt_quote_string(struct tt_arena *arena, struct tt_str text);

/* "schema.name", unquoted. */
struct tt_str tt_full_name(struct tt_arena *arena, struct tt_name name);

/* A column that every table has of itself: SysAtt[] in PostgreSQL's heap.c. */
bool tt_is_system_column(struct tt_str name);

#endif
