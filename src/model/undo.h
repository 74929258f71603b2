/* The bytes that changes overwrote, so that ROLLBACK can put them back. */
#ifndef MODEL_UNDO_H
#define MODEL_UNDO_H

#include <stddef.h>

#include "base/arena.h"
#include "base/vec.h"

struct tt_undo_note {
    void *place;
    const void *bytes;
    size_t size;
};

/* Start from {0}. */
struct tt_undo {
    struct tt_arena arena;
    TT_VEC(struct tt_undo_note) notes;
};

/* Remembers `size` bytes at `place`, which must stay valid. */
void tt_undo_note(struct tt_undo *undo, void *place, size_t size);
/* A point to come back to. */
size_t tt_undo_mark(const struct tt_undo *undo);
/* Puts back all that was noted since `mark`, newest first. */
void tt_undo_to(struct tt_undo *undo, size_t mark);
/* Forgets everything: there is no way back behind this point. */
void tt_undo_clear(struct tt_undo *undo);

/* The only way to change an object of the catalog or a setting. */
#define tt_set(model, lvalue, ...)                                                             \
    do {                                                                                       \
        tt_undo_note(tt_model_undo(model), &(lvalue), sizeof(lvalue));                         \
        (lvalue) = (__VA_ARGS__);                                                              \
    } while (0)

struct tt_model;
struct tt_undo *tt_model_undo(struct tt_model *model);

#endif
