/* What the editor does with documents, and what changes around them. */
#include "base/str.h"
#include "lsp/json.h"
#include "lsp/server.h"

struct tt_document *tt_lsp_document(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    struct tt_str uri = tt_lsp_text(tt_lsp_get(params, "textDocument", NULL), "uri");
    struct tt_document *document = tt_document_find(&lsp->documents, uri);
    if (!document && id) {
        tt_lsp_refuse(lsp, id, TT_LSP_INVALID_PARAMS, "no open document has this \"uri\"");
    }
    return document;
}

struct tt_document *tt_lsp_document_range(struct tt_lsp *lsp, const cJSON *id,
                                          const cJSON *params, size_t *ret_start,
                                          size_t *ret_end)
{
    struct tt_document *document = tt_lsp_document(lsp, id, params);
    const cJSON *range = tt_lsp_get(params, "range", NULL);
    if (document && !tt_lines_span(&document->lines, range, ret_start, ret_end)) {
        tt_lsp_refuse(lsp, id, TT_LSP_INVALID_PARAMS, "\"range\" is no range");
        return NULL;
    }
    return document;
}

const struct tt_checked *tt_lsp_checked(struct tt_lsp *lsp, struct tt_document *document)
{
    if (!document->checked || document->due) {
        tt_lsp_check(lsp, document);
    }
    return document->checked;
}

void tt_lsp_check(struct tt_lsp *lsp, struct tt_document *document)
{
    document->due = 0;
    if (!tt_checker_knows(document)) {
        return;
    }
    struct tt_checked *before = document->checked;
    document->checked = tt_checker_check(&lsp->checker, &lsp->documents, document);
    struct tt_str trouble = document->checked->trouble;
    if (trouble.len > 0 && !(before && tt_str_equal(before->trouble, trouble))) {
        tt_lsp_log(lsp, trouble);
    }
    tt_checked_destroy(before);
    tt_lsp_publish(lsp, document);
    tt_lsp_publish_configuration(lsp);
}

void tt_lsp_check_all(struct tt_lsp *lsp)
{
    for (struct tt_document *each = lsp->documents.first; each; each = each->next) {
        each->due = tt_lsp_now();
    }
}

enum {
    OTHERS_LATER_MS = 250,
    AGAIN_LATER_MS = 1000, /* when nobody types, there is time to look at all of the project */
};

/* What others say may depend on it: they come after it, when nothing else is due. */
static void schedule(struct tt_lsp *lsp, struct tt_document *document, long long wait_ms)
{
    long long due = tt_lsp_now() + wait_ms;
    for (struct tt_document *each = lsp->documents.first; each; each = each->next) {
        if (each == document) {
            each->due = due;
        } else if (tt_checker_depends(each, document)) {
            each->due = due + OTHERS_LATER_MS;
        }
    }
}

/* --- notifications ---------------------------------------------------------------------------
 */

void tt_lsp_open(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    (void)id;
    const cJSON *item = tt_lsp_get(params, "textDocument", NULL);
    struct tt_str uri = tt_lsp_text(item, "uri");
    size_t version = 0;
    if (uri.len == 0 || !cJSON_IsString(tt_lsp_get(item, "text", NULL))) {
        tt_lsp_log(lsp,
                   TT_STR("tiptoe: a document was opened without its \"uri\" or \"text\""));
        return;
    }
    (void)tt_lsp_number(item, "version", &version);
    struct tt_document *document = tt_document_open(&lsp->documents, uri,
                                                    tt_lsp_text(item, "languageId"),
                                                    (long)version, tt_lsp_text(item, "text"));
    for (struct tt_document *each = lsp->documents.first; each; each = each->next) {
        each->due = tt_lsp_now() + (each == document ? 0 : OTHERS_LATER_MS);
    }
}

void tt_lsp_change(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    struct tt_document *document = tt_lsp_document(lsp, id, params);
    const cJSON *change = NULL;
    size_t version = 0;
    if (!document) {
        return;
    }
    cJSON_ArrayForEach(change, tt_lsp_get(params, "contentChanges", NULL))
    {
        if (!tt_document_change(&lsp->documents, document, change)) {
            tt_lsp_log(lsp, TT_STR("tiptoe: a change makes no sense; close the document and "
                                   "open it again"));
        }
    }
    if (tt_lsp_number(tt_lsp_get(params, "textDocument", NULL), "version", &version)) {
        document->version = (long)version;
    }
    schedule(lsp, document, (long long)lsp->settings.debounce_ms);
    document->again = document->due + AGAIN_LATER_MS;
}

void tt_lsp_save(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    struct tt_document *document = tt_lsp_document(lsp, id, params);
    if (document && !tt_checker_knows(document)) {
        tt_lsp_start_over(lsp); /* a tool's own configuration, perhaps */
    } else if (document) {
        tt_plans_forget(
            &lsp->checker.plans); /* whose a folder is shows in its files, as saved */
        schedule(lsp, document, 0);
    }
}

void tt_lsp_close(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    struct tt_document *document = tt_lsp_document(lsp, id, params);
    if (!document) {
        return;
    }
    schedule(lsp, document, 0); /* what is on disk counts again */
    tt_checked_destroy(document->checked);
    document->checked = NULL;
    tt_lsp_publish(lsp, document);
    tt_document_close(&lsp->documents, document);
}

void tt_lsp_start_over(struct tt_lsp *lsp)
{
    tt_checker_forget(&lsp->checker);
    tt_lsp_check_all(lsp);
}

/* Of migrations, the history itself finds out which have changed. */
void tt_lsp_files_changed(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    (void)id;
    bool only_sql = true;
    const cJSON *change = NULL;
    cJSON_ArrayForEach(change, tt_lsp_get(params, "changes", NULL))
    {
        struct tt_str uri = tt_lsp_text(change, "uri");
        struct tt_str end = tt_str_slice(uri, uri.len < 4 ? 0 : uri.len - 4, uri.len);
        only_sql = only_sql && tt_str_equal_nocase(end, TT_STR(".sql"));
    }
    if (only_sql) {
        tt_plans_forget(&lsp->checker.plans);
        tt_lsp_check_all(lsp);
    } else {
        tt_lsp_start_over(lsp);
    }
}

/* --- settings
 * ----------------------------------------------------------------------------------- */

void tt_lsp_ask_configuration(struct tt_lsp *lsp)
{
    if (!lsp->client.configuration) {
        return;
    }
    cJSON *params = cJSON_CreateObject();
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "section", "tiptoe");
    cJSON_AddItemToArray(cJSON_AddArrayToObject(params, "items"), item);
    tt_lsp_ask(lsp, "configuration", "workspace/configuration", params);
}

static void take_settings(struct tt_lsp *lsp, const cJSON *section)
{
    const char *wrong = NULL;
    tt_lsp_settings_take(&lsp->settings, section, &wrong);
    if (wrong) {
        tt_lsp_log(lsp, tt_str_from(wrong));
    }
    if (lsp->client.refreshes_lenses) {
        tt_lsp_ask(lsp, "refresh", "workspace/codeLens/refresh", NULL);
    }
    if (lsp->client.refreshes_hints) {
        tt_lsp_ask(lsp, "refresh", "workspace/inlayHint/refresh", NULL);
    }
    tt_lsp_check_all(lsp);
}

void tt_lsp_take_configuration(struct tt_lsp *lsp, const cJSON *result)
{
    take_settings(lsp, cJSON_GetArrayItem(result, 0));
}

/* Clients that answer questions send nothing of use along. */
void tt_lsp_configuration_changed(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    (void)id;
    if (lsp->client.configuration) {
        tt_lsp_ask_configuration(lsp);
    } else {
        take_settings(lsp, tt_lsp_get(params, "settings", "tiptoe", NULL));
    }
}
