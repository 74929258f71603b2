/*
 * JUnit's XML, which has no specification: what Jenkins, GitLab and GitHub's
 * reporters all read. A file is a suite, and a finding a test that failed; a
 * notice is one that passed and has something to say, as it fails no run.
 */
#include "base/str.h"
#include "base/utf8.h"
#include "report/display.h"
#include "report/report.h"

/* The findings of one file. */
struct suite {
    struct tt_str path;
    const struct tt_finding *findings;
    size_t count;
    size_t failures;
};

/* What XML 1.0 has no way to write comes out as U+FFFD. */
static void print_text(struct tt_sink *sink, struct tt_str text)
{
    static const struct {
        char c;
        const char *entity;
    } entities[] = {{'&', "&amp;"},  {'<', "&lt;"},   {'>', "&gt;"},
                    {'"', "&quot;"}, {'\n', "&#10;"}, {'\t', "&#9;"}};
    for (size_t at = 0; at < text.len;) {
        const char *entity = NULL;
        for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
            entity = text.ptr[at] == entities[i].c ? entities[i].entity : entity;
        }
        struct tt_glyph glyph = tt_glyph_at(text, at);
        bool no_character = tt_str_equal(glyph.bytes, TT_STR("\xEF\xBF\xBE")) ||
                            tt_str_equal(glyph.bytes, TT_STR("\xEF\xBF\xBF"));
        if (entity) {
            tt_puts(sink, entity);
        } else {
            tt_write(sink, no_character ? TT_STR(TT_UTF8_BAD_BYTES) : glyph.bytes);
        }
        at += glyph.eaten;
    }
}

static void print_attribute(struct tt_sink *sink, const char *name, struct tt_str value)
{
    tt_print(sink, " %s=\"", name);
    print_text(sink, value);
    tt_puts(sink, "\"");
}

/* A sink for text between tags. */
struct body {
    struct tt_sink sink;
    struct tt_sink *into;
};

static void write_body(struct tt_sink *sink, struct tt_str text)
{
    print_text(((struct body *)sink)->into, text);
}

static void print_body(struct tt_sink *sink, const struct tt_finding *finding)
{
    struct body body = {{write_body}, sink};
    print_text(sink, tt_report_path(finding->place.path));
    tt_print(sink, ":%u:%u: ", finding->place.start.line, finding->place.start.column);
    tt_report_say(&body.sink, finding);
}

static bool is_failure(const struct tt_finding *finding)
{
    return finding->severity != TT_NOTICE;
}

static void print_case(struct tt_sink *sink, const struct tt_finding *finding)
{
    const char *element = is_failure(finding) ? "failure" : "system-out";
    tt_puts(sink, "    <testcase name=\"");
    print_text(sink, finding->rule);
    tt_print(sink, " at line %u\"", finding->place.start.line);
    print_attribute(sink, "classname", tt_report_path(finding->place.path));
    print_attribute(sink, "file", tt_report_path(finding->place.path));
    tt_print(sink, " time=\"0\"><%s", element);
    if (is_failure(finding)) {
        print_attribute(sink, "message", finding->message);
        print_attribute(sink, "type", finding->rule);
    }
    tt_puts(sink, ">");
    print_body(sink, finding);
    tt_print(sink, "</%s></testcase>\n", element);
}

static void begin_suite(struct tt_sink *sink, struct tt_str path, size_t tests, size_t failures,
                        size_t errors)
{
    tt_puts(sink, "  <testsuite");
    print_attribute(sink, "name", tt_report_path(path));
    tt_print(sink, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"0\" time=\"0\">\n",
             tests, failures, errors);
}

static void print_suite(struct tt_sink *sink, const struct suite *suite)
{
    begin_suite(sink, suite->path, suite->count > 0 ? suite->count : 1, suite->failures, 0);
    for (size_t i = 0; i < suite->count; i++) {
        print_case(sink, &suite->findings[i]);
    }
    if (suite->count == 0) {
        tt_puts(sink, "    <testcase name=\"no findings\"");
        print_attribute(sink, "classname", tt_report_path(suite->path));
        print_attribute(sink, "file", tt_report_path(suite->path));
        tt_puts(sink, " time=\"0\"/>\n");
    }
    tt_puts(sink, "  </testsuite>\n");
}

static void print_error(struct tt_sink *sink, const struct tt_report_error *error)
{
    begin_suite(sink, error->path, 1, 0, 1);
    tt_puts(sink, "    <testcase name=\"not checked\"");
    print_attribute(sink, "classname", tt_report_path(error->path));
    tt_puts(sink, " time=\"0\"><error");
    print_attribute(sink, "message", error->message);
    tt_puts(sink, " type=\"not-checked\"/></testcase>\n  </testsuite>\n");
}

/* Findings stand in the order of the files; `*at` moves past those of this one. */
static struct suite next_suite(const struct tt_report *report, struct tt_str path, size_t *at)
{
    struct suite suite = {.path = path, .findings = report->findings + *at};
    for (; *at < report->finding_count && tt_str_equal(report->findings[*at].place.path, path);
         (*at)++) {
        suite.count++;
        suite.failures += is_failure(&report->findings[*at]);
    }
    return suite;
}

static size_t count_tests(const struct tt_report *report)
{
    size_t tests = report->error_count, at = 0;
    for (size_t i = 0; i < report->file_count; i++) {
        struct suite suite = next_suite(report, report->files[i].path, &at);
        tests += suite.count > 0 ? suite.count : 1;
    }
    return tests;
}

static void print(struct tt_sink *sink, const struct tt_report *report)
{
    size_t notices = tt_report_count(report, TT_NOTICE), at = 0;
    tt_puts(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    tt_print(sink,
             "<testsuites name=\"tiptoe\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
             "time=\"0\">\n",
             count_tests(report), report->finding_count - notices, report->error_count);
    for (size_t i = 0; i < report->error_count; i++) {
        print_error(sink, &report->errors[i]);
    }
    for (size_t i = 0; i < report->file_count; i++) {
        struct suite suite = next_suite(report, report->files[i].path, &at);
        print_suite(sink, &suite);
    }
    tt_puts(sink, "</testsuites>\n");
}

const struct tt_reporter tt_reporter_junit = {
    .name = "junit",
    .summary = "JUnit's XML, for Jenkins and other test reporters",
    .print = print,
};
