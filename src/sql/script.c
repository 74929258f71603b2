#include "sql/script.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "sql/diagnose.h"
#include "sql/front_matter.h"
#include "sql/recover.h"

/* How often a file may be read over, in search of where broken statements end. */
enum { PATIENCE_TIMES = 6, PATIENCE_BYTES_MIN = 64 * 1024 };

/* A statement that was read ahead of its turn. */
struct kept {
    struct tt_stmt stmt;
    size_t next; /* where reading went on behind it */
};

struct tt_script {
    struct tt_arena *arena;
    const struct tt_source *source;
    struct tt_split *split;
    struct tt_reader reader;
    char *blanked; /* what both read, where that is not the source itself */
    size_t begin;  /* where it began */
    size_t at;     /* where it goes on */
    TT_VEC(struct tt_problem) problems;
    TT_VEC(struct kept) kept;
    size_t handed; /* of those kept, so many were handed out */
};

/* In file order: now and then one belongs before what was found so far. */
static void report(struct tt_script *script, struct tt_problem problem)
{
    tt_vec_push(script->arena, &script->problems, problem);
    struct tt_problem *items = script->problems.items;
    for (size_t i = script->problems.count - 1;
         i > 0 && items[i - 1].span.start > problem.span.start; i--) {
        items[i] = items[i - 1];
        items[i - 1] = problem;
    }
}

static void report_utf16(struct tt_script *script)
{
    size_t all = script->source->bytes.len;
    report(script,
           (struct tt_problem){
               .kind = TT_PROBLEM_SYNTAX,
               .span = {0, all < 2 ? all : 2},
               .message = TT_STR("this file is in UTF-16, which PostgreSQL cannot read"),
               .detail = TT_STR("No statement in it was checked."),
               .hint = TT_STR("Save it in UTF-8."),
           });
}

static void report_zero_byte(struct tt_script *script)
{
    size_t at = script->source->fault_at;
    report(script, (struct tt_problem){
                       .kind = TT_PROBLEM_SYNTAX,
                       .span = {at, at + 1},
                       .message = TT_STR("there is a zero byte in this file"),
                       .detail = TT_STR("PostgreSQL takes none in SQL. What follows it was not "
                                        "checked."),
                   });
}

static void report_front_matter(struct tt_script *script, struct tt_span span)
{
    report(script, (struct tt_problem){
                       .kind = TT_PROBLEM_NOT_CHECKED,
                       .span = span,
                       .message = TT_STR("YAML front matter is not SQL"),
                       .detail = TT_STR("A tool that knows it must take it out first; what "
                                        "follows it was checked."),
                   });
}

static void report_include(struct tt_script *script, struct tt_token command)
{
    struct tt_str file = tt_command_file(script->reader.text, command);
    report(script, (struct tt_problem){
                       .kind = TT_PROBLEM_NOT_FOLLOWED,
                       .span = {command.start, command.end},
                       .message = tt_str_format(script->arena, "\"" TT_FMT "\" is not followed",
                                                TT_ARG(file)),
                       .detail = TT_STR("psql runs that file here; tiptoe goes on without it."),
                   });
}

static void report_open_data(struct tt_script *script, const struct tt_piece *piece)
{
    report(script,
           (struct tt_problem){
               .kind = TT_PROBLEM_NOT_CHECKED,
               .span = piece->span,
               .message = TT_STR("the data of this COPY has no end"),
               .detail = TT_STR("A line with \"\\.\" alone ends it. All that follows was "
                                "taken for data, and not checked."),
           });
}

struct tt_script *tt_script_open(struct tt_arena *arena, const struct tt_source *source)
{
    struct tt_script *script = tt_new(arena, struct tt_script);
    struct tt_str text = tt_str_slice(source->bytes, 0, source->end);
    struct tt_span front_matter = tt_front_matter(text, source->start);
    script->arena = arena;
    script->source = source;
    script->split = tt_split_create(text);
    script->at = source->start;
    script->reader = (struct tt_reader){
        .arena = arena,
        .text = text,
        .patience = PATIENCE_TIMES * text.len + PATIENCE_BYTES_MIN,
    };
    if (source->fault == TT_SOURCE_UTF16) {
        report_utf16(script);
    } else if (source->fault == TT_SOURCE_ZERO_BYTE) {
        report_zero_byte(script);
    }
    if (front_matter.end > 0) {
        report_front_matter(script, front_matter);
        script->at = front_matter.end;
    }
    script->begin = script->at;
    return script;
}

bool tt_has_company(const struct tt_source *source)
{
    struct tt_split *split = tt_split_create(tt_str_slice(source->bytes, 0, source->end));
    struct tt_piece piece = {.next = source->start};
    int statements = 0;
    do {
        piece = tt_split_at(split, piece.next, source->end);
        statements += piece.kind == TT_PIECE_STATEMENT;
    } while (piece.kind != TT_PIECE_END && statements < 2);
    tt_split_destroy(split);
    return statements > 1;
}

/* What was read ahead, but not yet handed out, will be read again. */
static void forget_rest(struct tt_script *script)
{
    script->at = script->handed > 0 ? script->kept.items[script->handed - 1].next
                                    : script->begin;
    script->kept.count = script->handed;
    while (script->problems.count > 0 &&
           script->problems.items[script->problems.count - 1].span.start >= script->at) {
        script->problems.count--;
    }
    if (script->source->fault == TT_SOURCE_ZERO_BYTE) {
        report_zero_byte(script); /* found before all that is read, and behind all of it */
    }
}

void tt_script_read_all(struct tt_script *script)
{
    script->reader.reads_all = true;
    if (script->handed < script->kept.count) {
        forget_rest(script);
    }
}

void tt_script_close(struct tt_script *script)
{
    tt_split_destroy(script->split);
    tt_reader_finish(&script->reader);
}

/* psql's commands among the tokens of a statement: few files have such. */
static void report_includes_within(struct tt_script *script, const struct tt_piece *piece)
{
    const struct tt_str text = script->reader.text;
    struct tt_lexer lexer = {tt_str_slice(text, 0, piece->span.end), piece->span.start};
    struct tt_token token;
    while ((token = tt_lexer_next_solid(&lexer)).kind != TT_TOKEN_END) {
        if (token.kind == TT_TOKEN_COMMAND && tt_command_file(text, token).len > 0) {
            report_include(script, token);
        }
    }
}

/* Parses the piece as it stands, then with stand-ins. */
static struct tt_substitution read_piece(struct tt_script *script, const struct tt_piece *piece)
{
    tt_reader_load(&script->reader, piece);
    struct tt_substitution read = {.parse = tt_reader_parse(&script->reader, piece)};
    return read.parse.outcome == TT_PARSE_ERROR && piece->guesses
               ? tt_substitute(&script->reader, piece, &read.parse)
               : read;
}

static bool is_whole(const struct tt_substitution *read)
{
    return read->parse.outcome == TT_PARSE_OK && !read->clause;
}

/* A statement that a zero byte cuts short has its problem already. */
static bool is_cut_short(const struct tt_script *script, const struct tt_piece *piece)
{
    return script->source->fault == TT_SOURCE_ZERO_BYTE && !piece->semicolon &&
           piece->next == script->source->end;
}

static struct tt_stmt make_stmt(const struct tt_script *script, const struct tt_piece *piece,
                                const struct tt_substitution *read)
{
    const struct tt_str bytes = script->reader.text;
    struct tt_stmt stmt = {
        .span = piece->span,
        .text = tt_str_slice(bytes, piece->span.start, piece->span.end),
        .state = TT_STMT_FAILED,
        .substituted = read->tried && is_whole(read),
        .data = piece->data,
    };
    if (is_whole(read) && read->parse.stmt) {
        stmt.state = TT_STMT_PARSED;
        stmt.kind = tt_node_type(read->parse.stmt);
        stmt.tree = tt_node_body(read->parse.stmt);
    } else if (is_whole(read)) {
        stmt.state = TT_STMT_SKIMMED;
        stmt.kind = tt_skimmed_kind(script->reader.text, piece);
        stmt.target = tt_str_slice(bytes, piece->target.start, piece->target.end);
    }
    return stmt;
}

/* False when nothing is left of the piece, now that it is looked at closely. */
static bool take(struct tt_script *script, struct tt_piece *piece, struct tt_stmt *ret_stmt)
{
    struct tt_substitution read = read_piece(script, piece);
    if (read.parse.outcome == TT_PARSE_ERROR &&
        tt_recover(&script->reader, script->split, piece)) {
        script->at = piece->next;
        if (piece->kind == TT_PIECE_END) {
            return false;
        }
        read = read_piece(script, piece);
    }
    if (piece->commands) {
        report_includes_within(script, piece);
    }
    if (piece->data_unclosed) {
        report_open_data(script, piece);
    }
    *ret_stmt = make_stmt(script, piece, &read);
    if (ret_stmt->state == TT_STMT_FAILED && !is_cut_short(script, piece)) {
        report(script, tt_diagnose(&script->reader, piece, &read));
    }
    return true;
}

static bool read_next(struct tt_script *script, struct tt_stmt *ret_stmt)
{
    for (;;) {
        struct tt_piece piece = tt_split_at(script->split, script->at, script->source->end);
        script->at = piece.next;
        switch (piece.kind) {
        case TT_PIECE_END:
            return false;
        case TT_PIECE_STATEMENT:
            if (take(script, &piece, ret_stmt)) {
                return true;
            }
            break;
        case TT_PIECE_INCLUDE:
            report_include(script, (struct tt_token){.kind = TT_TOKEN_COMMAND,
                                                     .start = piece.span.start,
                                                     .end = piece.span.end});
            break;
        }
    }
}

void tt_script_read_ahead(struct tt_script *script)
{
    struct kept kept;
    script->reader.keeps_trees = true;
    while (read_next(script, &kept.stmt)) {
        kept.next = script->at;
        tt_vec_push(script->arena, &script->kept, kept);
    }
    script->reader.keeps_trees = false;
}

bool tt_script_next(struct tt_script *script, struct tt_stmt *ret_stmt)
{
    if (script->handed < script->kept.count) {
        *ret_stmt = script->kept.items[script->handed++].stmt;
        return true;
    }
    tt_reader_forget_trees(&script->reader);
    return read_next(script, ret_stmt);
}

static void read_copy(struct tt_script *script)
{
    struct tt_str text = script->reader.text;
    script->blanked = tt_new_array(script->arena, char, text.len);
    memcpy(script->blanked, text.ptr, text.len);
    script->reader.text = (struct tt_str){script->blanked, text.len};
    tt_split_destroy(script->split);
    script->split = tt_split_create(script->reader.text);
}

void tt_script_blank(struct tt_script *script, const struct tt_span *spans, size_t count)
{
    if (count > 0 && !script->blanked) {
        read_copy(script);
    }
    for (size_t i = 0; i < count; i++) {
        memset(script->blanked + spans[i].start, ' ', spans[i].end - spans[i].start);
    }
}

bool tt_script_next_within(struct tt_script *script, struct tt_span within, size_t *at,
                           struct tt_stmt *ret_stmt)
{
    struct tt_piece piece = tt_split_at(script->split, *at, within.end);
    *at = piece.next;
    if (piece.kind != TT_PIECE_STATEMENT) {
        return false;
    }
    struct tt_substitution read = read_piece(script, &piece);
    *ret_stmt = make_stmt(script, &piece, &read);
    ret_stmt->in_body = true;
    return true;
}

const struct tt_problem *tt_script_problems(const struct tt_script *script, size_t *ret_count)
{
    *ret_count = script->problems.count;
    return script->problems.items;
}

size_t tt_stmt_offset(const struct tt_stmt *stmt, const struct tt_node *node)
{
    long location = tt_node_int(node, "location", 0);
    return stmt->span.start + (location > 0 ? (size_t)location : 0);
}
