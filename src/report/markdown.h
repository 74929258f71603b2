/* What the files of the Markdown reporter share. */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H

#include "report/report.h"

/*
 * As text, and nothing else: no markup, no cell of a table, no tag. A blank of no
 * width keeps @names and #1 from notifying anyone, and addresses from being links.
 */
void tt_markdown_text(struct tt_sink *sink, struct tt_str text);

/* A table of the locks that someone waits for; nothing where there is none. */
void tt_markdown_locks(struct tt_sink *sink, const struct tt_report *report);

#endif
