/* The pieces that the reporters are made of. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "report/display.h"
#include "report/excerpt.h"
#include "report/json_string.h"
#include "report/report.h"

struct tally {
    unsigned passed;
    unsigned failed;
};

struct memory {
    struct tt_sink sink;
    char bytes[4096];
    size_t used;
};

static void keep(struct tt_sink *sink, struct tt_str bytes)
{
    struct memory *memory = (struct memory *)sink;
    if (bytes.len < sizeof(memory->bytes) - memory->used) {
        memcpy(memory->bytes + memory->used, bytes.ptr, bytes.len);
        memory->used += bytes.len;
    }
}

static void judge(struct tally *tally, bool ok, const char *what)
{
    tally->passed += ok;
    tally->failed += !ok;
    if (!ok) {
        printf("failed: %s\n", what);
    }
}

static void same(struct tally *tally, const struct memory *memory, const char *wanted)
{
    bool ok = tt_str_is((struct tt_str){memory->bytes, memory->used}, wanted);
    judge(tally, ok, wanted);
    if (!ok) {
        printf("    got: %.*s\n", (int)memory->used, memory->bytes);
    }
}

static void test_utf8(struct tally *tally)
{
    static const struct {
        const char *bytes;
        size_t len;
        uint32_t code;
    } cases[] = {
        {"a", 1, 'a'},
        {"\xC3\xA9", 2, 0xE9},
        {"\xE6\xBC\xA2", 3, 0x6F22},
        {"\xF0\x9F\x98\x80", 4, 0x1F600},
        {"\xC0\xAF", 1, TT_UTF8_BAD},         /* an overlong slash */
        {"\xE0\x80\xAF", 1, TT_UTF8_BAD},     /* and a longer one */
        {"\xED\xA0\x80", 1, TT_UTF8_BAD},     /* a surrogate */
        {"\xF4\x90\x80\x80", 1, TT_UTF8_BAD}, /* beyond the last character */
        {"\xFF", 1, TT_UTF8_BAD},
        {"\x80", 1, TT_UTF8_BAD},     /* a continuation of nothing */
        {"\xE6\xBC", 1, TT_UTF8_BAD}, /* cut short */
        {"\xE9 a", 1, TT_UTF8_BAD},   /* Latin-1 */
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        uint32_t code = 0;
        size_t len = tt_utf8_next(tt_str_from(cases[i].bytes), 0, &code);
        judge(tally, len == cases[i].len && code == cases[i].code, "tt_utf8_next");
    }
    struct tt_str text = TT_STR("a\xE6\xBC\xA2\xE9");
    static const size_t floors[] = {0, 1, 1, 1, 4, 5, 5};
    for (size_t at = 0; at < sizeof(floors) / sizeof(floors[0]); at++) {
        judge(tally, tt_utf8_floor(text, at) == floors[at], "tt_utf8_floor");
    }
}

static void test_natural_order(struct tally *tally)
{
    static const char *const ordered[] = {
        "1_init", "2_x",    "10_x",    "20240101_a",  "V1.9__a", "V1.10__a",
        "V2__a",  "a",      "a1",      "a1b",         "a01c",    "a2",
        "a10",    "b00007", "b000010", "b9999999999", "c",       "\xC3\xA9",
    };
    enum { COUNT = sizeof(ordered) / sizeof(ordered[0]) };
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < COUNT; j++) {
            int order = tt_str_compare_natural(tt_str_from(ordered[i]),
                                               tt_str_from(ordered[j]));
            judge(tally, (order > 0) - (order < 0) == (i > j) - (i < j), ordered[i]);
        }
    }
    judge(tally, tt_str_compare_natural(TT_STR("01"), TT_STR("1")) < 0, "equal numbers differ");
}

static void test_json_string(struct tally *tally)
{
    const struct {
        struct tt_str text;
        const char *wanted;
    } cases[] = {
        {TT_STR(""), "\"\""},
        {TT_STR("plain \xC3\xA9"), "\"plain \xC3\xA9\""},
        {TT_STR("\"\\\n\t\r"), "\"\\\"\\\\\\n\\t\\u000d\""},
        {TT_STR("nul \0 esc \x1B del \x7F"), "\"nul \\u0000 esc \\u001b del \\u007f\""},
        {TT_STR("Latin-1 \xE9!"), "\"Latin-1 \\ufffd!\""},
        {TT_STR("real \xEF\xBF\xBD"), "\"real \xEF\xBF\xBD\""},
        {TT_STR("\xE2\x80\xA8"), "\"\\u2028\""},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct memory memory = {.sink = {keep}};
        tt_json_string(&memory.sink, cases[i].text);
        same(tally, &memory, cases[i].wanted);
    }
}

static void test_display(struct tally *tally)
{
    judge(tally, tt_display_width(TT_STR("abc")) == 3, "ASCII");
    judge(tally,
          tt_display_width(TT_STR("\xE6\xBC\xA2"
                                  "a")) == 3,
          "a wide character");
    judge(tally, tt_display_width(TT_STR("e\xCC\x81")) == 1, "a combining accent");
    judge(tally, tt_display_width(TT_STR("\xE9\x1B")) == 2, "stand-ins");

    struct memory safe = {.sink = {keep}};
    tt_display(&safe.sink, TT_STR("a\x1B[31m\xE2\x80\xAE"
                                  "b\n\xE9"));
    same(tally, &safe,
         "a\xEF\xBF\xBD[31m\xEF\xBF\xBD"
         "b\xEF\xBF\xBD\xEF\xBF\xBD");

    struct memory wrapped = {.sink = {keep}};
    tt_display_wrapped(&wrapped.sink, TT_STR("one two  three\nfour incomprehensible x"), 4, 2,
                       12);
    same(tally, &wrapped, "one two\n  three four\n  incomprehensible\n  x");
}

static void test_excerpt(struct tally *tally)
{
    static const struct {
        const char *line;
        size_t from, to;
        const char *text;
        unsigned indent, marked;
    } cases[] = {
        {"DROP TABLE t;", 5, 10, "DROP TABLE t;", 5, 5},
        {"\tDROP", 1, 5, "    DROP", 4, 4},
        {"ab\tDROP", 3, 7, "ab  DROP", 4, 4},
        {"\xC3\xA9\xE6\xBC\xA2 x", 6, 7, "\xC3\xA9\xE6\xBC\xA2 x", 4, 1},
        {"x \xE6\xBC\xA2\xE6\xBC\xA2", 2, 8, "x \xE6\xBC\xA2\xE6\xBC\xA2", 2, 4},
        {"abc\r\n", 0, 99, "abc", 0, 3}, /* a span that goes on in the next line */
        {"abc", 3, 3, "abc", 3, 1},      /* at the line's end */
        {"abc", 9, 12, "abc", 3, 1},     /* beyond it */
        {"abc", 2, 1, "abc", 2, 1},      /* turned round */
        {"", 0, 0, "", 0, 1},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct tt_excerpt excerpt;
        tt_excerpt_make(tt_str_from(cases[i].line), cases[i].from, cases[i].to, &excerpt);
        judge(tally,
              strcmp(excerpt.text, cases[i].text) == 0 && excerpt.indent == cases[i].indent &&
                  excerpt.marked == cases[i].marked,
              cases[i].line);
    }
}

/* The mark stands under the marked bytes wherever they lie in a very long line. */
static void test_long_lines(struct tally *tally)
{
    enum { LONG = 50000 };
    static char line[LONG];
    for (size_t at = 0; at + 10 < LONG; at += 487) {
        memset(line, 'x', LONG);
        line[at] = '#';
        struct tt_excerpt excerpt;
        tt_excerpt_make((struct tt_str){line, LONG}, at, at + 1, &excerpt);
        unsigned skipped = excerpt.text[0] == '\xE2' ? 2
                                                     : 0; /* an ellipsis: 3 bytes, 1 column */
        judge(tally,
              excerpt.text[excerpt.indent + skipped] == '#' && excerpt.marked == 1 &&
                  strlen(excerpt.text) < 200,
              "a long line");
        tt_excerpt_make((struct tt_str){line, LONG}, at, LONG, &excerpt);
        judge(tally, excerpt.indent + excerpt.marked <= 122, "a long mark");
    }
}

static void test_formats(struct tally *tally)
{
    for (size_t i = 0; tt_reporters[i]; i++) {
        const char *summary = tt_reporters[i]->summary;
        judge(tally, summary[0] && summary[strlen(summary) - 1] != '.', tt_reporters[i]->name);
        judge(tally, strlen(summary) < 55, "a summary fits its line of --help");
    }
}

int main(void)
{
    struct tally tally = {0};
    test_utf8(&tally);
    test_natural_order(&tally);
    test_json_string(&tally);
    test_display(&tally);
    test_excerpt(&tally);
    test_long_lines(&tally);
    test_formats(&tally);
    printf("%u passed, %u failed\n", tally.passed, tally.failed);
    return tally.failed > 0 || tally.passed == 0;
}
