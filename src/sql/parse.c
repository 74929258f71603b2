#include "sql/parse.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/parse_answer.h"
#include "sql/script.h"

enum { MESSAGE_BYTES_MAX = 200 };

int tt_grammar_version(void)
{
    return PG_VERSION_NUM / 10000;
}

/* PostgreSQL's own way to count characters, which goes by first bytes alone. */
static size_t character_bytes(char first)
{
    unsigned char byte = (unsigned char)first;
    return (byte & 0xE0) == 0xC0   ? 2
           : (byte & 0xF0) == 0xE0 ? 3
           : (byte & 0xF8) == 0xF0 ? 4
                                   : 1;
}

/*
 * Errors come with a one-based count of characters, while every "location" in
 * a tree is a count of bytes. Ours are bytes, always.
 */
static size_t byte_of_character(struct tt_str text, int cursor)
{
    size_t at = 0;
    for (int character = 1; character < cursor && at < text.len; character++) {
        at += character_bytes(text.ptr[at]);
    }
    return at < text.len ? at : text.len;
}

/* "unterminated …" quotes all the rest of the text: one line of it will do. */
static struct tt_str short_message(struct tt_arena *arena, struct tt_str message)
{
    size_t len = 0;
    while (len < message.len && message.ptr[len] != '\n' && message.ptr[len] != '\r' &&
           len < MESSAGE_BYTES_MAX) {
        len++;
    }
    if (len == message.len) {
        return tt_str_copy(arena, message);
    }
    while (len > 0 && ((unsigned char)message.ptr[len] & 0xC0) == 0x80) {
        len--;
    }
    struct tt_str head = tt_str_slice(message, 0, len);
    bool quoting = memchr(head.ptr, '"', head.len) != NULL;
    return tt_str_format(arena, TT_FMT "...%s", TT_ARG(head), quoting ? "\"" : "");
}

struct tt_parse tt_parse_of_error(struct tt_arena *arena, struct tt_str text,
                                  const PgQueryError *error)
{
    struct tt_str message = tt_str_from(error->message);
    bool deep = tt_str_starts(message, "memory exhausted") ||
                tt_str_starts(message, "stack depth limit exceeded");
    return (struct tt_parse){
        .outcome = deep ? TT_PARSE_TOO_DEEP : TT_PARSE_ERROR,
        .message = short_message(arena, message),
        .at = byte_of_character(text, error->cursorpos),
        .placed = error->cursorpos > 0,
    };
}

struct tt_parse tt_parse_of_count(size_t count)
{
    return (struct tt_parse){.outcome = count == 0   ? TT_PARSE_EMPTY
                                        : count == 1 ? TT_PARSE_OK
                                                     : TT_PARSE_SEVERAL};
}
