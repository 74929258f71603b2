#include "model/duration.h"

#include <limits.h>

/* What is left to read. */
struct reader {
    struct tt_str text;
    size_t at;
};

static int digit_at(const struct reader *reader, int base)
{
    char c = reader->at < reader->text.len ? reader->text.ptr[reader->at] : ' ';
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : base;
    return digit < base ? digit : -1;
}

static bool take(struct reader *reader, char lower)
{
    bool there = reader->at < reader->text.len &&
                 (reader->text.ptr[reader->at] | 0x20) == lower;
    reader->at += there;
    return there;
}

static void skip_blanks(struct reader *reader)
{
    while (reader->at < reader->text.len &&
           (reader->text.ptr[reader->at] == ' ' ||
            (reader->text.ptr[reader->at] >= '\t' && reader->text.ptr[reader->at] <= '\r'))) {
        reader->at++;
    }
}

/* Digits of that base, behind those in `value`; false if there are none. */
static bool take_digits(struct reader *reader, int base, double *value)
{
    size_t start = reader->at;
    for (int digit = digit_at(reader, base); digit >= 0; digit = digit_at(reader, base)) {
        *value = *value * base + digit;
        reader->at++;
    }
    return reader->at > start;
}

static bool take_exponent(struct reader *reader, double *value)
{
    enum { EXPONENT_MAX = 400 };
    double exponent = 0;
    bool below = take(reader, '-');
    if (!below && reader->at < reader->text.len && reader->text.ptr[reader->at] == '+') {
        reader->at++;
    }
    if (!take_digits(reader, 10, &exponent)) {
        return false;
    }
    for (int i = 0; i < exponent && i < EXPONENT_MAX; i++) {
        *value = below ? *value / 10 : *value * 10;
    }
    return true;
}

/* strtol() with a base that the text tells, or strtod() where a point or exponent follows. */
static bool take_number(struct reader *reader, double *value)
{
    struct reader start = *reader;
    bool zero = take(reader, '0');
    if (zero && take(reader, 'x') && digit_at(reader, 16) >= 0) {
        return take_digits(reader, 16, value);
    }
    *reader = start;
    bool whole = take_digits(reader, 10, value);
    bool point = reader->at < reader->text.len && reader->text.ptr[reader->at] == '.';
    bool exponent = reader->at < reader->text.len &&
                    (reader->text.ptr[reader->at] | 0x20) == 'e';
    if (zero && !point && !exponent) {
        *reader = start;
        *value = 0;
        return take_digits(reader, 8, value);
    }
    double fraction = 0, unit = 1;
    if (point) {
        size_t behind = ++reader->at;
        whole = take_digits(reader, 10, &fraction) || whole;
        for (; behind < reader->at; behind++) {
            unit *= 10;
        }
    }
    *value += fraction / unit;
    return whole && (!take(reader, 'e') || take_exponent(reader, value));
}

/* time_unit_conversion_table in guc.c; upper and lower case differ. */
static double unit_of(struct tt_str name)
{
    static const struct {
        const char *name;
        double milliseconds;
    } units[] = {
        {"", 1},        {"us", 0.001},    {"ms", 1},       {"s", 1000},
        {"min", 60000}, {"h", 3600000.0}, {"d", 86400000},
    };
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (tt_str_is(name, units[i].name)) {
            return units[i].milliseconds;
        }
    }
    return 0;
}

/* rint(): a half goes to the even side. */
static int rounded(double value)
{
    int below = (int)value;
    double rest = value - below;
    return below + (rest > 0.5 || (rest == 0.5 && below % 2 == 1));
}

bool tt_milliseconds(struct tt_str text, int *ret_milliseconds)
{
    struct reader reader = {text, 0};
    double value = 0;
    skip_blanks(&reader);
    bool below = take(&reader, '-');
    if (!below && reader.at < text.len && text.ptr[reader.at] == '+') {
        reader.at++;
    }
    bool leads = reader.at > 0 && reader.at < text.len && text.ptr[reader.at] == '.';
    bool number = !leads && take_number(&reader, &value);
    skip_blanks(&reader);
    double unit = unit_of(tt_str_trim(tt_str_slice(text, reader.at, text.len)));
    value *= unit;
    if (!number || unit <= 0 || !(value < (double)INT_MAX + 0.5) || (below && value > 0.5)) {
        return false;
    }
    *ret_milliseconds = rounded(value);
    return true;
}
