#include "sql/copy.h"

#include <string.h>

#include "base/str.h"
#include "sql/lexer.h"

struct tt_span tt_copy_data(struct tt_str text, size_t at, bool *ret_unclosed)
{
    struct tt_str rest = tt_str_slice(text, at, text.len), line;
    tt_str_next_line(&rest, &line);
    struct tt_span data = {text.len - rest.len, text.len};
    while (tt_str_next_line(&rest, &line)) {
        if (line.len > 0 && line.ptr[line.len - 1] == '\r') {
            line.len--;
        }
        if (tt_str_is(line, "\\.")) {
            data.end = text.len - rest.len;
            return data;
        }
    }
    *ret_unclosed = true;
    return data;
}

bool tt_is_client_copy(struct tt_str command)
{
    if (!tt_str_starts(command, "\\copy")) {
        return false;
    }
    struct tt_lexer lexer = {.text = command, .at = strlen("\\copy")};
    struct tt_token previous = {0}, token;
    while ((token = tt_lexer_next_solid(&lexer)).kind != TT_TOKEN_END) {
        if (tt_token_is_word(command, previous, "from")) {
            return tt_token_is_word(command, token, "stdin") ||
                   tt_token_is_word(command, token, "pstdin");
        }
        previous = token;
    }
    return false;
}
