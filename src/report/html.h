/* What the files of the HTML reporter share. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "report/report.h"

/* The page's style sheet, in pieces; ends with NULL. */
extern const char *const tt_html_style[];

/* As text, whatever it holds; lines stay lines. */
void tt_html_text(struct tt_sink *sink, struct tt_str text);

void tt_html_finding(struct tt_sink *sink, const struct tt_finding *finding);

/*
 * The transactions of a file, each statement with the locks that are held once it runs, and
 * its findings beside it. Findings that no statement has are left to the caller.
 */
void tt_html_steps(struct tt_sink *sink, const struct tt_report_file *file,
                   const struct tt_finding *findings, size_t finding_count);
/* Whether a step of the file has the finding. */
bool tt_html_is_of_step(const struct tt_report_file *file, const struct tt_finding *finding);

#endif
