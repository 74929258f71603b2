#include "sql/front_matter.h"

#include "base/str.h"
#include "sql/lexer.h"

enum { LINES_MAX = 200 };

static bool is_fence(struct tt_str line)
{
    return tt_str_is(tt_str_trim(line), "---");
}

/* "key: value", "- item", "# comment", or nothing. */
static bool is_yaml(struct tt_str line)
{
    struct tt_str trimmed = tt_str_trim(line);
    if (trimmed.len == 0 || trimmed.ptr[0] == '#' || tt_str_starts(trimmed, "- ")) {
        return true;
    }
    size_t at = 0;
    while (at < trimmed.len && (tt_is_word_part(trimmed.ptr[at]) || trimmed.ptr[at] == '-' ||
                                trimmed.ptr[at] == '.')) {
        at++;
    }
    return at > 0 && at < trimmed.len && trimmed.ptr[at] == ':';
}

struct tt_span tt_front_matter(struct tt_str text, size_t start)
{
    struct tt_str rest = tt_str_slice(text, start, text.len), line;
    if (!tt_str_next_line(&rest, &line) || !is_fence(line)) {
        return (struct tt_span){0};
    }
    for (int lines = 0; lines < LINES_MAX && tt_str_next_line(&rest, &line); lines++) {
        if (is_fence(line)) {
            bool empty = lines == 0;
            size_t end = (size_t)(line.ptr - text.ptr) + tt_str_trim(line).len;
            return empty ? (struct tt_span){0} : (struct tt_span){start, end};
        }
        if (!is_yaml(line)) {
            break;
        }
    }
    return (struct tt_span){0};
}
