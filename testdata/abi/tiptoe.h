/*
 * tiptoe.h - lint PostgreSQL migrations without a database.
 *
 * A linter is made once from options and never changes afterwards; any number
 * of threads may use it at a time. A session replays files in the order they
 * are given and belongs to one thread at a time. What a call hands to a
 * callback is borrowed: it lives until that callback returns.
 *
 * Offsets and columns count bytes of the file as it is on disk. Offsets start
 * at 0, lines and columns at 1, and a range ends just before its `end`.
 *
 * The library keeps no state of its own, prints nothing, and never ends the
 * program but when memory runs out: then it says so on standard error, and the
 * exit status is 2.
 *
 * Programs go on working with later libraries of the same soname: structs that
 * they make have room called `reserved`, to be left zero; those that only the
 * library makes may grow at their end, unless arrays are made of them.
 */
#ifndef TIPTOE_H
#define TIPTOE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes with a length. Not terminated, never owned by the struct. */
struct tt_str {
    const char *ptr;
    size_t len;
};

enum tt_severity {
    TT_NOTICE,  /* worth knowing */
    TT_WARNING, /* breaks or blocks under load, by size, or while a deploy runs */
    TT_ERROR,   /* breaks or blocks production as written */
};

/* Whether the migrations that were read prove a claim. */
enum tt_certainty {
    TT_ASSUMED, /* holds unless the part of the schema that was not seen says otherwise */
    TT_PROVED,
};

struct tt_position {
    size_t offset;   /* bytes, from 0 */
    unsigned line;   /* from 1 */
    unsigned column; /* bytes, from 1 */
};

/* A half-open range in one file. */
struct tt_place {
    struct tt_str path;
    struct tt_position start;
    struct tt_position end;
};

/* Another place that a finding is about, and what is to be seen there. */
struct tt_related {
    struct tt_place place;
    struct tt_str message;
};

/* Bytes of a file that others take the place of. */
struct tt_edit {
    struct tt_place place; /* what goes; no bytes where something is only put in. Of another
                              file than the finding's nothing is there yet: it is made */
    struct tt_str text;    /* what comes, with the file's own line ends; may be empty */
};

/* Whether a finding counts. One that does not is kept for those who want to see it. */
enum tt_suppression {
    TT_NOT_SUPPRESSED,
    TT_SUPPRESSED_IN_SOURCE,   /* a comment in the file holds it back */
    TT_SUPPRESSED_IN_BASELINE, /* it was there when the baseline was recorded */
};

struct tt_finding {
    struct tt_str rule; /* "column-renamed" */
    enum tt_severity severity;
    enum tt_certainty certainty;
    struct tt_place place;
    struct tt_str message; /* what: one line, no full stop */
    struct tt_str detail;  /* why: what PostgreSQL does, whom it stops; may be empty */
    struct tt_str hint;    /* what to write instead, lines apart by \n; may be empty */
    struct tt_str excerpt; /* the whole line that the place starts on */
    const struct tt_related *related;
    size_t related_count;
    /*
     * What its edits do, "add CONCURRENTLY"; empty when there are none. They are there only
     * where they are certainly right: what the file leaves behind stays the same, and the
     * finding goes.
     */
    struct tt_str fix;
    const struct tt_edit *edits; /* made together or not at all; apart, in their order */
    size_t edit_count;
    bool unread;          /* the SQL there could not be read, so it is not known to be safe */
    char fingerprint[17]; /* the same while rule and statement are; no line numbers */
    enum tt_suppression suppressed;
    struct tt_str reason; /* why it is suppressed, as the comment has it; may be empty */
};

/* A lock that a statement takes on what was there before its transaction. */
struct tt_lock_effect {
    struct tt_str relation; /* "public.orders", without quotes */
    struct tt_str kind;     /* "table", "partitioned table", "view", "sequence", … */
    struct tt_str mode;     /* as pg_locks has it: "AccessExclusiveLock" */
    enum tt_certainty certainty;
    bool blocks_reads; /* whose queries wait */
    bool blocks_writes;
    bool blocks_ddl;
};

/* A lock that the transaction holds once the statement has run. */
struct tt_held_lock {
    struct tt_str relation;
    struct tt_str mode;
};

/* A relation that a statement makes anew, or reads as a whole. */
struct tt_work_effect {
    struct tt_str relation;
    struct tt_str how; /* "rewritten", "copied", "emptied" or "refreshed"; empty: it is read */
    struct tt_str why; /* "random() is volatile: computed row by row" */
    enum tt_certainty certainty;
};

/* An index that a statement builds. */
struct tt_index_effect {
    struct tt_str table;
    struct tt_str index; /* empty: its name is not known */
    bool new_table;      /* the transaction itself made the table */
};

/* Whether PostgreSQL answers a statement with an error. */
enum tt_refused {
    TT_REFUSED_NEVER,
    TT_REFUSED_BY_VALUES, /* that depends on what is in the tables */
    TT_REFUSED_WITH_ROWS, /* on any table that holds a row */
    TT_REFUSED_ALWAYS,
};

/* What one statement does, unjudged. */
struct tt_effects {
    struct tt_place place;       /* without comments before it, and the semicolon */
    struct tt_str statement;     /* "ALTER TABLE"; empty: it could not be read */
    enum tt_certainty certainty; /* the weakest of all that follows */
    bool refused_in_block;       /* by PostgreSQL, between BEGIN and COMMIT */
    const struct tt_lock_effect *locks;
    size_t lock_count;
    const struct tt_held_lock *held;
    size_t held_count;
    const struct tt_work_effect *rewrites;
    size_t rewrite_count;
    const struct tt_work_effect *scans;
    size_t scan_count;
    const struct tt_index_effect *index_builds;
    size_t index_build_count;
    enum tt_refused refused;
    struct tt_str sqlstate; /* of the error, "23502"; empty when it is never refused */
    struct tt_str refused_why;
};

/* A stretch of a file, and how a migration tool has the server run it. */
struct tt_part {
    size_t start; /* offsets; half-open */
    size_t end;
    bool down;           /* the way back: read, but taken not to run */
    bool in_transaction; /* the tool opens one before it, and commits it afterwards */
    bool goes_on;        /* no new one is opened: that of the part before goes on */
    bool as_one_text;    /* sent in one message, so two statements are one transaction */
    bool begins_record;  /* once it has run, the tool runs what came before it no more */
};

enum tt_remark_kind {
    TT_REMARK_REFUSED,      /* the tool stops before it runs the file */
    TT_REMARK_WAITS,        /* a statement may wait for the tool, which waits for it */
    TT_REMARK_NOT_CHECKED,  /* SQL that nobody could get at */
    TT_REMARK_NOT_FOLLOWED, /* another file would run there, which was not read */
    TT_REMARK_NO_SQL,       /* the tool makes the SQL itself */
};

/* What is known of a place in a file from how its tool works. */
struct tt_remark {
    enum tt_remark_kind kind;
    size_t start; /* offsets; half-open */
    size_t end;
    struct tt_str message; /* as in a finding */
    struct tt_str detail;
    struct tt_str hint;
};

struct tt_reading;

/* A file to be checked; with `path` and `text` alone, psql or the like runs all of it. */
struct tt_file {
    struct tt_str path;
    struct tt_str text;
    const struct tt_part *parts; /* in the order of the text; the rest of it is not read */
    size_t part_count;           /* 0: one part, of statements that are run one by one */
    bool is_history;             /* ran long ago: replayed only */
    bool is_edited;              /* changed, though databases have run it */
    bool shares_transaction;     /* the tool runs all files that are pending in one */
    bool goes_on;                /* where the file before stays open: no new one is opened */
    bool stays_open;             /* that transaction and the session, for the next file */
    struct tt_str sorts_before;  /* one that has run, though this one is new; may be empty */
    struct tt_str same_version;  /* another that has its version; may be empty */
    struct tt_str tool;          /* that runs it, "goose"; may be empty */
    struct tt_str way_out; /* sentences: how the tool is told to open no transaction; empty
                              when it can't be told, or is not known */
    struct tt_str opt_out; /* what tells it so when it stands at `opt_out_at`, an offset in
                              the text; empty: none is known that surely does */
    size_t opt_out_at;
    bool opts_out; /* it opens none for a statement that is refused in one, if the file
                      holds nothing else */
    struct tt_str later_path; /* of a migration that would run behind all that are there, in a
                                 transaction of its own; empty: none can be made */
    struct tt_str later_head; /* what its text begins with */
    struct tt_str later_tail; /* and ends with */
    bool is_rendered; /* `text` is not what is on disk but what is made of it, so no finding
                         has edits */
    const struct tt_remark *remarks;
    size_t remark_count;
    struct tt_reading *reading; /* of this very file, made ahead of its turn; may be NULL */
    const void *reserved[8];
};

/* What is known of a file after it was checked. */
struct tt_file_report {
    int pg_version;      /* the PostgreSQL release that it was judged as */
    unsigned statements; /* found in it */
    unsigned unchecked;  /* of them, could not be parsed */
    size_t reserved[4];
};

/* Why a call failed. A finding is not a failure. */
enum tt_fault {
    TT_FAULT_NONE,
    TT_FAULT_OPTION, /* an option names no rule, or has a bad value */
    TT_FAULT_READ,   /* a file could not be read */
};

/* Filled in by a failing call; left alone by one that succeeds. */
struct tt_error {
    enum tt_fault fault;
    char message[512]; /* what and where, for a person; no full stop */
};

/* What is to be done with a rule. */
struct tt_rule_choice {
    const char *rule;
    const char
        *level; /* "error", "warning", "notice", "on" (as grave as it is itself), "off" */
    const char
        *option; /* instead of a level: one of the rule's numbers, and what it shall be */
    int number;
};

/* How large a table is in production. */
struct tt_table_size {
    const char
        *table; /* "orders", in any schema, or "sales.orders"; * and ? stand for letters */
    bool big;   /* otherwise it is small */
};

/*
 * Zeroed options are the defaults. The arrays are read only by the call. What
 * could not be read is told unless `choices` or `ignore` turn that off by name.
 */
struct tt_options {
    int pg_version;             /* 12 to 19; 0: the oldest supported, raised by newer syntax */
    const char *const *presets; /* sets of rules, as tt_presets names them; NULL: the first */
    size_t preset_count;
    const struct tt_rule_choice *choices; /* over the presets; the later over the earlier */
    size_t choice_count;
    const char *const *select; /* only these rules; none: those that are on so far */
    size_t select_count;
    const char *const *ignore; /* and of them not these */
    size_t ignore_count;

    /* What is known of production and stands in no migration. */
    const char *time_zone; /* of the sessions that run them; NULL: unknown */
    bool lock_timeout;     /* those sessions have one, by their role or by who runs them */
    const struct tt_table_size *table_sizes; /* the first that fits counts */
    size_t table_size_count;
    const void *reserved[8];
};

struct tt_linter;
struct tt_session;

/*
 * Returns NULL, and fills `error`, when an option is wrong. Free with tt_linter_destroy.
 * `options` may be NULL for the defaults, and `error` where nobody asks why.
 */
struct tt_linter *tt_linter_create(const struct tt_options *options, struct tt_error *error);
/* Takes NULL. No session of the linter may be left. */
void tt_linter_destroy(struct tt_linter *linter);
/*
 * What became of a rule, counted as tt_rule_at counts: false when it is off.
 * Findings that say their own severity may differ, unless a choice set it.
 */
bool tt_linter_rule(const struct tt_linter *linter, size_t index,
                    enum tt_severity *ret_severity);

/* Starts with an empty history. Free with tt_session_destroy. */
struct tt_session *tt_session_create(const struct tt_linter *linter);
/* Takes NULL. */
void tt_session_destroy(struct tt_session *session);
/* Has the files from here on judged by another linter, with the same history. */
void tt_session_use(struct tt_session *session, const struct tt_linter *linter);

typedef void tt_finding_fn(const struct tt_finding *finding, void *user);
typedef void tt_effects_fn(const struct tt_effects *effects, void *user);

/* Adds SQL to the history: statements that ran before those that are checked. */
void tt_session_add_history(struct tt_session *session, struct tt_str path, struct tt_str text);

/*
 * Checks SQL after all that the session has seen before, and adds it to that history: as
 * tt_session_check does with a file of which nothing else is known. `path` is what findings
 * call it.
 */
void tt_session_check_text(struct tt_session *session, struct tt_str path, struct tt_str text,
                           tt_finding_fn *on_finding, void *user);

/*
 * Has `on_effects` told what each statement does, of the files from here on that are no
 * history: in the order of the text, before the file's findings. NULL: nobody.
 */
void tt_session_on_effects(struct tt_session *session, tt_effects_fn *on_effects, void *user);

/*
 * Checks one file after all that the session has seen before, and adds it to
 * that history. `on_finding` is called in source order, on this thread; never
 * for a file that is history. It may be NULL, and so may `ret_report`. There is
 * no input that cannot be checked: what cannot be read is a finding.
 */
void tt_session_check(struct tt_session *session, const struct tt_file *file,
                      tt_finding_fn *on_finding, void *user, struct tt_file_report *ret_report);

/*
 * Parses a file ahead of its turn, so that tt_session_check need only judge it: reading
 * takes longer than judging, and can be done on several threads at once. How deep SQL may
 * nest goes by the stack of the calling thread. All that `file` points to must stay until
 * the answer is given to tt_reading_destroy. It serves one tt_session_check, as the file's
 * `reading`, and takes some hundred times the memory that the text does.
 */
struct tt_reading *tt_reading_create(const struct tt_file *file);
/* Takes NULL. */
void tt_reading_destroy(struct tt_reading *reading);

/*
 * Calls `work(user)` and waits for it. SQL is read on a thread with a stack
 * for deep nesting: each tt_session_check starts one, but those that `work`
 * makes share the one that it runs on itself.
 */
void tt_session_run(struct tt_session *session, void (*work)(void *user), void *user);

/* Something to be told of a file or folder: that it was left out, and why. */
typedef void tt_note_fn(struct tt_str path, struct tt_str message, void *user);

/* Who is told of files; any of it may be NULL. */
struct tt_receiver {
    tt_finding_fn *on_finding;
    tt_effects_fn *on_effects;
    tt_note_fn *on_note;
    void *user;
    const void *reserved[4];
};

/*
 * Checks files on disk as migration tools would run them: in the tool's order, cut into its
 * parts, in its transactions, and behind the migrations that come before them in their
 * folders, which are read as history. Each tool's folder is a database of its own. False when
 * some could not be read, and `error` tells of the first; all others are checked.
 * Configurations, baselines and git are the program's: this looks at none.
 */
bool tt_check_files(const struct tt_linter *linter, const char *const *paths, size_t count,
                    const struct tt_receiver *receiver, struct tt_error *error);

/* A number that a rule works with. */
struct tt_rule_option {
    const char *name; /* "files"; NULL behind a rule's last */
    const char *help; /* one line, no full stop */
    int standard;     /* unless a choice says otherwise */
    int least, most;  /* what it may be */
};

/* A rule as users see it; all of it lives as long as the program. */
struct tt_rule_info {
    const char *id;      /* "column-renamed" */
    const char *summary; /* one line, no full stop */
    const char *docs;    /* Markdown: what, why, unsafe and safe examples */
    const char *since;   /* the release that brought it */
    const char *family;  /* what it is about: "locks", "compatibility", … */
    int pg_version;      /* the oldest release of PostgreSQL that it has something to say of */
    enum tt_severity severity;
    const char *preset; /* of tt_presets; "strict" has all of "recommended" as well */
    const struct tt_rule_option *options; /* ends with one without a name; NULL: it has none */
    bool fixes;                           /* some of its findings have edits */
    const char *same_as; /* what others call it: "squawk:ban-drop-table", apart by blanks */
    const void *reserved[4];
};

size_t tt_rule_total(void);
/* `index` counts from 0, in the order of ids, and is less than tt_rule_total(). */
struct tt_rule_info tt_rule_at(size_t index);
/*
 * The index of the rule with this id, or else of the first that once had it or that another
 * linter calls so ("ban-drop-table"). False when there is none.
 */
bool tt_rule_find(const char *name, size_t *ret_index);

/* "error", "warning" or "notice" */
const char *tt_severity_name(enum tt_severity severity);
/* The sets of rules that options may name, the standard one first; ends with NULL. */
const char *const *tt_preset_names(void);
/* The levels that choices may name; ends with NULL. */
const char *const *tt_level_names(void);

/* "0.1.0" */
const char *tt_version(void);
/* The PostgreSQL major version whose grammar reads the files: 15, 17 or 18. */
int tt_parser_version(void);

#ifdef __cplusplus
}
#endif

#endif
