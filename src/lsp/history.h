/*
 * What ran before a document, kept from one check to the next: when a file
 * changes, only those from it on are replayed.
 */
#ifndef LSP_HISTORY_H
#define LSP_HISTORY_H

#include <sys/types.h>
#include <time.h>

#include "base/arena.h"
#include "base/vec.h"
#include "lint/session.h"
#include "lsp/document.h"
#include "project/project.h"

/* What tells one state of a file from another. */
struct tt_stamp {
    unsigned long edition; /* of the document, when it is open; else 0 */
    bool there;
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
};

/* One file of the history, as it is to be replayed. */
struct tt_past {
    const char *path;
    const struct tt_linter *linter;
    const struct tt_series *series;            /* NULL: a dump of the schema */
    const struct tt_migration_file *migration; /* likewise */
};

struct tt_past_done; /* history.c */

struct tt_history {
    struct tt_history *next;
    struct tt_arena arena;
    const char *key;
    struct tt_session *session;
    struct tt_session_mark start;
    TT_VEC(struct tt_past_done) done;
    size_t undone_bytes; /* of SQL that was replayed and taken back: it still takes memory */
};

struct tt_histories {
    struct tt_history *newest;
};

struct tt_stamp tt_stamp_of(const struct tt_documents *documents, const char *path);
bool tt_stamp_equal(const struct tt_stamp *a, const struct tt_stamp *b);

/* What the file holds; of one that is open, what the editor has. Lives in `arena`. */
bool tt_read_present(const struct tt_documents *documents, struct tt_arena *arena,
                     const char *path, struct tt_str *ret_text);

/*
 * What is kept under the key, which tells series apart; `linter` is that of files without a
 * configuration.
 */
struct tt_history *tt_history_find(struct tt_histories *histories, const char *key,
                                   const struct tt_linter *linter);

/*
 * Brings it to where it has seen these files, in this order, and nothing else. To be called
 * inside tt_session_run.
 */
void tt_history_reach(struct tt_history *history, const struct tt_documents *documents,
                      const struct tt_past *past, size_t count);

/* Takes back what was checked on top of it: SQL of so many bytes. */
void tt_history_take_back(struct tt_history *history, size_t bytes);

/* Gives memory back, at the price of replaying some of them. For when nobody waits. */
void tt_histories_freshen(struct tt_histories *histories);

/* Linters may go now. */
void tt_histories_forget(struct tt_histories *histories);

#endif
