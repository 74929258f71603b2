/* What statements do, above or beside each that changes the schema. */
#include "lsp/json.h"
#include "lsp/server.h"

static bool shows_lenses(const struct tt_lsp *lsp)
{
    switch (lsp->settings.effects) {
    case TT_LSP_EFFECTS_AUTO:
    case TT_LSP_EFFECTS_LENSES:
    case TT_LSP_EFFECTS_BOTH:
        return true;
    case TT_LSP_EFFECTS_HINTS:
    case TT_LSP_EFFECTS_OFF:
        break;
    }
    return false;
}

/* Twice the same would be too much: whoever has lenses is shown no hints unless they ask. */
static bool shows_hints(const struct tt_lsp *lsp)
{
    switch (lsp->settings.effects) {
    case TT_LSP_EFFECTS_AUTO:
        return !lsp->client.code_lens;
    case TT_LSP_EFFECTS_HINTS:
    case TT_LSP_EFFECTS_BOTH:
        return true;
    case TT_LSP_EFFECTS_LENSES:
    case TT_LSP_EFFECTS_OFF:
        break;
    }
    return false;
}

static cJSON *lens_of(const struct tt_document *document,
                      const struct tt_statement_effect *effect)
{
    cJSON *lens = cJSON_CreateObject();
    size_t end = tt_lines_end(&document->lines, effect->start);
    cJSON_AddItemToObject(
        lens, "range",
        tt_lines_range(&document->lines, effect->start, effect->end < end ? effect->end : end));
    cJSON *command = cJSON_AddObjectToObject(lens, "command");
    tt_lsp_add_text(command, "title", effect->title);
    cJSON_AddStringToObject(command, "command", ""); /* there is nothing to run */
    return lens;
}

void tt_lsp_lenses(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    struct tt_document *document = tt_lsp_document(lsp, id, params);
    if (!document) {
        return;
    }
    const struct tt_checked *checked = tt_lsp_checked(lsp, document);
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; checked && shows_lenses(lsp) && i < checked->statements.count; i++) {
        const struct tt_statement_effect *each = &checked->statements.items[i];
        if (each->title.len > 0) {
            cJSON_AddItemToArray(list, lens_of(document, each));
        }
    }
    tt_lsp_reply(lsp, id, list);
}

/* At the end of the line on which the statement begins. */
static cJSON *hint_of(const struct tt_document *document,
                      const struct tt_statement_effect *effect)
{
    cJSON *hint = cJSON_CreateObject();
    size_t end = tt_lines_end(&document->lines, effect->start);
    cJSON_AddItemToObject(hint, "position", tt_lines_position(&document->lines, end));
    tt_lsp_add_text(hint, "label", effect->title);
    cJSON_AddBoolToObject(hint, "paddingLeft", true);
    cJSON *tooltip = cJSON_AddObjectToObject(hint, "tooltip");
    cJSON_AddStringToObject(tooltip, "kind", "markdown");
    tt_lsp_add_text(tooltip, "value", effect->text);
    return hint;
}

void tt_lsp_hints(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    size_t start = 0, end = 0;
    struct tt_document *document = tt_lsp_document_range(lsp, id, params, &start, &end);
    if (!document) {
        return;
    }
    const struct tt_checked *checked = tt_lsp_checked(lsp, document);
    cJSON *list = cJSON_CreateArray();
    for (size_t i = 0; checked && shows_hints(lsp) && i < checked->statements.count; i++) {
        const struct tt_statement_effect *each = &checked->statements.items[i];
        size_t at = tt_lines_end(&document->lines, each->start);
        if (each->title.len > 0 && start <= at && at <= end) {
            cJSON_AddItemToArray(list, hint_of(document, each));
        }
    }
    tt_lsp_reply(lsp, id, list);
}
