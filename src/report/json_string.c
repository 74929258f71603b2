#include "report/json_string.h"

#include "base/str.h"
#include "base/utf8.h"
#include "report/display.h"

static void escape(struct tt_sink *sink, uint32_t code)
{
    switch (code) {
    case '"':
        tt_write(sink, TT_STR("\\\""));
        break;
    case '\\':
        tt_write(sink, TT_STR("\\\\"));
        break;
    case '\n':
        tt_write(sink, TT_STR("\\n"));
        break;
    case '\t':
        tt_write(sink, TT_STR("\\t"));
        break;
    default:
        tt_print(sink, "\\u%04x", (unsigned)code);
        break;
    }
}

void tt_json_part(struct tt_sink *sink, struct tt_str text)
{
    size_t shown = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t code = 0;
        size_t len = tt_utf8_next(text, at, &code);
        /* JSON itself asks for less; but it stands in terminals, diffs and logs. */
        bool special = code == '"' || code == '\\' || tt_display_is_unsafe(code) ||
                       (code == '#' && tt_display_is_order(text, at)) ||
                       (code == TT_UTF8_BAD && len == 1);
        if (special) {
            tt_write(sink, tt_str_slice(text, shown, at));
            escape(sink, code);
            shown = at + len;
        }
        at += len;
    }
    tt_write(sink, tt_str_slice(text, shown, text.len));
}

void tt_json_string(struct tt_sink *sink, struct tt_str text)
{
    tt_write(sink, TT_STR("\""));
    tt_json_part(sink, text);
    tt_write(sink, TT_STR("\""));
}
