#include "project/release.h"

#include <string.h>

#include "base/str.h"
#include "project/cut.h"

/* Up to the quote that ends it, or to a blank or comma. */
static struct tt_str cut_value(struct tt_str text)
{
    bool quoted = text.len > 0 && (text.ptr[0] == '"' || text.ptr[0] == '\'');
    char ends[] = {quoted ? text.ptr[0] : ',', quoted ? '\r' : ' ', '\r', '\t', '\0'};
    struct tt_str rest = tt_str_slice(text, quoted, text.len);
    size_t end = 0;
    while (end < rest.len && !strchr(ends, rest.ptr[end])) {
        end++;
    }
    return tt_str_slice(rest, 0, end);
}

static bool read_value(struct tt_str line, const char *key, struct tt_str *ret_value)
{
    struct tt_str rest = tt_str_trim(line);
    bool quoted = rest.len > 0 && rest.ptr[0] == '"';
    rest = tt_str_slice(rest, quoted, rest.len);
    if (!tt_line_says(rest, key, &rest) || (quoted && !tt_line_says(rest, "\"", &rest)) ||
        rest.len == 0 || (rest.ptr[0] != ':' && rest.ptr[0] != '=')) {
        return false;
    }
    *ret_value = cut_value(tt_str_trim(tt_str_slice(rest, 1, rest.len)));
    return true;
}

bool tt_next_value(struct tt_str text, const char *key, size_t *at, struct tt_str *ret_value)
{
    struct tt_line line = {.end = *at};
    while (tt_next_line(text, &line)) {
        *at = line.end;
        if (read_value(line.text, key, ret_value)) {
            return true;
        }
    }
    return false;
}

/* --- releases ------------------------------------------------------------------- */

static bool read_number(struct tt_str *rest, unsigned *ret_number)
{
    enum { DIGITS_MAX = 6 };
    size_t len = 0;
    *ret_number = 0;
    while (rest->ptr && len < rest->len && len < DIGITS_MAX && rest->ptr[len] >= '0' &&
           rest->ptr[len] <= '9') {
        *ret_number = *ret_number * 10 + (unsigned)(rest->ptr[len++] - '0');
    }
    *rest = tt_str_slice(*rest, len, rest->len);
    return len > 0;
}

static bool is_before(unsigned major, unsigned minor, struct tt_release_number number)
{
    return major < number.major || (major == number.major && minor < number.minor);
}

/*
 * "7.3.0" and "~7.3.0" never bring 7.4, "^7.3.0" does, "^6.19.0" does not. What
 * else stands there ("latest", "workspace:*", "6 || 7", a link) may be the newest.
 */
enum tt_release tt_release_in(struct tt_str range, struct tt_release_number number)
{
    bool open = tt_str_starts(range, "^");
    bool marked = open || tt_str_starts(range, "~");
    struct tt_str rest = tt_str_slice(range, marked, range.len);
    unsigned major = 0, minor = number.minor;
    if (!read_number(&rest, &major)) {
        return TT_RELEASE_UNKNOWN;
    }
    for (size_t i = 0; i < rest.len; i++) {
        if (strchr(" |<>", rest.ptr[i])) {
            return TT_RELEASE_UNKNOWN;
        }
    }
    rest = tt_str_slice(rest, 1, rest.len);
    if (!read_number(&rest, &minor) || open) {
        minor = number.minor;
    }
    return is_before(major, minor, number) ? TT_RELEASE_OLDER : TT_RELEASE_NEWER;
}

enum tt_release tt_release_of(struct tt_str text, const char *const packages[TT_PACKAGES_MAX],
                              struct tt_release_number number)
{
    enum tt_release release = TT_RELEASE_UNKNOWN;
    for (int i = 0; i < TT_PACKAGES_MAX && packages[i]; i++) {
        struct tt_str range;
        size_t at = 0;
        while (release == TT_RELEASE_UNKNOWN && tt_next_value(text, packages[i], &at, &range)) {
            release = tt_release_in(range, number);
        }
    }
    return release;
}
