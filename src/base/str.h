/* Strings as views: a pointer and a length, into memory somebody else owns. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <string.h>

#include "tiptoe.h"

struct tt_arena;

#define TT_STR(literal) ((struct tt_str){"" literal, sizeof(literal) - 1})

/* For printf: printf("rule " TT_FMT "\n", TT_ARG(name)). */
#define TT_FMT "%.*s"
#define TT_ARG(str) (int)(str).len, (str).ptr

/*
 * For the few that nearly all time would go to: a literal then has its length for
 * free, which compilers that weigh size against time would give up.
 */
#define TT_INLINE static inline __attribute__((always_inline))

/* NULL gives the empty string. */
TT_INLINE struct tt_str tt_str_from(const char *terminated)
{
    return (struct tt_str){terminated, terminated ? strlen(terminated) : 0};
}

TT_INLINE bool tt_str_equal(struct tt_str a, struct tt_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

TT_INLINE bool tt_str_is(struct tt_str str, const char *terminated)
{
    return tt_str_equal(str, tt_str_from(terminated));
}

/* The bytes from `start` to `end`, both cut to the string's own length. */
static inline struct tt_str tt_str_slice(struct tt_str str, size_t start, size_t end)
{
    end = end < str.len ? end : str.len;
    start = start < end ? start : end;
    return (struct tt_str){start > 0 ? str.ptr + start : str.ptr, end - start};
}

/* ASCII letters of either case are the same. */
bool tt_str_equal_nocase(struct tt_str a, struct tt_str b);
/* As memcmp, then the shorter first. */
int tt_str_compare(struct tt_str a, struct tt_str b);
/* As a person sorts: digits that stand together count as one number. */
int tt_str_compare_natural(struct tt_str a, struct tt_str b);
bool tt_str_starts(struct tt_str str, const char *prefix);
/* Without blanks, tabs and line ends around it. */
struct tt_str tt_str_trim(struct tt_str str);
/* Terminated by a zero byte that its length leaves out. */
struct tt_str tt_str_copy(struct tt_arena *arena, struct tt_str str);

/* With a blank for each line end: names that people quote may hold some. */
struct tt_str tt_str_on_one_line(struct tt_arena *arena, struct tt_str str);

/* The first line of `*rest`, without its newline; `*rest` moves past it. */
bool tt_str_next_line(struct tt_str *rest, struct tt_str *ret_line);
/* Takes the first of the words that blanks keep apart; false when none is left. */
bool tt_str_next_word(struct tt_str *rest, struct tt_str *ret_word);

__attribute__((format(printf, 2, 3))) struct tt_str tt_str_format(struct tt_arena *arena,
                                                                  const char *format, ...);

/*
 * How many letters must be added, dropped, changed or swapped to make `b` of
 * `a`, or `limit` + 1 when more than `limit`.
 */
unsigned tt_str_distance(struct tt_str a, struct tt_str b, unsigned limit);

#endif
