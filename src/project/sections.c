/* Tools whose migrations hold both ways, apart by marker lines. */
#include "base/str.h"
#include "project/cut.h"

static bool has_word(struct tt_str text, const char *word)
{
    size_t start = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i == text.len || text.ptr[i] == ' ' || text.ptr[i] == '\t' || text.ptr[i] == '\r') {
            if (tt_str_is(tt_str_slice(text, start, i), word)) {
                return true;
            }
            start = i + 1;
        }
    }
    return false;
}

/* `ret_rest` is what follows the first word of the text, if that is `word`. */
static bool begins_with_word(struct tt_str text, const char *word, struct tt_str *ret_rest)
{
    size_t len = strlen(word);
    bool ends = text.len <= len || text.ptr[len] == ' ' || text.ptr[len] == '\t' ||
                text.ptr[len] == '\r';
    return ends && tt_line_says(text, word, ret_rest);
}

/* --- goose: internal/sqlparser/parser.go ----------------------------------------- */

enum command { NONE, UP, DOWN, STATEMENT_BEGIN, STATEMENT_END, NO_TRANSACTION };

/* Any line that begins with "--" and has "+goose" behind it, in either case. */
static enum command read_command(struct tt_str line)
{
    static const struct {
        const char *words;
        enum command command;
    } commands[] = {
        {"up", UP},
        {"down", DOWN},
        {"statementbegin", STATEMENT_BEGIN},
        {"statementend", STATEMENT_END},
        {"no transaction", NO_TRANSACTION},
    };
    struct tt_str rest;
    if (!tt_line_says(line, "--", &rest) || !tt_line_says(rest, "+goose", &rest)) {
        return NONE;
    }
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        if (tt_str_equal_nocase(rest, tt_str_from(commands[i].words))) {
            return commands[i].command;
        }
    }
    return NONE;
}

static bool says_no_transaction(struct tt_str text)
{
    struct tt_line line = {0};
    while (tt_next_line(text, &line)) {
        if (read_command(line.text) == NO_TRANSACTION) {
            return true;
        }
    }
    return false;
}

/* Statements are sent alone, but those between StatementBegin and StatementEnd together. */
static bool turn_goose(struct tt_str line, struct tt_part *part)
{
    enum command command = read_command(line);
    if (command == NONE || command == NO_TRANSACTION) {
        return false;
    }
    part->goes_on = command != UP && command != DOWN;
    part->as_one_text = command == STATEMENT_BEGIN;
    part->down = command == DOWN || (part->down && command != UP);
    return true;
}

void tt_cut_goose(struct tt_arena *arena, const struct tt_migration_text *text,
                  tt_parts *ret_parts)
{
    struct tt_part part = {.in_transaction = !says_no_transaction(text->text)};
    static const struct tt_line_end goose = {"goose", "-- +goose"};
    tt_cut_at_lines(arena, text->text, part, false, turn_goose, ret_parts);
    tt_cut_at_line_ends(arena, text->text, &goose, ret_parts);
}

/* --- sql-migrate: sqlparse/sqlparse.go ------------------------------------------- */

/* One "notransaction" speaks for all sections of its way. */
static bool has_way_without(struct tt_str text, const char *way)
{
    struct tt_line line = {0};
    struct tt_str rest;
    while (tt_next_line(text, &line)) {
        if (tt_line_says(line.text, "-- +migrate ", &rest) &&
            begins_with_word(rest, way, &rest) && has_word(rest, "notransaction")) {
            return true;
        }
    }
    return false;
}

static bool turn_sql_migrate(struct tt_str line, struct tt_part *part)
{
    struct tt_str rest;
    if (!tt_line_says(line, "-- +migrate ", &rest)) {
        return false;
    }
    bool up = begins_with_word(rest, "Up", &rest);
    bool down = !up && begins_with_word(rest, "Down", &rest);
    part->as_one_text = begins_with_word(rest, "StatementBegin", &rest);
    part->down = down || (part->down && !up);
    return true;
}

void tt_cut_sql_migrate(struct tt_arena *arena, const struct tt_migration_text *text,
                        tt_parts *ret_parts)
{
    struct tt_part part = {.in_transaction = !has_way_without(text->text, "Up")};
    static const struct tt_line_end sql_migrate = {"sql-migrate", "-- +migrate"};
    tt_cut_at_lines(arena, text->text, part, false, turn_sql_migrate, ret_parts);
    tt_cut_at_line_ends(arena, text->text, &sql_migrate, ret_parts);
    bool goes_on = false; /* one transaction for all that leads up */
    for (size_t i = 0; i < ret_parts->count; i++) {
        ret_parts->items[i].goes_on = goes_on;
        goes_on = goes_on || !ret_parts->items[i].down;
    }
}

/* --- dbmate: pkg/dbmate/migration.go, pkg/dbmate/db.go ---------------------------- */

/* Each way up is a transaction and a message of its own. */
static bool turn_dbmate(struct tt_str line, struct tt_part *part)
{
    struct tt_str rest, options;
    if (!tt_line_says(line, "--", &rest)) {
        return false;
    }
    bool up = begins_with_word(rest, "migrate:up", &options);
    bool down = !up && begins_with_word(rest, "migrate:down", &options);
    if (up || down) {
        part->down = down;
        part->in_transaction = !has_word(options, "transaction:false");
    }
    return up || down;
}

void tt_cut_dbmate(struct tt_arena *arena, const struct tt_migration_text *text,
                   tt_parts *ret_parts)
{
    struct tt_part part = {.as_one_text = true};
    tt_cut_at_lines(arena, text->text, part, false, turn_dbmate, ret_parts);
}

/* --- tern: migrate/migrate.go ---------------------------------------------------- */

static bool turn_tern(struct tt_str line, struct tt_part *part)
{
    struct tt_str rest;
    if (part->down || !tt_line_says(line, "---- create above / drop below ----", &rest)) {
        return false;
    }
    part->down = true;
    return true;
}

/* A part's own lines say whether it gets a transaction. */
void tt_cut_tern(struct tt_arena *arena, const struct tt_migration_text *text,
                 tt_parts *ret_parts)
{
    struct tt_part part = tt_layout_part(text->layout, 0, 0);
    tt_cut_at_lines(arena, text->text, part, true, turn_tern, ret_parts);
    for (size_t i = 0; i < ret_parts->count; i++) {
        struct tt_part *each = &ret_parts->items[i];
        struct tt_str own = tt_str_slice(text->text, each->start, each->end);
        struct tt_line line = {0};
        while (tt_next_line(own, &line)) {
            if (tt_str_is(line.text, "---- tern: disable-tx ----")) {
                each->in_transaction = false;
            }
        }
    }
}

/* --- node-pg-migrate: src/sqlMigration.ts ---------------------------------------- */

static bool begins_nocase(struct tt_str text, const char *word, struct tt_str *ret_rest)
{
    size_t len = strlen(word);
    if (!tt_str_equal_nocase(tt_str_slice(text, 0, len), tt_str_from(word))) {
        return false;
    }
    *ret_rest = tt_str_trim(tt_str_slice(text, len, text.len));
    return true;
}

/* "-- Up Migration", with any blanks and dashes, in either case. */
static bool turn_node_pg_migrate(struct tt_str line, struct tt_part *part)
{
    struct tt_str rest = tt_str_trim(line), ignored;
    if (!tt_line_says(rest, "--", &rest)) {
        return false;
    }
    while (rest.len > 0 && (rest.ptr[0] == '-' || rest.ptr[0] == ' ' || rest.ptr[0] == '\t')) {
        rest = tt_str_slice(rest, 1, rest.len);
    }
    bool down = begins_nocase(rest, "down", &rest);
    bool is_marker = (down || begins_nocase(rest, "up", &rest)) &&
                     begins_nocase(rest, "migration", &ignored);
    if (is_marker) {
        part->down = down;
    }
    return is_marker;
}

/* Without a marker for the way up, all of the file is run, a marked way down included. */
void tt_cut_node_pg_migrate(struct tt_arena *arena, const struct tt_migration_text *text,
                            tt_parts *ret_parts)
{
    struct tt_part part = tt_layout_part(text->layout, 0, text->text.len);
    bool leads_up = false;
    tt_cut_at_lines(arena, text->text, part, false, turn_node_pg_migrate, ret_parts);
    for (size_t i = 0; i < ret_parts->count; i++) {
        leads_up = leads_up || !ret_parts->items[i].down;
    }
    if (!leads_up) {
        ret_parts->count = 0;
        tt_vec_push(arena, ret_parts, part);
    }
}
