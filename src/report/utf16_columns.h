/* Columns as editors and SARIF count them, in UTF-16 code units; ours are bytes. */
#ifndef REPORT_UTF16_COLUMNS_H
#define REPORT_UTF16_COLUMNS_H

#include "report/report.h"

/* Start from {.report = …}. Remembers where it was, so places in order cost little. */
struct tt_utf16_columns {
    const struct tt_report *report;
    size_t file;  /* the index of the one that was asked for last */
    size_t line;  /* the offset that a line of it begins at, */
    size_t at;    /* one in that line, */
    size_t units; /* and what stands between them */
};

/* False when the text of the file is not at hand. Columns count from 1. */
bool tt_utf16_column(struct tt_utf16_columns *columns, struct tt_str path,
                     struct tt_position at, size_t *ret_column);

#endif
