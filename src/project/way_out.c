/* Where a file says that it wants no transaction, for those who would have it say so. */
#include "base/str.h"
#include "project/cut.h"

/* The part that leads up, when it is one transaction; NULL if there are several, or none. */
static const struct tt_part *only_way_up(const tt_parts *parts)
{
    const struct tt_part *first = NULL;
    unsigned count = 0;
    for (size_t i = 0; i < parts->count; i++) {
        const struct tt_part *part = &parts->items[i];
        first = first || part->down ? first : part;
        count += !part->down && !part->goes_on;
    }
    return count == 1 ? first : NULL;
}

/* The marker's line, just before the part; false when another one stands there. */
static bool find_marker(struct tt_str text, const struct tt_part *part, const char *marker,
                        struct tt_line *ret_line)
{
    struct tt_line line = {0};
    while (tt_next_line(text, &line) && line.end < part->start) {
    }
    *ret_line = line;
    return line.end == part->start && line.end > line.start && tt_holds(line.text, marker);
}

/* Without the blanks at the line's end. */
static size_t end_of_words(struct tt_str text, struct tt_str line)
{
    struct tt_str words = tt_str_trim(line);
    return (size_t)(words.ptr - text.ptr) + words.len;
}

/* Some tools look for the very first bytes, or for a whole line without a carriage return. */
static bool has_plain_top(struct tt_str text)
{
    return !tt_str_starts(text, "\xEF\xBB\xBF") && !tt_holds(text, "\r");
}

void tt_find_opt_out(const struct tt_migration_text *text, const tt_parts *parts,
                     struct tt_file *file)
{
    const struct tt_opt_out *opt_out = &text->layout->opt_out;
    const struct tt_part *part = only_way_up(parts);
    struct tt_line line = {0};
    bool known = false;
    if (!part || !part->in_transaction || file->is_rendered) {
        return;
    }
    switch (opt_out->place) {
    case TT_OPT_OUT_UNKNOWN:
        break;
    case TT_OPT_OUT_TOP:
        known = has_plain_top(text->text) &&
                !(opt_out->marker && tt_holds(text->text, opt_out->marker));
        break;
    case TT_OPT_OUT_ABOVE:
        known = find_marker(text->text, part, opt_out->marker, &line);
        file->opt_out_at = line.start;
        break;
    case TT_OPT_OUT_BEHIND:
        known = find_marker(text->text, part, opt_out->marker, &line);
        file->opt_out_at = end_of_words(text->text, line.text);
        break;
    }
    file->opt_out = known ? tt_str_from(opt_out->text) : (struct tt_str){0};
}
