#include "lsp/uri.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

static int digit_of(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* A percent sign that no two digits follow stands for itself. No path holds a zero byte. */
static const char *decode(struct tt_arena *arena, struct tt_str text)
{
    char *path = tt_new_array(arena, char, text.len + 1);
    size_t len = 0;
    for (size_t at = 0; at < text.len; at++) {
        int high = text.ptr[at] == '%' && at + 2 < text.len ? digit_of(text.ptr[at + 1]) : -1;
        int low = high >= 0 ? digit_of(text.ptr[at + 2]) : -1;
        char byte = low >= 0 ? (char)(high * 16 + low) : text.ptr[at];
        at += low >= 0 ? 2 : 0;
        if (byte == '\0') {
            return NULL;
        }
        path[len++] = byte;
    }
    return path;
}

const char *tt_uri_path(struct tt_arena *arena, struct tt_str uri)
{
    static const char scheme[] = "file:";
    const size_t scheme_len = sizeof(scheme) - 1;
    if (!tt_str_equal_nocase(tt_str_slice(uri, 0, scheme_len), TT_STR("file:"))) {
        return NULL;
    }
    struct tt_str rest = tt_str_slice(uri, scheme_len, uri.len);
    if (tt_str_starts(rest, "//")) {
        size_t slash = 2;
        while (slash < rest.len && rest.ptr[slash] != '/') {
            slash++;
        }
        struct tt_str host = tt_str_slice(rest, 2, slash);
        if (host.len > 0 && !tt_str_equal_nocase(host, TT_STR("localhost"))) {
            return NULL;
        }
        rest = tt_str_slice(rest, slash, rest.len);
    }
    const char *path = tt_str_starts(rest, "/") ? decode(arena, rest) : NULL;
    return path;
}

/* RFC 3986's unreserved characters, and the slash. */
static bool stands_for_itself(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~/", c));
}

struct tt_str tt_uri_of(struct tt_arena *arena, struct tt_str path)
{
    static const char digits[] = "0123456789ABCDEF";
    static const char start[] = "file://";
    char *uri = tt_new_array(arena, char, sizeof(start) + path.len * 3);
    size_t len = sizeof(start) - 1;
    memcpy(uri, start, len);
    for (size_t i = 0; i < path.len; i++) {
        unsigned char byte = (unsigned char)path.ptr[i];
        if (stands_for_itself(path.ptr[i])) {
            uri[len++] = path.ptr[i];
        } else {
            uri[len++] = '%';
            uri[len++] = digits[byte >> 4];
            uri[len++] = digits[byte & 15];
        }
    }
    return (struct tt_str){uri, len};
}
