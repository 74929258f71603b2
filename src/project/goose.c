/* goose: internal/sqlparser/parser.go. */
#include "base/str.h"
#include "project/cut.h"

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

/*
 * Outside a transaction each statement is sent alone, but those between
 * StatementBegin and StatementEnd together.
 */
void tt_cut_goose(struct tt_arena *arena, const struct tt_migration_text *text,
                  tt_parts *ret_parts)
{
    struct tt_part part = {.in_transaction = !says_no_transaction(text->text)};
    struct tt_line line = {0};
    bool open = false; /* nothing before the first Up or Down is run */
    while (tt_next_line(text->text, &line)) {
        enum command command = read_command(line.text);
        if (command == NONE || command == NO_TRANSACTION) {
            continue;
        }
        part.end = line.start;
        if (open) {
            tt_vec_push(arena, ret_parts, part);
        }
        part.start = line.end;
        part.as_one_text = command == STATEMENT_BEGIN;
        if (command == UP || command == DOWN) {
            part.down = command == DOWN;
            open = true;
        }
    }
    part.end = text->text.len;
    if (open) {
        tt_vec_push(arena, ret_parts, part);
    }
}
