/* What a type that holds less does to values, in words. */
#ifndef LINT_NARROW_H
#define LINT_NARROW_H

#include "base/str.h"
#include "model/type.h"

struct tt_arena;

/*
 * " Values longer than 10 characters make it fail with SQLSTATE 22001.": sentences with a
 * blank before each, or none where every value fits as it is.
 */
struct tt_str tt_say_narrowed(struct tt_arena *arena, const struct tt_type *from,
                              const struct tt_type *to);

#endif
