#include "lsp/history.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/str.h"

enum {
    HISTORIES_MAX = 8,
    /* Then it is replayed from the start, into fresh memory: when there is time, and at last
     * whether there is or not. */
    UNDONE_BYTES = 1 << 20,
    UNDONE_BYTES_MAX = 16 << 20,
};

struct tt_past_done {
    const char *path;
    const struct tt_linter *linter;
    const struct tt_layout *layout; /* NULL: a dump of the schema */
    enum tt_transaction_option transaction;
    bool down;
    struct tt_stamp stamp;
    struct tt_session_mark after;
    size_t bytes;
};

struct tt_stamp tt_stamp_of(const struct tt_documents *documents, const char *path)
{
    const struct tt_document *document = tt_document_at(documents, path);
    struct stat status;
    if (document) {
        return (struct tt_stamp){.edition = document->edition, .there = true};
    }
    if (stat(path, &status) != 0) {
        return (struct tt_stamp){0};
    }
    return (struct tt_stamp){
        .there = true,
        .device = status.st_dev,
        .inode = status.st_ino,
        .size = status.st_size,
        .changed = status.st_mtim,
    };
}

bool tt_stamp_equal(const struct tt_stamp *a, const struct tt_stamp *b)
{
    return a->edition == b->edition && a->there == b->there && a->device == b->device &&
           a->inode == b->inode && a->size == b->size &&
           a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec;
}

bool tt_read_present(const struct tt_documents *documents, struct tt_arena *arena,
                     const char *path, struct tt_str *ret_text)
{
    const struct tt_document *document = tt_document_at(documents, path);
    struct tt_error error;
    if (document) {
        *ret_text = document->lines.text;
        return true;
    }
    return tt_file_read(arena, path, ret_text, &error);
}

/* --- the histories that are kept ------------------------------------------------- */

static void destroy(struct tt_history *history)
{
    tt_session_destroy(history->session);
    tt_arena_release(&history->arena);
    free(history);
}

static struct tt_history *create(const char *key, const struct tt_linter *linter)
{
    struct tt_history *history = calloc(1, sizeof(*history));
    if (!history) {
        tt_out_of_memory();
    }
    history->key = tt_str_copy(&history->arena, tt_str_from(key)).ptr;
    history->session = tt_session_create(linter);
    tt_session_keep(history->session);
    history->start = tt_session_mark(history->session);
    return history;
}

/* The one of this key comes to the front, as it is wanted again soon. */
struct tt_history *tt_history_find(struct tt_histories *histories, const char *key,
                                   const struct tt_linter *linter)
{
    struct tt_history **link = &histories->newest, *found = NULL;
    for (size_t i = 0; *link && !found; i++) {
        struct tt_history *each = *link;
        bool spent = each->undone_bytes > UNDONE_BYTES_MAX;
        if (strcmp(each->key, key) == 0 && !spent) {
            found = each;
            *link = each->next;
        } else if (spent || i + 1 >= HISTORIES_MAX) {
            *link = each->next;
            destroy(each);
        } else {
            link = &each->next;
        }
    }
    found = found ? found : create(key, linter);
    found->next = histories->newest;
    histories->newest = found;
    return found;
}

void tt_histories_forget(struct tt_histories *histories)
{
    while (histories->newest) {
        struct tt_history *next = histories->newest->next;
        destroy(histories->newest);
        histories->newest = next;
    }
}

void tt_histories_freshen(struct tt_histories *histories)
{
    for (struct tt_history **link = &histories->newest; *link;) {
        struct tt_history *each = *link;
        if (each->undone_bytes > UNDONE_BYTES) {
            *link = each->next;
            destroy(each);
        } else {
            link = &each->next;
        }
    }
}

/* --- from what is done to what is wanted -------------------------------------------- */

static bool is_the_same(const struct tt_past_done *done, const struct tt_past *wanted,
                        const struct tt_stamp *stamp)
{
    bool is_schema = !wanted->series;
    if (done->linter != wanted->linter || strcmp(done->path, wanted->path) != 0 ||
        !tt_stamp_equal(&done->stamp, stamp) || is_schema != !done->layout) {
        return false;
    }
    return is_schema || (done->layout == wanted->series->layout &&
                         done->transaction == wanted->migration->transaction &&
                         done->down == wanted->migration->down);
}

static void rewind_to(struct tt_history *history, size_t count)
{
    for (size_t i = count; i < history->done.count; i++) {
        history->undone_bytes += history->done.items[i].bytes;
    }
    if (count < history->done.count) {
        tt_session_rewind(history->session,
                          count > 0 ? &history->done.items[count - 1].after : &history->start);
        history->done.count = count;
    }
}

static void replay(struct tt_history *history, const struct tt_documents *documents,
                   struct tt_arena *scratch, const struct tt_past *wanted,
                   struct tt_stamp stamp)
{
    struct tt_file file = {.path = tt_str_from(wanted->path), .is_history = true};
    struct tt_file_report report;
    struct tt_past_done done = {
        .path = tt_str_copy(&history->arena, file.path).ptr,
        .linter = wanted->linter,
        .stamp = stamp,
    };
    if (tt_read_present(documents, scratch, wanted->path, &file.text)) {
        if (wanted->series) {
            tt_project_cut(scratch, wanted->series, wanted->migration, &file);
            file.is_history = true;
        }
        tt_session_use(history->session, wanted->linter);
        tt_session_check(history->session, &file, NULL, NULL, &report);
    }
    if (wanted->series) {
        done.layout = wanted->series->layout;
        done.transaction = wanted->migration->transaction;
        done.down = wanted->migration->down;
    }
    done.bytes = file.text.len;
    done.after = tt_session_mark(history->session);
    tt_vec_push(&history->arena, &history->done, done);
}

void tt_history_reach(struct tt_history *history, const struct tt_documents *documents,
                      const struct tt_past *past, size_t count)
{
    struct tt_arena scratch = {0};
    size_t same = 0;
    while (same < count && same < history->done.count) {
        struct tt_stamp stamp = tt_stamp_of(documents, past[same].path);
        if (!is_the_same(&history->done.items[same], &past[same], &stamp)) {
            break;
        }
        same++;
    }
    rewind_to(history, same);
    for (size_t i = same; i < count; i++) {
        tt_arena_reset(&scratch);
        replay(history, documents, &scratch, &past[i], tt_stamp_of(documents, past[i].path));
    }
    tt_arena_release(&scratch);
}

void tt_history_take_back(struct tt_history *history, size_t bytes)
{
    size_t count = history->done.count;
    tt_session_rewind(history->session,
                      count > 0 ? &history->done.items[count - 1].after : &history->start);
    history->undone_bytes += bytes;
}
