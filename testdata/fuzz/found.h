/* Migrations checked one behind the other, and findings kept to be held against others. */
#ifndef FOUND_H
#define FOUND_H

#include "base/vec.h"
#include "fuzz.h"
#include "tiptoe.h"

struct tt_arena;

enum { FILES_MAX = 4 };

/* How the last of the files is run; what precedes it is history. */
struct trial {
    struct tt_arena *arena;
    struct tt_session *session;
    struct tt_str files[FILES_MAX];
    size_t count;
    struct tt_part part; /* of the last file; its end is that of any text */
    bool makes_files;    /* its tool would take another migration behind it */
};

struct found {
    struct tt_str text;
    TT_VEC(struct tt_finding) findings;
    struct tt_file_report report;
    bool unread; /* one of them is of what could not be read */
};

/*
 * Cuts what was put in where its files end, at bytes of 0x1E, and calls `judge` with a session
 * of that choice of release and rules, on a stack that is deep enough. Without any such byte
 * a small history of its own stands before the file.
 */
void with_trial(const uint8_t *data, size_t size, void (*judge)(struct trial *trial));

/* Replays all but the last file. */
void replay_history(const struct trial *trial);
/* Checks `text` as the last file; what was seen before it is as it was, afterwards. */
struct found check_last(const struct trial *trial, struct tt_str text, bool ahead);

/* The same in all that is told, and where. */
void require_same(const struct found *a, const struct found *b);
/* The same but for offsets, and for line ends in what is quoted. */
void require_same_words(const struct found *a, const struct found *b);
/* Whether there is one of that rule that starts there. */
bool has_finding(const struct found *found, struct tt_str rule, size_t start);

/* That its line and column are those of its offset. */
void check_position(const struct tt_position *position, struct tt_str text);
/* With \r\n as line ends. False when it has others than \n already, or none. */
bool with_other_line_ends(struct tt_arena *arena, struct tt_str text, struct tt_str *ret_text);

#endif
