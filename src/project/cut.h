/* How tools cut a migration into the parts that they run, one file for each way. */
#ifndef PROJECT_CUT_H
#define PROJECT_CUT_H

#include "project/layout.h"

typedef void tt_cut_fn(struct tt_arena *arena, const struct tt_migration_text *text,
                       tt_parts *ret_parts);

/* Marker lines that open the ways up and down: sections.c. */
tt_cut_fn tt_cut_goose; /* -- +goose Up, Down, NO TRANSACTION, StatementBegin */
tt_cut_fn tt_cut_sql_migrate;
tt_cut_fn tt_cut_dbmate;
tt_cut_fn tt_cut_tern;
tt_cut_fn tt_cut_node_pg_migrate;

/* All of the file is one part, and something says that it wants no transaction: opt_out.c. */
tt_cut_fn tt_cut_sqlx;
tt_cut_fn tt_cut_diesel;
tt_cut_fn tt_cut_hasura;
tt_cut_fn tt_cut_postgres_migrations;
tt_cut_fn tt_cut_graphile;
tt_cut_fn tt_cut_pop;

/* Text is sent in chunks that a mark ends: chunks.c. */
tt_cut_fn tt_cut_drizzle;
tt_cut_fn tt_cut_go_pg;
tt_cut_fn tt_cut_atlas;

/* What is sent how depends on what the statements are: by_statement.c. */
tt_cut_fn tt_cut_prisma;
tt_cut_fn tt_cut_supabase;

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

/* Fills in where the file would say that it wants no transaction: way_out.c. */
void tt_find_opt_out(const struct tt_migration_text *text, const tt_parts *parts,
                     struct tt_file *file);

/* Fills in series->last and series->later, when all migrations of the folder are there. */
void tt_find_later(struct tt_arena *arena, struct tt_series *series);

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

/*
 * Cuts the text at its marker lines, which are in no part. `turn` says whether a line is one,
 * and makes of the part before it the part behind it; `start` is the one before the first
 * marker, `runs` tells whether that is run at all.
 */
typedef bool tt_turn_fn(struct tt_str line, struct tt_part *part);
void tt_cut_at_lines(struct tt_arena *arena, struct tt_str text, struct tt_part start,
                     bool runs, tt_turn_fn *turn, tt_parts *ret_parts);

/* Where a line that ends with a semicolon ends what goes to the server at once: line_end.c. */
struct tt_line_end {
    const char *name;   /* the tool's */
    const char *marker; /* what its comments begin with */
};
/* Makes messages of lines with several statements, and remarks of statements cut in pieces. */
void tt_cut_at_line_ends(struct tt_arena *arena, struct tt_str text,
                         const struct tt_line_end *tool, tt_parts *parts);

/* Without a byte order mark. */
struct tt_str tt_top_line(struct tt_str text);
bool tt_holds(struct tt_str text, const char *wanted);

#endif
