/* What is open in the editor: it counts, not what is on disk. */
#ifndef LSP_DOCUMENT_H
#define LSP_DOCUMENT_H

#include "base/arena.h"
#include "lsp/text.h"

struct tt_checked;

struct tt_document {
    struct tt_document *next;
    struct tt_arena arena;      /* of what stays while it is open */
    struct tt_arena text_arena; /* of the present text */
    struct tt_str uri;
    const char *path; /* NULL: no file has it */
    struct tt_str language;
    struct tt_lines lines; /* and the text */
    long version;          /* as the client counts */
    unsigned long edition; /* goes up with each change, over all documents */
    long long due;         /* when it is to be checked, in milliseconds; 0: it is checked */
    long long again;       /* when it is to be checked once more, all anew; 0: never */
    struct tt_checked *checked; /* NULL: never yet */
};

struct tt_documents {
    struct tt_document *first;
    unsigned long edition;
    enum tt_encoding encoding;
};

/* One that is open already is opened anew. `checked` is the caller's to free before. */
struct tt_document *tt_document_open(struct tt_documents *documents, struct tt_str uri,
                                     struct tt_str language, long version, struct tt_str text);
void tt_document_close(struct tt_documents *documents, struct tt_document *document);

struct tt_document *tt_document_find(const struct tt_documents *documents, struct tt_str uri);
struct tt_document *tt_document_at(const struct tt_documents *documents, const char *path);

/* The whole text, when there is no range. False, with nothing changed, if it is no change. */
bool tt_document_change(struct tt_documents *documents, struct tt_document *document,
                        const cJSON *change);

/* What a line ends with. */
struct tt_str tt_document_newline(const struct tt_document *document);

#endif
