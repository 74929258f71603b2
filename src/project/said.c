#include "project/said.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "project/cut.h"

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Past the setting's name and what divides its words; 0 if it does not stand there. */
static size_t match_setting(struct tt_str text, size_t at, const char *setting)
{
    for (; *setting; setting++, at++) {
        while (at < text.len && strchr("._-: \t\r\n]", text.ptr[at]) && text.ptr[at]) {
            at++;
        }
        if (at >= text.len || lower(text.ptr[at]) != *setting) {
            return 0;
        }
    }
    return at;
}

static enum tt_said value_at(struct tt_str text, size_t at)
{
    while (at < text.len && !is_letter(text.ptr[at]) && text.ptr[at] != '\n') {
        at++;
    }
    struct tt_str rest = tt_str_slice(text, at, text.len);
    if (tt_str_starts(rest, "true")) {
        return TT_SAID_YES;
    }
    return tt_str_starts(rest, "false") ? TT_SAID_NO : TT_SAID_NOTHING;
}

enum tt_said tt_said_of(struct tt_str text, const char *setting)
{
    enum tt_said said = TT_SAID_NOTHING;
    for (size_t at = 0; at < text.len; at++) {
        bool starts = lower(text.ptr[at]) == setting[0];
        size_t behind = starts ? match_setting(text, at, setting) : 0;
        enum tt_said here = behind > 0 ? value_at(text, behind) : TT_SAID_NOTHING;
        said = here != TT_SAID_NOTHING ? here : said;
    }
    return said;
}

bool tt_mentions(struct tt_str text, const char *setting)
{
    for (size_t at = 0; at < text.len; at++) {
        if (lower(text.ptr[at]) == setting[0] && match_setting(text, at, setting)) {
            return true;
        }
    }
    return false;
}

struct tt_str tt_without_comments(struct tt_arena *arena, struct tt_str text)
{
    struct tt_str kept = {0};
    char *bytes = tt_new_array(arena, char, text.len + 1);
    struct tt_line line = {0};
    while (tt_next_line(text, &line)) {
        struct tt_str words = tt_str_trim(line.text);
        if (words.len > 0 && words.ptr[0] != '#' && words.ptr[0] != '!') {
            memcpy(bytes + kept.len, text.ptr + line.start, line.end - line.start);
            kept.len += line.end - line.start;
        }
    }
    kept.ptr = bytes;
    return kept;
}
