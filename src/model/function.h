/* How far the result of a function may change, as CREATE FUNCTION declares it. */
#ifndef MODEL_FUNCTION_H
#define MODEL_FUNCTION_H

#include "model/catalog.h"

/* In the order in which they get worse. */
enum tt_volatility {
    TT_IMMUTABLE,           /* the same for the same arguments, always */
    TT_IMMUTABLE_OR_STABLE, /* overloads differ */
    TT_STABLE,              /* the same within one statement */
    TT_VOLATILE,            /* new on each call */
};

/* What it makes of its rows. */
enum tt_function_kind {
    TT_FUNCTION_PLAIN, /* one value for each */
    TT_FUNCTION_SET_RETURNING,
    TT_FUNCTION_AGGREGATE,
    TT_FUNCTION_WINDOW,
    TT_FUNCTION_HYPOTHETICAL, /* WINDOW with OVER, AGGREGATE with WITHIN GROUP */
};

/* A function that a migration made. */
struct tt_function {
    struct tt_name name;
    unsigned arguments_min; /* without those that have a default */
    unsigned arguments_max;
    enum tt_volatility volatility; /* as it is declared */
    enum tt_volatility inlined;    /* of what the planner puts in its place; or VOLATILE */
    bool strict;                   /* NULL for any NULL, without being called */
    bool exists;
    bool definer;  /* SECURITY DEFINER */
    bool has_path; /* SET search_path */
    enum tt_function_kind kind;
    bool procedure;
    struct tt_type result;       /* unknown of several, or of none */
    const struct tt_type *types; /* of arguments and results; the first in_count are taken */
    size_t type_count;
    size_t in_count;
    struct tt_function *next; /* of the same name */
};

struct tt_function_facts {
    enum tt_volatility volatility;
    bool strict;
    bool builtin;
    bool known; /* otherwise VOLATILE is taken for granted, as CREATE FUNCTION does */
};

/* Of those that the name and the number of arguments may mean, the worst. */
struct tt_function_facts tt_find_function(struct tt_model *model, struct tt_name name,
                                          unsigned arguments);

/* Of all that have the name; PLAIN where they differ, or none was seen. */
enum tt_function_kind tt_function_kind(struct tt_model *model, struct tt_name name);
/* The type that a call gives; unknown where overloads differ. */
struct tt_type tt_function_result(struct tt_model *model, struct tt_name name,
                                  unsigned arguments);

/* Queries can't call it, and triggers know it by its number. */
bool tt_is_for_triggers(const struct tt_function *function);

/* All of the name, or NULL. */
struct tt_function *tt_functions_of(struct tt_model *model, struct tt_name name);
/* Of those that take the same types as `like`, the one of the name, or NULL. */
struct tt_function *tt_find_overload(struct tt_model *model, struct tt_name name,
                                     const struct tt_function *like);
/* The one that an ObjectWithArgs names, or NULL. */
struct tt_function *tt_function_of(struct tt_model *model, const struct tt_node *object);
void tt_move_function(struct tt_model *model, struct tt_function *function, struct tt_name to);
/* Takes one away; see tt_functions_of. */
void tt_remove_function(struct tt_model *model, struct tt_function *function);

#endif
