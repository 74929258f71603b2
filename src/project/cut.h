/* How tools cut a migration into the parts that they run, one file for each way. */
#ifndef PROJECT_CUT_H
#define PROJECT_CUT_H

#include "project/layout.h"

/* -- +goose Up, Down, NO TRANSACTION, StatementBegin */
void tt_cut_goose(struct tt_arena *arena, const struct tt_migration_text *text,
                  tt_parts *ret_parts);

/* Statements that Flyway takes out of the transaction, and NAME.sql.conf */
void tt_cut_flyway(struct tt_arena *arena, const struct tt_migration_text *text,
                   tt_parts *ret_parts);

/* Changesets of formatted SQL */
void tt_cut_liquibase(struct tt_arena *arena, const struct tt_migration_text *text,
                      tt_parts *ret_parts);

/* NONTRANSACTIONAL in the file's name */
void tt_cut_pgmigrate(struct tt_arena *arena, const struct tt_migration_text *text,
                      tt_parts *ret_parts);

/* -- //@UNDO, and what the environments say */
void tt_cut_mybatis(struct tt_arena *arena, const struct tt_migration_text *text,
                    tt_parts *ret_parts);
const void *tt_mybatis_configure(struct tt_arena *arena, const char *folder);

/* --- for those who list -------------------------------------------------------- */

/* sqitch.plan */
void tt_list_sqitch(struct tt_arena *arena, struct tt_series *series);
/* _init, _pre, versions, _draft, _post */
void tt_list_yuniql(struct tt_arena *arena, struct tt_series *series);

/* --- for those who cut --------------------------------------------------------- */

/* A line of the text, without its end; false behind the last. Start from {0}. */
struct tt_line {
    struct tt_str text;
    size_t start; /* offsets in the migration's text */
    size_t end;   /* behind its newline */
};
bool tt_next_line(struct tt_str text, struct tt_line *line);

/* The words behind `marker` when the line begins with it, trimmed; ASCII case counts. */
bool tt_line_says(struct tt_str line, const char *marker, struct tt_str *ret_rest);

#endif
