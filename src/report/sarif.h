/* What the two halves of the SARIF reporter share. */
#ifndef REPORT_SARIF_H
#define REPORT_SARIF_H

#include "report/report.h"

/* What SARIF calls a severity. */
const char *tt_sarif_level(enum tt_severity severity);

/*
 * The rules that the findings name, as an array's items. Writes for each rule of
 * the table its index there to `indexes`, or -1.
 */
void tt_sarif_rules(struct tt_sink *sink, const struct tt_report *report, int *indexes);
/* The rule's place in the table, or -1. */
int tt_sarif_rule(struct tt_str id);

#endif
