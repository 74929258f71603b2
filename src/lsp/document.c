#include "lsp/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "lsp/json.h"
#include "lsp/uri.h"

/* The text in three pieces, which may be of the text that it takes the place of. */
static void set_text(struct tt_documents *documents, struct tt_document *document,
                     struct tt_str before, struct tt_str middle, struct tt_str behind)
{
    struct tt_arena arena = {0};
    size_t len = before.len + middle.len + behind.len;
    char *bytes = tt_take_bytes(&arena, len + 1);
    struct tt_str pieces[] = {before, middle, behind};
    size_t at = 0;
    for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
        if (pieces[i].len > 0) {
            memcpy(bytes + at, pieces[i].ptr, pieces[i].len);
            at += pieces[i].len;
        }
    }
    bytes[len] = '\0';
    tt_arena_release(&document->text_arena);
    document->text_arena = arena;
    tt_lines_init(&document->lines, &document->text_arena, (struct tt_str){bytes, len},
                  documents->encoding);
    document->edition = ++documents->edition;
}

struct tt_document *tt_document_open(struct tt_documents *documents, struct tt_str uri,
                                     struct tt_str language, long version, struct tt_str text)
{
    struct tt_document *document = tt_document_find(documents, uri);
    if (!document) {
        document = calloc(1, sizeof(*document));
        if (!document) {
            tt_out_of_memory();
        }
        document->next = documents->first;
        documents->first = document;
        document->uri = tt_str_copy(&document->arena, uri);
        document->path = tt_uri_path(&document->arena, uri);
    }
    document->language = tt_str_copy(&document->arena, language);
    document->version = version;
    set_text(documents, document, text, (struct tt_str){0}, (struct tt_str){0});
    return document;
}

void tt_document_close(struct tt_documents *documents, struct tt_document *document)
{
    struct tt_document **link = &documents->first;
    while (*link != document) {
        link = &(*link)->next;
    }
    *link = document->next;
    tt_arena_release(&document->text_arena);
    tt_arena_release(&document->arena);
    free(document);
}

struct tt_document *tt_document_find(const struct tt_documents *documents, struct tt_str uri)
{
    struct tt_document *document = documents->first;
    while (document && !tt_str_equal(document->uri, uri)) {
        document = document->next;
    }
    return document;
}

struct tt_document *tt_document_at(const struct tt_documents *documents, const char *path)
{
    struct tt_document *document = documents->first;
    while (document && (!document->path || strcmp(document->path, path) != 0)) {
        document = document->next;
    }
    return document;
}

bool tt_document_change(struct tt_documents *documents, struct tt_document *document,
                        const cJSON *change)
{
    const cJSON *range = tt_lsp_get(change, "range", NULL);
    const cJSON *text = tt_lsp_get(change, "text", NULL);
    struct tt_str old = document->lines.text;
    size_t start = 0, end = old.len;
    if (!cJSON_IsString(text) ||
        (range && !tt_lines_span(&document->lines, range, &start, &end))) {
        return false;
    }
    set_text(documents, document, tt_str_slice(old, 0, start), tt_str_from(text->valuestring),
             tt_str_slice(old, end, old.len));
    return true;
}

struct tt_str tt_document_newline(const struct tt_document *document)
{
    struct tt_str text = document->lines.text;
    const char *end = text.len > 0 ? memchr(text.ptr, '\n', text.len) : NULL;
    return end && end > text.ptr && end[-1] == '\r' ? TT_STR("\r\n") : TT_STR("\n");
}
