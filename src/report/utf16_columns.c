#include "report/utf16_columns.h"

#include "base/str.h"
#include "base/utf8.h"

enum { LAST_OF_ONE_UNIT = 0xFFFF };

static bool find_file(struct tt_utf16_columns *columns, struct tt_str path)
{
    const struct tt_report *report = columns->report;
    for (size_t i = 0; i < report->file_count; i++) {
        size_t index = (columns->file + i) % report->file_count;
        if (tt_str_equal(report->files[index].path, path)) {
            if (i > 0) {
                *columns = (struct tt_utf16_columns){.report = report, .file = index};
            }
            return true;
        }
    }
    return false;
}

/* A byte order mark takes no column: editors do not show it. */
static size_t count_units(struct tt_str text, size_t from, size_t to)
{
    size_t units = 0;
    from += from == 0 && tt_str_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
    while (from < to) {
        uint32_t code = 0;
        from += tt_utf8_next(text, from, &code);
        units += code > LAST_OF_ONE_UNIT ? 2 : 1;
    }
    return units;
}

bool tt_utf16_column(struct tt_utf16_columns *columns, struct tt_str path,
                     struct tt_position at, size_t *ret_column)
{
    if (at.column == 0 || at.offset < at.column - 1 || !find_file(columns, path)) {
        return false;
    }
    struct tt_str text = columns->report->files[columns->file].text;
    size_t line = at.offset - (at.column - 1);
    if (at.offset > text.len) {
        return false;
    }
    if (line != columns->line || at.offset < columns->at) {
        columns->line = columns->at = line;
        columns->units = 0;
    }
    columns->units += count_units(text, columns->at, at.offset);
    columns->at = at.offset;
    *ret_column = columns->units + 1;
    return true;
}
