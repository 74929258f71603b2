#include "project/release.h"

#include <string.h>

#include "base/str.h"
#include "project/cut.h"

static bool read_value(struct tt_str line, const char *key, struct tt_str *ret_value)
{
    struct tt_str rest = tt_str_trim(line);
    bool quoted = rest.len > 0 && rest.ptr[0] == '"';
    rest = tt_str_slice(rest, quoted ? 1 : 0, rest.len);
    if (!tt_line_says(rest, key, &rest) || rest.len == 0 || !strchr("\":=", rest.ptr[0])) {
        return false;
    }
    size_t start = 0, end = 0;
    while (start < rest.len && strchr("\"':= \t", rest.ptr[start])) {
        start++;
    }
    for (end = start; end < rest.len && !strchr("\"', \t\r", rest.ptr[end]); end++) {
    }
    *ret_value = tt_str_slice(rest, start, end);
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
    while (len < rest->len && len < DIGITS_MAX && rest->ptr[len] >= '0' &&
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
 * npm's ranges: "7.3.0" and "~7.3.0" never bring 7.4, "^7.3.0" does, "^6.19.0" does not.
 * What else stands there ("latest", "workspace:*", ">=6 <8", a link) may be the newest.
 */
static bool is_older_only(struct tt_str range, struct tt_release_number number)
{
    bool open = range.len > 0 && range.ptr[0] == '^';
    bool marked = open || (range.len > 0 && strchr("~=v", range.ptr[0]));
    struct tt_str rest = tt_str_slice(range, marked ? 1 : 0, range.len);
    unsigned major = 0, minor = 0;
    if (!read_number(&rest, &major)) {
        return false;
    }
    bool exact = rest.len > 1 && rest.ptr[0] == '.';
    rest = tt_str_slice(rest, 1, rest.len);
    exact = exact && read_number(&rest, &minor);
    return is_before(major, open || !exact ? number.minor : minor, number);
}

enum tt_release tt_release_of(struct tt_str text, const char *const packages[TT_PACKAGES_MAX],
                              struct tt_release_number number)
{
    for (int i = 0; i < TT_PACKAGES_MAX && packages[i]; i++) {
        struct tt_str range;
        size_t at = 0;
        while (tt_next_value(text, packages[i], &at, &range)) {
            if (range.len > 0 && range.ptr[0] != '{') {
                return is_older_only(range, number) ? TT_RELEASE_OLDER : TT_RELEASE_NEWER;
            }
        }
    }
    return TT_RELEASE_UNKNOWN;
}
