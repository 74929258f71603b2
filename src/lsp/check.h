/* A document as "tiptoe check" sees it, with the documents that are open in place of files. */
#ifndef LSP_CHECK_H
#define LSP_CHECK_H

#include "base/map.h"
#include "lsp/document.h"
#include "lsp/history.h"
#include "lsp/plan.h"
#include "scope/scope.h"

/* What a statement does, in words. */
struct tt_statement_effect {
    size_t start; /* offsets */
    size_t end;
    struct tt_str title; /* one line; empty of what is no change of the schema */
    struct tt_str text;  /* Markdown */
};

/* What was found in a document. */
struct tt_checked {
    struct tt_arena arena;
    unsigned long edition;              /* of the document that it holds for */
    TT_VEC(struct tt_finding) findings; /* without those that are held back */
    TT_VEC(struct tt_statement_effect) statements;
    TT_VEC(struct tt_str) open_past; /* paths of documents that run before it */
    struct tt_str trouble;           /* what people should know; may be empty */
};

struct tt_checker {
    struct tt_arena arena; /* of the configurations */
    struct tt_scope_options options;
    struct tt_scopes scopes;
    bool configured;
    struct tt_map stamps; /* of configurations, by the folders that have them */
    struct tt_plans plans;
    struct tt_histories histories;
    const char *root; /* of what no file has; may be NULL */
};

/* Configurations and files may have changed; or it is over. */
void tt_checker_forget(struct tt_checker *checker);
/* Reads configurations anew when those that the path has are not what is on disk. */
void tt_checker_refresh(struct tt_checker *checker, const char *path);

/* Whether the document is one that can be checked at all. */
bool tt_checker_knows(const struct tt_document *document);

/* Whether `other` ran before `document` when that was checked last. */
bool tt_checker_depends(const struct tt_document *document, const struct tt_document *other);

/* Free with tt_checked_destroy. */
struct tt_checked *tt_checker_check(struct tt_checker *checker,
                                    const struct tt_documents *documents,
                                    const struct tt_document *document);
void tt_checked_destroy(struct tt_checked *checked);

#endif
