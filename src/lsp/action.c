/* What can be done about a finding from where it is shown. */
#include "base/str.h"
#include "base/utf8.h"
#include "fix/apply.h"
#include "lsp/json.h"
#include "lsp/server.h"

#define FIX_ALL "source.fixAll.tiptoe"

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

static cJSON *offer(struct asking *asking, const char *kind, struct tt_str title,
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
    return action;
}

/* --- fixing ------------------------------------------------------------------------------ */

static void offer_fix(struct asking *asking, const struct tt_finding *finding)
{
    if (tt_fix_makes_file(finding)) {
        return; /* "tiptoe fix" does that */
    }
    cJSON *edits = cJSON_CreateArray();
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct tt_edit *each = &finding->edits[i];
        cJSON_AddItemToArray(edits, text_edit(asking->document, each->place.start.offset,
                                              each->place.end.offset, each->text));
    }
    cJSON *action = offer(
        asking, "quickfix",
        tt_str_format(&asking->arena, "tiptoe: " TT_FMT, TT_ARG(finding->fix)), finding, edits);
    cJSON_AddBoolToObject(action, "isPreferred", true);
}

/* The text once nothing is left to fix, as "tiptoe fix" would leave it. */
static struct tt_str fix_text(struct asking *asking)
{
    enum { PASSES_MAX = 20 };
    struct tt_lsp *lsp = asking->lsp;
    struct tt_document trial = *asking->document;
    struct tt_checked *checked = NULL;
    bool changed = true;
    for (int pass = 0; changed && pass < PASSES_MAX; pass++) {
        tt_checked_destroy(checked);
        checked = tt_checker_check(&lsp->checker, &lsp->documents, &trial);
        size_t count = checked->findings.count;
        bool *made = tt_new_array(&asking->arena, bool, count);
        changed = count > 0 &&
                  tt_fix_apply(&asking->arena, checked->findings.items[0].place.path, false,
                               checked->findings.items, count, made, &trial.lines.text) > 0;
    }
    tt_checked_destroy(checked);
    return trial.lines.text;
}

/* One edit of what lies between the first difference and the last. */
static void offer_all_fixes(struct asking *asking)
{
    struct tt_str before = asking->document->lines.text, behind = fix_text(asking);
    size_t start = 0, end = 0;
    while (start < before.len && start < behind.len && before.ptr[start] == behind.ptr[start]) {
        start++;
    }
    start = tt_utf8_floor(before, start);
    while (end < before.len - start && end < behind.len - start &&
           before.ptr[before.len - 1 - end] == behind.ptr[behind.len - 1 - end]) {
        end++;
    }
    while (end > 0 && tt_utf8_floor(before, before.len - end) != before.len - end) {
        end--;
    }
    if (start + end < before.len || start + end < behind.len) {
        cJSON *edits = cJSON_CreateArray();
        cJSON_AddItemToArray(edits, text_edit(asking->document, start, before.len - end,
                                              tt_str_slice(behind, start, behind.len - end)));
        (void)offer(asking, FIX_ALL, TT_STR("tiptoe: fix all that is certain in this file"),
                    NULL, edits);
    }
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
    (void)offer(asking, "quickfix",
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
    size_t start = 0, end = 0;
    struct tt_document *document = tt_lsp_document_range(lsp, id, params, &start, &end);
    if (!document) {
        return;
    }
    struct asking asking = {.lsp = lsp, .document = document, .list = cJSON_CreateArray()};
    asking.checked = tt_lsp_checked(lsp, document);
    bool fixable = false, quick = is_wanted(params, "quickfix");
    for (size_t i = 0; asking.checked && i < asking.checked->findings.count; i++) {
        const struct tt_finding *finding = &asking.checked->findings.items[i];
        bool touches = finding->place.start.offset <= end && start <= finding->place.end.offset;
        fixable = fixable || finding->edit_count > 0;
        if (touches && quick && finding->edit_count > 0) {
            offer_fix(&asking, finding);
        }
        if (touches && quick) {
            offer_ignore(&asking, finding);
        }
    }
    if (fixable && is_wanted(params, FIX_ALL)) {
        offer_all_fixes(&asking);
    }
    tt_lsp_reply(lsp, id, asking.list);
    tt_arena_release(&asking.arena);
}
