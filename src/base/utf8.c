#include "base/utf8.h"

#include <assert.h>

static bool continues(struct tt_str text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

size_t tt_utf8_next(struct tt_str text, size_t at, uint32_t *ret_code)
{
    assert(at < text.len);
    /* By length: no shorter form may spell the same character. */
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)text.ptr[at];
    if (lead < 0x80) {
        *ret_code = lead;
        return 1;
    }
    *ret_code = TT_UTF8_BAD;
    size_t len = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC0 || lead > 0xF4) {
        return 1;
    }
    uint32_t code = lead & (0xFFU >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if (!continues(text, at + i)) {
            return 1;
        }
        code = code << 6 | ((unsigned char)text.ptr[at + i] & 0x3F);
    }
    bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < least[len] || code > 0x10FFFF || surrogate) {
        return 1;
    }
    *ret_code = code;
    return len;
}

size_t tt_utf8_floor(struct tt_str text, size_t at)
{
    if (at >= text.len) {
        return text.len;
    }
    for (size_t back = 1; back < 4 && back <= at; back++) {
        uint32_t code = 0;
        size_t len = tt_utf8_next(text, at - back, &code);
        if (len > back) {
            return at - back;
        }
    }
    return at;
}
