#include "lsp/json.h"

#include <limits.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"
#include "base/utf8.h"

/* The four digits behind "\\u" at `at`, or -1. */
static long read_unit(struct tt_str bytes, size_t at)
{
    long unit = 0;
    if (at + 6 > bytes.len || bytes.ptr[at] != '\\' || bytes.ptr[at + 1] != 'u') {
        return -1;
    }
    for (size_t i = at + 2; i < at + 6; i++) {
        char c = bytes.ptr[i];
        long digit = c >= '0' && c <= '9'   ? c - '0'
                     : c >= 'a' && c <= 'f' ? c - 'a' + 10
                     : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                            : -1;
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

static bool is_high(long unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low(long unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/*
 * What cJSON would stumble over is replaced, by what is as long in the document, so that all
 * else stays in its place. A zero would end a string: the next control character is no more
 * welcome to PostgreSQL. Half a surrogate pair is no character: the sign for that is one.
 */
static struct tt_str mend(struct tt_arena *arena, struct tt_str bytes)
{
    static const char control[] = {'0', '0', '0', '1'}, bad[] = {'f', 'f', 'f', 'd'};
    char *own = NULL;
    for (size_t at = 0; at + 1 < bytes.len; at++) {
        if (bytes.ptr[at] != '\\') {
            continue;
        }
        long unit = read_unit(bytes, at);
        bool pair = is_high(unit) && is_low(read_unit(bytes, at + 6));
        bool half = !pair && (is_high(unit) || is_low(unit));
        if ((unit == 0 || half) && !own) {
            own = tt_take_bytes(arena, bytes.len);
            memcpy(own, bytes.ptr, bytes.len);
            bytes.ptr = own;
        }
        if (unit == 0 || half) {
            memcpy(own + at + 2, half ? bad : control, sizeof(control));
        }
        at += pair ? 11 : 1; /* what a backslash stands before means itself */
    }
    return bytes;
}

cJSON *tt_lsp_parse(struct tt_arena *arena, struct tt_str bytes)
{
    const char *end = NULL;
    struct tt_str text = mend(arena, bytes);
    cJSON *json = cJSON_ParseWithLengthOpts(text.ptr, text.len, &end, false);
    if (json && tt_str_trim(tt_str_slice(text, (size_t)(end - text.ptr), text.len)).len > 0) {
        cJSON_Delete(json);
        return NULL;
    }
    return json;
}

const cJSON *tt_lsp_get(const cJSON *object, ...)
{
    va_list keys;
    va_start(keys, object);
    for (const char *key = va_arg(keys, const char *); key && object;
         key = va_arg(keys, const char *)) {
        object = cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, key) : NULL;
    }
    va_end(keys);
    return object;
}

struct tt_str tt_lsp_text(const cJSON *object, const char *key)
{
    return tt_str_from(cJSON_GetStringValue(tt_lsp_get(object, key, NULL)));
}

bool tt_lsp_number(const cJSON *object, const char *key, size_t *ret_number)
{
    /* NaN, which no comparison holds for, when there is none. */
    double number = cJSON_GetNumberValue(tt_lsp_get(object, key, NULL));
    if (!(number >= 0 && number <= INT_MAX) || number != (double)(int)number) {
        return false;
    }
    *ret_number = (size_t)number;
    return true;
}

bool tt_lsp_flag(const cJSON *object, const char *key, bool otherwise)
{
    const cJSON *member = tt_lsp_get(object, key, NULL);
    return cJSON_IsBool(member) ? cJSON_IsTrue(member) : otherwise;
}

cJSON *tt_lsp_string(struct tt_str text)
{
    struct tt_buffer buffer;
    tt_buffer_init(&buffer);
    for (size_t at = 0; at < text.len;) {
        uint32_t code = 0;
        size_t len = tt_utf8_next(text, at, &code);
        bool bad = code == 0 || (code == TT_UTF8_BAD && len == 1);
        tt_write(&buffer.sink,
                 bad ? TT_STR(TT_UTF8_BAD_BYTES) : tt_str_slice(text, at, at + len));
        at += len;
    }
    tt_write(&buffer.sink, (struct tt_str){"", 1});
    cJSON *string = cJSON_CreateString(tt_buffer_text(&buffer).ptr);
    tt_buffer_finish(&buffer);
    return string;
}

void tt_lsp_add_text(cJSON *object, const char *key, struct tt_str text)
{
    cJSON_AddItemToObject(object, key, tt_lsp_string(text));
}

void tt_lsp_add_number(cJSON *object, const char *key, size_t number)
{
    cJSON_AddNumberToObject(object, key, (double)number);
}
