/* Data types of columns: their names and modifiers. */
#ifndef MODEL_TYPE_H
#define MODEL_TYPE_H

#include "tiptoe.h"

struct tt_arena;
struct tt_node;
struct tt_user_type;

enum { TT_TYPE_MODS_MAX = 2 };

struct tt_type {
    struct tt_str schema; /* empty: built in, or written without one */
    struct tt_str name;   /* as in pg_type: "int4", "varchar"; empty: not known */
    bool builtin;         /* of pg_catalog; otherwise an extension's or the user's own */
    bool array;
    bool serial;               /* written as serial, smallserial or bigserial */
    struct tt_user_type *user; /* that the name meant when it was looked up; or NULL */
    bool opaque;               /* a %TYPE, a SETOF or modifiers that are not numbers */
    unsigned mod_count;
    long mods[TT_TYPE_MODS_MAX]; /* as SQL writes them: length, or precision and scale */
};

/* From a TypeName node; everything is copied into `arena`. */
struct tt_type tt_type_of(struct tt_arena *arena, const struct tt_node *type_name);

bool tt_type_known(const struct tt_type *type);
/* The same type with the same modifiers. */
bool tt_type_equal(const struct tt_type *a, const struct tt_type *b);
/* The same type, whatever the modifiers. */
bool tt_type_same(const struct tt_type *a, const struct tt_type *b);

/* Spelled as format_type() does: "character varying(20)", "integer[]". */
struct tt_str tt_type_format(struct tt_arena *arena, const struct tt_type *type);

/* The built-in type of that number, without modifiers; false behind the last. */
bool tt_type_builtin(size_t index, struct tt_type *ret_type);

/* pg_type.typcategory of a built-in type that is no array; otherwise '?'. */
char tt_type_category(const struct tt_type *type);
/* pg_type.typcollation and typstorage; true of what is not built in. */
bool tt_type_collatable(const struct tt_type *type);
bool tt_type_toastable(const struct tt_type *type);

#endif
