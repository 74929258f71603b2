/* Constants: what the input functions of types surely refuse. */
#include <string.h>

#include "model/state.h"
#include "model/type_check.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool has(struct tt_str text, bool (*wanted)(char))
{
    for (size_t i = 0; i < text.len; i++) {
        if (wanted(text.ptr[i])) {
            return true;
        }
    }
    return false;
}

static bool holds_only(struct tt_str text, const char *allowed)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\0' || !strchr(allowed, text.ptr[i])) {
            return false;
        }
    }
    return true;
}

static struct tt_str without_sign(struct tt_str text)
{
    bool sign = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
    return tt_str_slice(text, sign ? 1 : 0, text.len);
}

/* "0x1F" and "1_000" are numbers since 16. */
static bool is_no_integer(struct tt_str text, int version)
{
    struct tt_str digits = without_sign(tt_str_trim(text));
    if (version >= 16 && digits.len > 0 && is_digit(digits.ptr[0])) {
        return !holds_only(digits, "0123456789_abcdefABCDEFxXoO");
    }
    return digits.len == 0 || !holds_only(digits, "0123456789");
}

static bool is_no_number(struct tt_str text)
{
    struct tt_str rest = without_sign(tt_str_trim(text));
    char first = rest.len > 0 ? rest.ptr[0] : 'x';
    bool special = first == 'n' || first == 'N' || first == 'i' || first == 'I';
    return !is_digit(first) && first != '.' && !special;
}

/* parse_bool_with_len(): any unique beginning of these. */
static bool is_no_bool(struct tt_str text)
{
    static const struct tt_str words[] = {
        {"true", 4}, {"false", 5}, {"yes", 3}, {"no", 2},
        {"on", 2},   {"off", 3},   {"1", 1},   {"0", 1},
    };
    struct tt_str word = tt_str_trim(text);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (word.len > 0 && word.len <= words[i].len &&
            tt_str_equal_nocase(word, tt_str_slice(words[i], 0, word.len))) {
            return tt_str_equal_nocase(word, TT_STR("o"));
        }
    }
    return true;
}

/* "now", "tomorrow" …: without a digit nothing else is a date. */
static bool is_no_time(struct tt_str text)
{
    static const char *const words[] = {"now",   "today",  "tomorrow", "yesterday", "epoch",
                                        "infin", "-infin", "+infin",   "allballs"};
    struct tt_str rest = tt_str_trim(text);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        size_t length = strlen(words[i]);
        if (rest.len >= length &&
            tt_str_equal_nocase(tt_str_slice(rest, 0, length), tt_str_from(words[i]))) {
            return false;
        }
    }
    return !has(text, is_digit);
}

static bool is_no_uuid(struct tt_str text)
{
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        digits += text.ptr[i] != '-' && text.ptr[i] != '{' && text.ptr[i] != '}';
    }
    return digits != 32 || !holds_only(text, "0123456789abcdefABCDEF-{}");
}

/* Only its ends are looked at. */
static bool is_no_json(struct tt_str text)
{
    struct tt_str value = tt_str_trim(text);
    char first = value.len > 0 ? value.ptr[0] : 'x';
    char last = value.len > 0 ? value.ptr[value.len - 1] : 'x';
    if (first == '{' || first == '[' || first == '"') {
        return value.len < 2 || last != (first == '{' ? '}' : first == '[' ? ']' : '"');
    }
    return first != '-' && !is_digit(first) && !tt_str_is(value, "true") &&
           !tt_str_is(value, "false") && !tt_str_is(value, "null");
}

static bool is_no_label(const struct tt_user_type *type, struct tt_str text)
{
    return type && type->exists && type->kind == TT_TYPE_ENUM && !tt_find_label(type, text);
}

static bool is_one_of(const struct tt_type *type, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (tt_str_is(type->name, names[i])) {
            return true;
        }
    }
    return false;
}

#define IS_ONE_OF(type, ...)                                                                   \
    is_one_of(type, (const char *const[]){__VA_ARGS__},                                        \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

const char *tt_text_error(struct tt_model *model, const struct tt_type *type,
                          struct tt_str text)
{
    struct tt_str trimmed = tt_str_trim(text);
    if (type->array) {
        bool opens = trimmed.len > 0 && (trimmed.ptr[0] == '{' || trimmed.ptr[0] == '[');
        return opens ? NULL : "22P02";
    }
    if (!type->builtin) {
        return is_no_label(tt_find_type(model, type), text) ? "22P02" : NULL;
    }
    if (IS_ONE_OF(type, "int2", "int4", "int8")) {
        return is_no_integer(text, model->pg_version) ? "22P02" : tt_value_error(type, trimmed);
    }
    if (IS_ONE_OF(type, "date", "time", "timetz", "timestamp", "timestamptz", "interval")) {
        return is_no_time(text) ? "22007" : NULL;
    }
    bool wrong = (IS_ONE_OF(type, "numeric", "float4", "float8") && is_no_number(text)) ||
                 (IS_ONE_OF(type, "bool") && is_no_bool(text)) ||
                 (IS_ONE_OF(type, "uuid") && is_no_uuid(trimmed)) ||
                 (IS_ONE_OF(type, "json", "jsonb") && is_no_json(text)) ||
                 (IS_ONE_OF(type, "inet", "cidr") &&
                  !holds_only(trimmed, "0123456789abcdefABCDEF.:/"));
    return wrong ? "22P02" : NULL;
}

/* --- stored as the type --------------------------------------------------------------------
 */

static size_t count_characters(struct tt_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        count += ((unsigned char)text.ptr[i] & 0xC0) !=
                 0x80; /* the first byte of one in UTF-8 */
    }
    return count;
}

/* Blanks at the end are cut off. */
static bool is_too_long(struct tt_str text, long most)
{
    while (text.len > 0 && text.ptr[text.len - 1] == ' ') {
        text.len--;
    }
    return count_characters(text) > (size_t)most;
}

static struct tt_str whole_digits(struct tt_str text)
{
    struct tt_str rest = without_sign(text);
    size_t start = 0;
    while (start < rest.len && rest.ptr[start] == '0') {
        start++;
    }
    size_t end = start;
    while (end < rest.len && is_digit(rest.ptr[end])) {
        end++;
    }
    return tt_str_slice(rest, start, end);
}

static bool is_out_of_range(const struct tt_type *type, struct tt_str text)
{
    static const struct {
        const char *type;
        struct tt_str most;
    } ranges[] = {
        {"int2", {"32768", 5}},
        {"int4", {"2147483648", 10}},
        {"int8", {"9223372036854775808", 19}},
    };
    struct tt_str digits = whole_digits(text);
    bool negative = text.len > 0 && text.ptr[0] == '-';
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        if (tt_str_is(type->name, ranges[i].type)) {
            int order = tt_str_compare(digits, ranges[i].most);
            return digits.len > ranges[i].most.len ||
                   (digits.len == ranges[i].most.len && (negative ? order > 0 : order >= 0));
        }
    }
    return false;
}

const char *tt_value_error(const struct tt_type *type, struct tt_str text)
{
    bool number = !has(text, is_letter);
    if (!type->builtin || type->array) {
        return NULL;
    }
    if (number && is_out_of_range(type, text)) {
        return "22003";
    }
    if (number && tt_str_is(type->name, "numeric") && type->mod_count > 0 && !type->opaque) {
        long room = type->mods[0] - (type->mod_count > 1 ? type->mods[1] : 0);
        return room >= 0 && whole_digits(text).len > (size_t)room ? "22003" : NULL;
    }
    bool limited = IS_ONE_OF(type, "varchar", "bpchar") && type->mod_count > 0 && !type->opaque;
    return limited && is_too_long(text, type->mods[0]) ? "22001" : NULL;
}
