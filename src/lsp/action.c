/* What can be done about a finding from where it is shown. */
#include "base/str.h"
#include "lsp/json.h"
#include "lsp/server.h"

struct asking {
    struct tt_lsp *lsp;
    const struct tt_document *document;
    const struct tt_checked *checked;
    struct tt_arena arena;
    cJSON *list;
};

/* An edit of the document, as the client takes it. */
static cJSON *workspace_edit(struct asking *asking, cJSON *edits)
{
    const struct tt_document *document = asking->document;
    cJSON *edit = cJSON_CreateObject();
    if (asking->lsp->client.document_changes) {
        cJSON *change = cJSON_CreateObject();
        cJSON *named = cJSON_AddObjectToObject(change, "textDocument");
        tt_lsp_add_text(named, "uri", document->uri);
        cJSON_AddNumberToObject(named, "version", (double)document->version);
        cJSON_AddItemToObject(change, "edits", edits);
        cJSON_AddItemToArray(cJSON_AddArrayToObject(edit, "documentChanges"), change);
    } else {
        struct tt_str uri = tt_str_copy(&asking->arena, document->uri);
        cJSON_AddItemToObject(cJSON_AddObjectToObject(edit, "changes"), uri.ptr, edits);
    }
    return edit;
}

static cJSON *text_edit(const struct tt_document *document, size_t start, size_t end,
                        struct tt_str text)
{
    cJSON *edit = cJSON_CreateObject();
    cJSON_AddItemToObject(edit, "range", tt_lines_range(&document->lines, start, end));
    tt_lsp_add_text(edit, "newText", text);
    return edit;
}

static void offer(struct asking *asking, const char *kind, struct tt_str title,
                  const struct tt_finding *finding, cJSON *edits)
{
    cJSON *action = cJSON_CreateObject();
    tt_lsp_add_text(action, "title", title);
    cJSON_AddStringToObject(action, "kind", kind);
    if (finding) {
        cJSON *diagnostics = cJSON_AddArrayToObject(action, "diagnostics");
        cJSON_AddItemToArray(diagnostics,
                             tt_lsp_diagnostic(asking->lsp, asking->document, finding));
    }
    cJSON_AddItemToObject(action, "edit", workspace_edit(asking, edits));
    cJSON_AddItemToArray(asking->list, action);
}

/* --- holding a finding back ------------------------------------------------------------ */

/* Where the statement begins that the finding is in, or the finding itself. */
static size_t statement_start(const struct tt_checked *checked, size_t offset)
{
    for (size_t i = 0; i < checked->statements.count; i++) {
        const struct tt_statement_effect *each = &checked->statements.items[i];
        if (each->start <= offset && offset < each->end) {
            return each->start;
        }
    }
    return offset;
}

static bool is_blank(struct tt_str text)
{
    return tt_str_trim(text).len == 0;
}

/*
 * Above the statement, and with its indentation. The reason is left to be typed: until
 * then, the comment holds nothing back and a finding asks for it.
 */
static void offer_ignore(struct asking *asking, const struct tt_finding *finding)
{
    const struct tt_document *document = asking->document;
    struct tt_str text = document->lines.text, newline = tt_document_newline(document);
    size_t at = statement_start(asking->checked, finding->place.start.offset);
    size_t line = tt_lines_start(&document->lines, at);
    struct tt_str before = tt_str_slice(text, line, at);
    bool alone = is_blank(before);
    struct tt_str comment = tt_str_format(
        &asking->arena, TT_FMT "-- tiptoe:ignore " TT_FMT ": " TT_FMT TT_FMT,
        TT_ARG(alone ? (struct tt_str){0} : newline), TT_ARG(finding->rule), TT_ARG(newline),
        TT_ARG(alone ? before : (struct tt_str){0}));
    cJSON *edits = cJSON_CreateArray();
    cJSON_AddItemToArray(edits, text_edit(document, at, at, comment));
    offer(asking, "quickfix",
          tt_str_format(&asking->arena, "tiptoe: ignore " TT_FMT " here, with a reason",
                        TT_ARG(finding->rule)),
          finding, edits);
}

/* --- the request ---------------------------------------------------------------------------
 */

/* Whether the client wants actions of the kind: it may name those that it does. */
static bool is_wanted(const cJSON *params, const char *kind)
{
    const cJSON *only = tt_lsp_get(params, "context", "only", NULL), *each = NULL;
    if (!cJSON_IsArray(only)) {
        return true;
    }
    cJSON_ArrayForEach(each, only)
    {
        struct tt_str wanted = cJSON_IsString(each) ? tt_str_from(each->valuestring)
                                                    : (struct tt_str){0};
        if (each->valuestring && tt_str_starts(tt_str_from(kind), wanted.ptr) &&
            (kind[wanted.len] == '\0' || kind[wanted.len] == '.')) {
            return true;
        }
    }
    return false;
}

void tt_lsp_actions(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    struct tt_document *document = tt_lsp_document(lsp, id, params);
    size_t start = 0, end = 0;
    if (!document) {
        return;
    }
    if (!tt_lines_span(&document->lines, tt_lsp_get(params, "range", NULL), &start, &end)) {
        tt_lsp_refuse(lsp, id, TT_LSP_INVALID_PARAMS, "\"range\" is no range");
        return;
    }
    struct asking asking = {.lsp = lsp, .document = document, .list = cJSON_CreateArray()};
    asking.checked = tt_lsp_checked(lsp, document);
    for (size_t i = 0; asking.checked && i < asking.checked->findings.count; i++) {
        const struct tt_finding *finding = &asking.checked->findings.items[i];
        bool touches = finding->place.start.offset <= end && start <= finding->place.end.offset;
        if (touches && is_wanted(params, "quickfix")) {
            offer_ignore(&asking, finding);
        }
    }
    tt_lsp_reply(lsp, id, asking.list);
    tt_arena_release(&asking.arena);
}
