/* Findings as diagnostics. */
#include <string.h>

#include "base/buffer.h"
#include "base/str.h"
#include "lsp/json.h"
#include "lsp/server.h"
#include "lsp/uri.h"
#include "project/config_find.h"

/* Other files' lines, as an editor would count them. */
struct files {
    const struct tt_lsp *lsp;
    struct tt_arena arena;
    struct tt_map lines; /* by path */
};

static const struct tt_lines *lines_of(struct files *files, struct tt_str path)
{
    const struct tt_lsp *lsp = files->lsp;
    const struct tt_document *document = tt_document_at(&lsp->documents, path.ptr);
    struct tt_lines *lines = tt_map_get(&files->lines, path);
    struct tt_str text = {0};
    if (document || lines) {
        return document ? &document->lines : lines;
    }
    (void)tt_read_present(&lsp->documents, &files->arena, path.ptr, &text);
    lines = tt_new(&files->arena, struct tt_lines);
    tt_lines_init(lines, &files->arena, text, lsp->documents.encoding);
    lines->hides_mark = true;
    tt_map_set(&files->lines, path, lines);
    return lines;
}

static cJSON *related_of(struct files *files, const struct tt_document *document,
                         const struct tt_finding *finding)
{
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct tt_related *each = &finding->related[i];
        bool here = tt_str_equal(each->place.path, finding->place.path);
        const struct tt_lines *lines = here ? &document->lines
                                            : lines_of(files, each->place.path);
        struct tt_str uri = here ? document->uri : tt_uri_of(&files->arena, each->place.path);
        cJSON *related = cJSON_CreateObject();
        cJSON *location = cJSON_AddObjectToObject(related, "location");
        tt_lsp_add_text(location, "uri", uri);
        cJSON_AddItemToObject(
            location, "range",
            tt_lines_range(lines, each->place.start.offset, each->place.end.offset));
        tt_lsp_add_text(related, "message", each->message);
        cJSON_AddItemToArray(list, related);
    }
    return list;
}

static int severity_of(enum tt_severity severity)
{
    static const int numbers[] = {[TT_ERROR] = 1, [TT_WARNING] = 2, [TT_NOTICE] = 3};
    return numbers[severity];
}

/* The page that explains the rule. */
static void add_description(struct files *files, cJSON *diagnostic, struct tt_str rule)
{
    struct tt_str docs = files->lsp->settings.docs;
    static const char hole[] = "{rule}";
    const size_t len = sizeof(hole) - 1;
    for (size_t at = 0; at + len <= docs.len; at++) {
        if (tt_str_is(tt_str_slice(docs, at, at + len), hole)) {
            struct tt_str href = tt_str_format(&files->arena, TT_FMT TT_FMT TT_FMT, (int)at,
                                               docs.ptr, TT_ARG(rule),
                                               TT_ARG(tt_str_slice(docs, at + len, docs.len)));
            tt_lsp_add_text(cJSON_AddObjectToObject(diagnostic, "codeDescription"), "href",
                            href);
            return;
        }
    }
}

static cJSON *diagnostic_of(struct files *files, const struct tt_document *document,
                            const struct tt_finding *finding)
{
    const struct tt_lsp_client *client = &files->lsp->client;
    struct tt_buffer buffer;
    cJSON *diagnostic = cJSON_CreateObject();
    cJSON_AddItemToObject(diagnostic, "range",
                          tt_lines_range(&document->lines, finding->place.start.offset,
                                         finding->place.end.offset));
    cJSON_AddNumberToObject(diagnostic, "severity", severity_of(finding->severity));
    tt_lsp_add_text(diagnostic, "code", finding->rule);
    cJSON_AddStringToObject(diagnostic, "source", "tiptoe");
    tt_buffer_init(&buffer);
    tt_report_say(&buffer.sink, finding);
    tt_lsp_add_text(diagnostic, "message", tt_buffer_text(&buffer));
    tt_buffer_finish(&buffer);
    if (client->code_description) {
        add_description(files, diagnostic, finding->rule);
    }
    if (client->related && finding->related_count > 0) {
        cJSON_AddItemToObject(diagnostic, "relatedInformation",
                              related_of(files, document, finding));
    }
    return diagnostic;
}

cJSON *tt_lsp_diagnostic(struct tt_lsp *lsp, const struct tt_document *document,
                         const struct tt_finding *finding)
{
    struct files files = {.lsp = lsp};
    cJSON *diagnostic = diagnostic_of(&files, document, finding);
    tt_map_finish(&files.lines);
    tt_arena_release(&files.arena);
    return diagnostic;
}

void tt_lsp_publish(struct tt_lsp *lsp, struct tt_document *document)
{
    struct files files = {.lsp = lsp};
    const struct tt_checked *checked = document->checked;
    cJSON *params = cJSON_CreateObject();
    tt_lsp_add_text(params, "uri", document->uri);
    cJSON_AddNumberToObject(params, "version", (double)document->version);
    cJSON *list = cJSON_AddArrayToObject(params, "diagnostics");
    for (size_t i = 0; checked && i < checked->findings.count; i++) {
        cJSON_AddItemToArray(list,
                             diagnostic_of(&files, document, &checked->findings.items[i]));
    }
    tt_lsp_notify(lsp, "textDocument/publishDiagnostics", params);
    tt_map_finish(&files.lines);
    tt_arena_release(&files.arena);
}

/* --- configurations ----------------------------------------------------------------------- */

static cJSON *mistake_of(const struct tt_report_error *error)
{
    unsigned line = error->line > 0 ? error->line - 1 : 0;
    unsigned column = error->column > 0 ? error->column - 1 : 0;
    cJSON *diagnostic = cJSON_CreateObject();
    cJSON *range = cJSON_AddObjectToObject(diagnostic, "range");
    static const char *const ends[] = {"start", "end"};
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        cJSON *position = cJSON_AddObjectToObject(range, ends[i]);
        tt_lsp_add_number(position, "line", line);
        tt_lsp_add_number(position, "character", column);
    }
    cJSON_AddNumberToObject(diagnostic, "severity", severity_of(TT_ERROR));
    cJSON_AddStringToObject(diagnostic, "source", "tiptoe");
    tt_lsp_add_text(diagnostic, "message", error->message);
    return diagnostic;
}

static void publish_mistakes(struct tt_lsp *lsp, struct tt_str uri, cJSON *list)
{
    cJSON *params = cJSON_CreateObject();
    tt_lsp_add_text(params, "uri", uri);
    cJSON_AddItemToObject(params, "diagnostics", list);
    tt_lsp_notify(lsp, "textDocument/publishDiagnostics", params);
}

/* By URI, in the order of the errors, which keeps those of one file together. */
static cJSON *mistakes_by_file(struct tt_lsp *lsp)
{
    struct tt_arena arena = {0};
    cJSON *files = cJSON_CreateObject();
    for (size_t i = 0; lsp->checker.configured && i < lsp->checker.scopes.homes.errors.count;
         i++) {
        const struct tt_report_error *error = &lsp->checker.scopes.homes.errors.items[i];
        struct tt_str path = tt_str_copy(&arena, error->path);
        struct tt_str uri = tt_uri_of(&arena, tt_str_from(tt_path_resolve(&arena, path.ptr)));
        uri = tt_str_copy(&arena, uri);
        cJSON *list = cJSON_GetObjectItemCaseSensitive(files, uri.ptr);
        list = list ? list : cJSON_AddArrayToObject(files, uri.ptr);
        cJSON_AddItemToArray(list, mistake_of(error));
    }
    tt_arena_release(&arena);
    return files;
}

/* Only what has changed since, and files that are right again get an empty list. */
void tt_lsp_publish_configuration(struct tt_lsp *lsp)
{
    cJSON *now = mistakes_by_file(lsp), *each = NULL;
    if (lsp->mistakes && cJSON_Compare(lsp->mistakes, now, true)) {
        cJSON_Delete(now);
        return;
    }
    cJSON_ArrayForEach(each, lsp->mistakes)
    {
        if (!cJSON_GetObjectItemCaseSensitive(now, each->string)) {
            publish_mistakes(lsp, tt_str_from(each->string), cJSON_CreateArray());
        }
    }
    cJSON_ArrayForEach(each, now)
    {
        publish_mistakes(lsp, tt_str_from(each->string), cJSON_Duplicate(each, true));
    }
    cJSON_Delete(lsp->mistakes);
    lsp->mistakes = now;
}
