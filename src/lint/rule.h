/* All that a file in rules/ needs to include. */
#ifndef LINT_RULE_H
#define LINT_RULE_H

#include "base/str.h"
#include "lint/edit.h"
#include "lint/mend.h"
#include "lint/words.h"
#include "model/outcome.h"
#include "tiptoe.h"

struct tt_arena;
struct tt_check; /* one file being checked: opaque to rules */

/* A place that the finding is about too. */
struct tt_says_also {
    struct tt_span span;
    struct tt_str message;
};

enum { TT_ALSO_MAX = 8 };

/* Bytes that others take the place of. */
struct tt_fix_edit {
    struct tt_span span;
    struct tt_str text;
    bool later; /* all of a migration that runs behind all others; the span is empty */
};

enum { TT_FIX_EDITS_MAX = 4 };

/* What is certainly right, as edit.h makes it; zeroed: nothing is. */
struct tt_fix {
    struct tt_str title;      /* what the edits do, "add CONCURRENTLY" */
    struct tt_span statement; /* that they are about */
    struct tt_fix_edit edits[TT_FIX_EDITS_MAX];
    unsigned count;
};

/* What a rule says: what happens, why it hurts, what to write instead. */
struct tt_says {
    struct tt_span span;
    enum tt_certainty certainty;
    enum tt_severity severity; /* only where `severe` is set: other than the rule's own */
    bool severe;
    bool yields;         /* not said where another rule speaks of the same statement */
    bool once;           /* said again in the same transaction only where it is graver */
    bool of_file_before; /* what it says comes of a file that the transaction began with */
    const struct tt_relation *once_of; /* with `once`: for each such table, or NULL */
    const struct tt_relation *about;   /* the table that it is assumed of; NULL: grows_with */
    const struct tt_relation *grows_with; /* the larger it is, the more this hurts; or NULL */
    struct tt_str message;                /* one line, names in "double quotes", no full stop */
    struct tt_str detail; /* sentences: what PostgreSQL does, whom it stops, how long */
    struct tt_str hint;   /* sentences or SQL, line by line */
    struct tt_says_also also[TT_ALSO_MAX];
    unsigned also_count;
    struct tt_fix fix;
};

/* All changes that a file makes to the schema, in its order. */
struct tt_migration {
    const struct tt_change *changes;
    size_t count;
    const struct tt_fate *fates; /* one for each change: lint/fate.h */
};

/* What a rule without a check of its own speaks for: what is wrong with the file as such. */
enum tt_voice {
    TT_VOICE_NONE,
    TT_VOICE_SYNTAX,       /* PostgreSQL would not take it */
    TT_VOICE_NOT_CHECKED,  /* nothing is known of it */
    TT_VOICE_NOT_FOLLOWED, /* another file would run there */
    TT_VOICE_TOO_NEW,      /* the server's release does not know it */
    TT_VOICE_DOWN,         /* what leads back would not get there */
    TT_VOICE_BODY,         /* what a body of DO runs is not known */

    /* Comments that are to hold findings back, and do not. */
    TT_VOICE_WITHOUT_RULE,
    TT_VOICE_WITHOUT_REASON,
    TT_VOICE_UNKNOWN_RULE,
    TT_VOICE_UNUSED,
    TT_VOICE_MISPLACED,
    TT_VOICE_UNKNOWN_DIRECTIVE,
};

/* What a rule is about, first of all. */
enum tt_family {
    TT_FAMILY_NONE,          /* forgotten; a test tells */
    TT_FAMILY_LOCKS,         /* who has to wait, and for how long */
    TT_FAMILY_COMPATIBILITY, /* what the application version that still runs needs */
    TT_FAMILY_DATA,          /* rows written or lost */
    TT_FAMILY_TRANSACTIONS,  /* what a transaction holds together, or can't */
    TT_FAMILY_FAILURES,      /* what the server or the tool refuses */
    TT_FAMILY_SECURITY,      /* who may read, write or act as whom */
    TT_FAMILY_HISTORY,       /* the file among the others */
    TT_FAMILY_READING,       /* what tiptoe could not read, or was told in vain */
    TT_FAMILY_STYLE,         /* how a team wants its schema to look */
    TT_FAMILY_COUNT,
};

enum tt_preset {
    TT_PRESET_RECOMMENDED, /* what hurts a live database */
    TT_PRESET_STRICT,      /* that, and what a careful team keeps to */
    TT_PRESET_STYLE,       /* taste, by itself: to be chosen besides */
    TT_PRESET_NONE,        /* only the rules that are named */
    TT_PRESET_COUNT,
};

enum { TT_RULE_OPTIONS_MAX = 2 };

struct tt_rule {
    const char *summary; /* one line for lists, without a full stop */
    const char *since;   /* the release that brought it */
    const char *was;     /* names that it had before, apart by blanks; or NULL */
    /*
     * What others call the like, each with the tool and a colon before it, apart by blanks;
     * or NULL. Squawk: crates/squawk_linter/src/lib.rs. Atlas: the codes and analyzers of
     * atlasgo.io/lint/analyzers. Eugene: the hints of eugenelib. Pgfence: the ids in its
     * analyzer. Strong_migrations (and online_migrations): keys of its error_messages.
     */
    const char *same_as;
    enum tt_family family;
    enum tt_severity severity;
    enum tt_severity strict_severity; /* in the preset "strict", if graver */
    enum tt_preset preset;            /* that it is in; TT_PRESET_STRICT has all recommended */
    const struct tt_rule_option *options; /* TT_RULE_OPTIONS_MAX at most; or NULL */
    enum tt_voice voice;
    bool fixes; /* some of its findings have edits: an example must show it */

    /* Called once a file, for what its place in the history tells. */
    void (*on_file)(struct tt_check *check, const struct tt_file *file);

    /* Called for each statement. */
    void (*on_outcome)(struct tt_check *check, const struct tt_outcome *outcome);

    /* Called once a file, for what no single statement tells. */
    void (*on_migration)(struct tt_check *check, const struct tt_migration *migration);
};

/* Defines the rule of this file; NAME is the file's name without ".c". */
#define TT_RULE(name)                                                                          \
    extern const struct tt_rule tt_rule_##name;                                                \
    const struct tt_rule tt_rule_##name

/* For texts; lives as long as the findings. */
struct tt_arena *tt_check_arena(struct tt_check *check);
/* The file's bytes there. */
struct tt_str tt_check_text(const struct tt_check *check, struct tt_span span);
/* The tool that runs the file, "goose"; or "the tool" where that is not known. */
struct tt_str tt_check_tool(const struct tt_check *check);
/* Whether a tool is known to run the file. */
bool tt_check_has_tool(const struct tt_check *check);
/* Sentences: how it runs SQL outside a transaction; empty when it can't be told to. */
struct tt_str tt_check_way_out(const struct tt_check *check);
/* "a migration of its own", and what else it takes where those share a transaction. */
const char *tt_say_migration_of_its_own(const struct tt_check *check);
/* A blank, and the sentence that says that they do; or nothing. */
struct tt_str tt_say_shared_transaction(struct tt_check *check);
/* Whether the migration holds just one statement, but for BEGIN, COMMIT, SET and the like. */
bool tt_check_is_alone(const struct tt_check *check);
/* The file's first line that is not blank, for what is about the file as such. */
struct tt_span tt_first_line(const struct tt_check *check);
/* Whether the tool notes that `before` has run, ahead of `after`: it never runs again. */
bool tt_check_is_recorded(const struct tt_check *check, struct tt_span before,
                          struct tt_span after);
/* The number that the rule's option has, counted from 0. */
int tt_check_option(const struct tt_check *check, size_t index);
/* The release that the file is judged as. */
int tt_check_pg_version(const struct tt_check *check);
/* The strongest lock that the statement takes on the relation or its transaction holds. */
enum tt_lock tt_check_lock(const struct tt_check *check, const struct tt_outcome *outcome,
                           const struct tt_relation *relation);
/* A table that is made and dropped here, or a transaction's own: no one else can use it. */
bool tt_check_is_new(const struct tt_check *check, const struct tt_relation *relation);

/* Only a table that this migration made and left empty surely holds no row. */
bool tt_check_may_hold_rows(const struct tt_check *check, const struct tt_relation *relation);

/* A lock on a relation in use, and the statement that took it; no bytes if it is the present.
 */
struct tt_held {
    struct tt_relation *relation;
    enum tt_lock mode;
    struct tt_span since; /* empty when that is no other place of this file */
    bool of_file_before;  /* that the transaction began with */
};
/*
 * The next one that stops writes and that an earlier statement of the transaction took;
 * `*index` starts at 0. Partitions go with their parents, and what was dropped meanwhile
 * is left out: its readers are lost anyway.
 */
bool tt_check_held(const struct tt_check *check, size_t *index, struct tt_held *ret_held);
/* The first tables whose reads wait for this transaction now, TT_ALSO_MAX at most; partitions
 * go with their parents. */
size_t tt_check_held_for_reads(struct tt_check *check, struct tt_held **ret_held);

/* Whether a timeout ends a statement that waits for a lock. */
bool tt_check_waits_bounded(const struct tt_check *check);
/* At the file's end. */
const struct tt_unguarded *tt_check_unguarded(const struct tt_check *check);
bool tt_check_left_open(const struct tt_check *check, struct tt_span *ret_begin);

/* How many files ago it was made: 0 is this one. UINT_MAX when that is not known. */
unsigned tt_check_age(const struct tt_check *check, struct tt_birth birth);

/* At the file's end: names are said as the statement of this change says them. */
void tt_speak_of(struct tt_check *check, const struct tt_change *change);

/* The start of what is said: where, how sure, and the table whose size matters. */
struct tt_says tt_about_work(const struct tt_work *work);
struct tt_says tt_about_change(const struct tt_change *change);
/* Of the statement as a whole, which is plain to see. */
struct tt_says tt_about_stmt(const struct tt_outcome *outcome);

void tt_report(struct tt_check *check, struct tt_says says);
/* Whether it would be passed over, being said `once` already, and as gravely. */
bool tt_is_told(struct tt_check *check, const struct tt_says *says);

/* Says what is known of the file that is of this kind. */
void tt_report_remarks(struct tt_check *check, const struct tt_file *file,
                       enum tt_remark_kind kind);

#endif
