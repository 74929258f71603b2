/* What is shown of the place under the cursor. */
#include "base/buffer.h"
#include "base/str.h"
#include "lint/table.h"
#include "lsp/json.h"
#include "lsp/server.h"
#include "sql/directive.h"
#include "sql/lexer.h"

static void reply(struct tt_lsp *lsp, const cJSON *id, const struct tt_document *document,
                  struct tt_span span, struct tt_str markdown)
{
    cJSON *result = cJSON_CreateObject();
    cJSON *contents = cJSON_AddObjectToObject(result, "contents");
    cJSON_AddStringToObject(contents, "kind", "markdown");
    tt_lsp_add_text(contents, "value", markdown);
    cJSON_AddItemToObject(result, "range",
                          tt_lines_range(&document->lines, span.start, span.end));
    tt_lsp_reply(lsp, id, result);
}

/* --- comments that hold findings back ------------------------------------------------ */

static bool find_comment(struct tt_str text, size_t offset, struct tt_span *ret_comment)
{
    struct tt_lexer lexer = {.text = text};
    struct tt_token token = tt_lexer_next(&lexer);
    while (token.kind != TT_TOKEN_END && token.end < offset) {
        token = tt_lexer_next(&lexer);
    }
    *ret_comment = (struct tt_span){token.start, token.end};
    return token.kind == TT_TOKEN_COMMENT && token.start <= offset;
}

static void add_rules(struct tt_sink *sink, struct tt_str name)
{
    for (size_t i = 0; i < tt_rule_count; i++) {
        if (tt_rule_is_called(&tt_rules[i], name)) {
            tt_print(sink, "%s\n\n", tt_rules[i].docs);
        }
    }
}

/* The rule that the cursor is on, or all that the comment names. */
static void describe_directive(struct tt_sink *sink, struct tt_str text,
                               const struct tt_directive *directive, size_t offset)
{
    const struct tt_span *on = NULL;
    for (size_t i = 0; i < directive->name_count; i++) {
        const struct tt_span *name = &directive->names[i];
        on = name->start <= offset && offset <= name->end ? name : on;
    }
    for (size_t i = 0; i < directive->name_count; i++) {
        const struct tt_span *name = &directive->names[i];
        if (!on || on == name) {
            add_rules(sink, tt_str_slice(text, name->start, name->end));
        }
    }
}

static bool hover_comment(struct tt_lsp *lsp, const cJSON *id,
                          const struct tt_document *document, size_t offset)
{
    struct tt_str text = document->lines.text;
    struct tt_arena arena = {0};
    struct tt_directive directive;
    struct tt_span comment;
    struct tt_buffer buffer;
    tt_buffer_init(&buffer);
    if (find_comment(text, offset, &comment) &&
        tt_directive_parse(&arena, text, comment, &directive)) {
        describe_directive(&buffer.sink, text, &directive, offset);
    }
    bool found = tt_buffer_text(&buffer).len > 0;
    if (found) {
        reply(lsp, id, document, comment, tt_buffer_text(&buffer));
    }
    tt_buffer_finish(&buffer);
    tt_arena_release(&arena);
    return found;
}

/* --- statements ------------------------------------------------------------------------ */

static const struct tt_statement_effect *find_statement(const struct tt_checked *checked,
                                                        size_t offset)
{
    for (size_t i = 0; checked && i < checked->statements.count; i++) {
        const struct tt_statement_effect *each = &checked->statements.items[i];
        if (each->start <= offset && offset <= each->end && each->text.len > 0) {
            return each;
        }
    }
    return NULL;
}

void tt_lsp_hover(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    struct tt_document *document = tt_lsp_document(lsp, id, params);
    size_t offset = 0;
    if (!document) {
        return;
    }
    if (!tt_lines_offset(&document->lines, tt_lsp_get(params, "position", NULL), &offset)) {
        tt_lsp_refuse(lsp, id, TT_LSP_INVALID_PARAMS, "\"position\" is no position");
        return;
    }
    const struct tt_checked *checked = tt_lsp_checked(lsp, document);
    if (!checked || hover_comment(lsp, id, document, offset)) {
        if (!checked) {
            tt_lsp_reply(lsp, id, cJSON_CreateNull());
        }
        return;
    }
    const struct tt_statement_effect *effect = find_statement(checked, offset);
    if (effect) {
        reply(lsp, id, document, (struct tt_span){effect->start, effect->end}, effect->text);
    } else {
        tt_lsp_reply(lsp, id, cJSON_CreateNull());
    }
}
