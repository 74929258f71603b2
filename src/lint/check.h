/* One file being checked. Only files of lint include this. */
#ifndef LINT_CHECK_H
#define LINT_CHECK_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "lint/linter.h"
#include "lint/session.h"
#include "model/model.h"
#include "sql/directive.h"
#include "sql/source.h"

/* What a rule has said last of a relation and its transaction, and how gravely. */
struct tt_said {
    struct tt_said_key {
        const struct tt_rule_entry *entry;
        const struct tt_relation *relation;
    } key;
    unsigned transaction;
    enum tt_severity severity;
    bool held_back; /* so far: where comments may do that, only the end tells what is said again
                     */
};

struct tt_check {
    const struct tt_linter *linter;
    struct tt_model *model;
    const struct tt_file *file;
    const struct tt_watcher *watcher; /* or NULL */
    struct tt_source source;
    struct tt_arena arena;              /* findings, problems and texts */
    const struct tt_rule_entry *entry;  /* the rule being run */
    bool says_public;                   /* names of schema public are said with it, just now */
    TT_VEC(struct tt_span) substituted; /* statements that hold placeholders */
    TT_VEC(struct tt_finding) findings;
    TT_VEC(struct tt_finding) yielding; /* until all others are known */
    struct tt_map said;                 /* once a transaction: struct tt_said */
    struct tt_map unseen;               /* tables that no file makes, which was said: any */
    struct tt_map repeats;              /* of findings that are said once: struct tt_said */
    TT_VEC(struct tt_change) changes;
    bool down_fails;                     /* and that is said; what follows is not reached */
    bool is_told;                        /* the file may hold directives */
    TT_VEC(struct tt_stmt_place) places; /* of statements, in their order; all if it is told */
    TT_VEC(size_t) unread;               /* where SQL could not be read */
    TT_VEC(struct tt_span) unsure;       /* between what could not be read and what follows */
    TT_VEC(struct tt_span) bodies;       /* statements that are DO */
    size_t told_of_body; /* that it is one, of so many of them; see tt_add_body */
    bool says_unread;    /* in the last of them, that something was not read */
    size_t failed_end;   /* of the statement before, if that could not be */
    bool tells_effects;  /* somebody wants to know what statements do */
    TT_VEC(struct tt_effects) effects;
    struct tt_file_report report;
};

/* Before the rules see a statement. */
void tt_look_at_names(struct tt_check *check, const struct tt_stmt *stmt);
/* The text as users get it: with their placeholders for stand-ins, without carriage returns. */
struct tt_str tt_own_words(struct tt_check *check, struct tt_span span, struct tt_str text);

/* The blanks before the offset, if nothing else stands before it on its line. */
struct tt_str tt_indent_at(const struct tt_check *check, size_t offset);
/* The fix as edits of the file, in the way in which it is written. */
void tt_settle_fix(struct tt_check *check, const struct tt_fix *fix,
                   struct tt_finding *finding);

/* Says it in the name of the rule that speaks for this, unless that is off. */
void tt_report_as(struct tt_check *check, enum tt_voice voice, struct tt_says says);

/* Whether the offset lies in the body of a DO. */
bool tt_is_in_body(const struct tt_check *check, size_t offset);
/* The detail of what takes time or locks there: with what is in the way of safe steps. */
struct tt_str tt_add_body(struct tt_check *check, const struct tt_rule *rule,
                          const struct tt_says *says, struct tt_str detail);

/* Puts those from index `first` on into source order. */
void tt_sort_findings(struct tt_check *check, size_t first);
/* Puts findings into source order and gives each its fingerprint. */
void tt_settle_findings(struct tt_check *check);

/* Once it is known which of them comments hold back: says again only what is graver. */
void tt_drop_repeats(struct tt_check *check);
/* Once all others are known, takes those that yield where no other is about their statement. */
void tt_add_yielding(struct tt_check *check);

/* Keeps the statement's changes for the rules that look at the whole file. */
void tt_keep_changes(struct tt_check *check, const struct tt_outcome *outcome);

/* The server gets what stands there in one message with other statements. */
bool tt_sent_with_others(const struct tt_check *check, size_t offset);

#endif
