/*
 * What an editor needs of a session besides tiptoe.h: a way back, so that a
 * history need not be replayed from its start each time that its end changes,
 * and what each statement does.
 */
#ifndef LINT_SESSION_H
#define LINT_SESSION_H

#include "model/model.h"
#include "sql/source.h"

/* A point between two files. */
struct tt_session_mark {
    struct tt_model_mark model;
    int pg_version;
    int proved;
};

/* Before the first file: from here on there is a way back, at the cost of memory. */
void tt_session_keep(struct tt_session *session);
struct tt_session_mark tt_session_mark(const struct tt_session *session);
/* As if the files since had never been checked. Younger marks lose their meaning. */
void tt_session_rewind(struct tt_session *session, const struct tt_session_mark *mark);

/* Who is told what each statement of a file does that is no history. */
struct tt_watcher {
    /* At the file's start, and again each time that reading starts over. */
    void (*begin)(void *user);
    void (*statement)(void *user, const struct tt_source *source,
                      const struct tt_outcome *outcome);
    void *user;
};

/* `watcher` must outlive the checks; NULL: nobody. */
void tt_session_watch(struct tt_session *session, const struct tt_watcher *watcher);

#endif
