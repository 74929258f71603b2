/* The edit that sets lock_timeout. */
#include "lint/check.h"
#include "lint/edit.h"
#include "lint/rule.h"
#include "sql/lexer.h"

/* CREATE INDEX CONCURRENTLY and its like wait for old transactions, and may have to. */
static bool holds_index_work(struct tt_str text)
{
    struct tt_lexer lexer = {.text = text};
    struct tt_token token;
    while ((token = tt_lexer_next_solid(&lexer)).kind != TT_TOKEN_END) {
        if (tt_token_is_word(text, token, "concurrently") ||
            tt_token_is_word(text, token, "index") ||
            tt_token_is_word(text, token, "reindex")) {
            return true;
        }
    }
    return false;
}

/* The transactions that lead up; of statements for themselves, one stands for all. */
static unsigned count_transactions(const struct tt_file *file)
{
    unsigned count = file->part_count == 0;
    for (size_t i = 0; i < file->part_count; i++) {
        count += !file->parts[i].down && !file->parts[i].goes_on;
    }
    return count;
}

/* Above the comment that tells of the statement, where no tool reads comments. */
static size_t line_to_begin(const struct tt_check *check, size_t statement)
{
    struct tt_str bytes = check->source.bytes;
    size_t start = statement;
    while (start > check->source.start && !tt_check_has_tool(check)) {
        size_t line = start - 1;
        while (line > check->source.start && bytes.ptr[line - 1] != '\n') {
            line--;
        }
        struct tt_str above = tt_str_trim(tt_str_slice(bytes, line, start));
        if (!tt_str_starts(above, "--")) {
            break;
        }
        start = line;
    }
    return start;
}

struct tt_fix tt_fix_lock_timeout(struct tt_check *check, const struct tt_unguarded *unguarded)
{
    const struct tt_file *file = check->file;
    struct tt_span statement = unguarded->span;
    struct tt_fix fix = {.statement = statement};
    bool in_one = tt_sent_with_others(check, statement.start) ||
                  unguarded->block > TT_BLOCK_WRITTEN;
    size_t line = statement.start - tt_indent_at(check, statement.start).len;
    bool begins_line = line == check->source.start || check->source.bytes.ptr[line - 1] == '\n';
    bool sure = in_one ? !unguarded->refused_in_block && count_transactions(file) == 1
                       : !tt_check_has_tool(check) &&
                             !holds_index_work(tt_str_slice(check->source.bytes, statement.end,
                                                            check->source.end));
    if (!file->is_edited && !file->is_rendered && !check->is_told && begins_line && sure) {
        size_t at = line_to_begin(check, line);
        size_t start = at == line ? statement.start : at;
        fix.edits[fix.count++] = (struct tt_fix_edit){
            .span = {start, start},
            .text = in_one ? TT_STR("SET LOCAL lock_timeout = '2s';\n")
                           : TT_STR("SET lock_timeout = '2s';\n"),
        };
        fix.title = TT_STR("set lock_timeout");
    }
    return fix;
}
