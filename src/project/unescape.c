/* SQL in place of what stands for it, so that all positions stay as they are. */
#include <string.h>

#include "base/str.h"
#include "project/changelog.h"

struct unescaping {
    char *bytes;
    size_t at;   /* what is read */
    size_t to;   /* where it goes: behind it blanks are owed */
    size_t line; /* where the SQL's own line begins */
    size_t end;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void settle(struct unescaping *all)
{
    while (all->to < all->at) {
        all->bytes[all->to++] = ' ';
    }
}

static void put(struct unescaping *all, const char *decoded, size_t len, size_t raw_len)
{
    memcpy(all->bytes + all->to, decoded, len);
    all->to += len;
    all->at += raw_len;
}

/* Never longer than what stands for it: \u1234, &#x1F600; */
static size_t encode(unsigned long code, char *ret_bytes)
{
    if (code < 0x80) {
        ret_bytes[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len; i-- > 1; code >>= 6) {
        ret_bytes[i] = (char)(0x80 | (code & 0x3F));
    }
    ret_bytes[0] = (char)(leads[len] | (code & 0x07));
    if (len < 4) {
        ret_bytes[0] = (char)(leads[len] | (code & (len == 2 ? 0x1F : 0x0F)));
    }
    return len;
}

static unsigned long read_digits(struct tt_str digits, unsigned base)
{
    unsigned long code = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
                                                : base;
        if (digit >= base || code > 0x10FFFF) {
            return 0;
        }
        code = code * base + digit;
    }
    return code;
}

/* --- XML ------------------------------------------------------------------------ */

static struct tt_str rest_of(const struct unescaping *all)
{
    return (struct tt_str){all->bytes + all->at, all->end - all->at};
}

static void blank_up_to(struct unescaping *all, const char *mark)
{
    struct tt_str rest = rest_of(all);
    size_t len = strlen(mark), at = 0;
    while (at + len <= rest.len && memcmp(rest.ptr + at, mark, len) != 0) {
        at++;
    }
    size_t end = at + len <= rest.len ? all->at + at + len : all->end;
    settle(all);
    for (; all->at < end; all->at++, all->to++) {
        all->bytes[all->at] = is_space(all->bytes[all->at]) ? all->bytes[all->at] : ' ';
    }
}

static void take_cdata(struct unescaping *all)
{
    settle(all);
    all->at += strlen("<![CDATA[");
    settle(all);
    while (all->at < all->end && !tt_str_starts(rest_of(all), "]]>")) {
        all->at++;
    }
    all->to = all->at;
    all->at = all->at + 3 < all->end ? all->at + 3 : all->end;
    settle(all);
}

static void take_entity(struct unescaping *all)
{
    static const struct {
        const char *name;
        char decoded;
    } entities[] = {
        {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    struct tt_str rest = rest_of(all);
    for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
        if (tt_str_starts(rest, entities[i].name)) {
            put(all, &entities[i].decoded, 1, strlen(entities[i].name));
            return;
        }
    }
    const char *semicolon = memchr(rest.ptr, ';', rest.len);
    if (semicolon && tt_str_starts(rest, "&#")) {
        bool hex = rest.len > 2 && (rest.ptr[2] == 'x' || rest.ptr[2] == 'X');
        size_t len = (size_t)(semicolon - rest.ptr);
        unsigned long code = read_digits(tt_str_slice(rest, hex ? 3 : 2, len), hex ? 16 : 10);
        char decoded[4];
        size_t bytes = encode(code == '\n' || code == '\r' || code == 0 ? ' ' : code, decoded);
        put(all, decoded, bytes, len + 1);
        return;
    }
    put(all, "&", 1, 1);
}

/* An element in the text, its end tag included, says something about the SQL. */
static void take_element(struct unescaping *all)
{
    struct tt_str rest = rest_of(all);
    size_t len = 1;
    while (len < rest.len && !is_space(rest.ptr[len]) && rest.ptr[len] != '>' &&
           rest.ptr[len] != '/') {
        len++;
    }
    char end[64] = "</";
    if (len > 1 && len + 2 < sizeof(end)) {
        memcpy(end + 2, rest.ptr + 1, len - 1);
        const char *close = memchr(rest.ptr, '>', rest.len);
        bool is_empty = close && close[-1] == '/';
        blank_up_to(all, is_empty ? ">" : end);
    }
    blank_up_to(all, ">");
}

static void take_xml(struct unescaping *all)
{
    struct tt_str rest = rest_of(all);
    if (rest.ptr[0] == '&') {
        take_entity(all);
    } else if (tt_str_starts(rest, "<![CDATA[")) {
        take_cdata(all);
    } else if (tt_str_starts(rest, "<!--")) {
        blank_up_to(all, "-->");
    } else {
        take_element(all);
    }
}

/* --- JSON and YAML ---------------------------------------------------------------- */

/* A line of SQL ends, and this text goes on: what it has behind "--" must not. */
static void end_line(struct unescaping *all)
{
    bool quoted = false;
    for (size_t i = all->line; i < all->to; i++) {
        quoted = quoted != (all->bytes[i] == '\'');
        if (!quoted && all->bytes[i] == '-' && i + 1 < all->to && all->bytes[i + 1] == '-') {
            memset(all->bytes + i, ' ', all->to - i);
            break;
        }
    }
}

static void take_backslash(struct unescaping *all)
{
    struct tt_str rest = rest_of(all);
    char c = rest.len > 1 ? rest.ptr[1] : ' ';
    if (c == 'n' || c == 'r' || c == 't' || c == '\n') {
        settle(all);
        if (c == 'n') {
            end_line(all);
        }
        put(all, c == '\n' ? " \n" : "  ", 2, 2);
        all->line = c == 'n' ? all->to : all->line;
    } else if (c == 'u' && rest.len >= 6) {
        char decoded[4];
        unsigned long code = read_digits(tt_str_slice(rest, 2, 6), 16);
        put(all, decoded, encode(code > ' ' ? code : ' ', decoded), 6);
    } else {
        put(all, &c, 1, rest.len > 1 ? 2 : 1);
    }
}

void tt_unescape(char *bytes, struct tt_span where, enum tt_escaping escaping)
{
    struct unescaping all = {bytes, where.start, where.start, where.start, where.end};
    while (escaping != TT_ESCAPING_NONE && all.at < all.end) {
        char c = bytes[all.at];
        if (is_space(c)) {
            settle(&all);
            all.line = c == '\n' ? all.at + 1 : all.line;
            put(&all, &c, 1, 1);
        } else if (escaping == TT_ESCAPING_XML && (c == '&' || c == '<')) {
            take_xml(&all);
        } else if (escaping == TT_ESCAPING_DOUBLE && c == '\\') {
            take_backslash(&all);
        } else if (escaping == TT_ESCAPING_SINGLE && c == '\'') {
            put(&all, &c, 1, 2);
        } else {
            put(&all, &c, 1, 1);
        }
    }
    if (escaping != TT_ESCAPING_NONE) {
        all.at = all.end;
        settle(&all);
    }
}
