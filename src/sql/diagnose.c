#include "sql/diagnose.h"

#include <string.h>

#include "base/str.h"
#include "sql/pattern.h"

static const struct {
    int version;
    const char *pattern; /* of tokens, or NULL */
    const char *message; /* of the parser, or NULL */
    const char *name;
} syntaxes[] = {
#define SYNTAX(version, pattern, name) {version, pattern, NULL, name},
#define SYNTAX_ERROR(version, message, name) {version, NULL, message, name},
#include "sql/syntax.def"
#undef SYNTAX
#undef SYNTAX_ERROR
};

static const struct {
    const char *pattern;
    const char *hint;
} dialects[] = {
#define DIALECT(pattern, hint) {pattern, hint},
#include "sql/dialect.def"
#undef DIALECT
};

/* The token that an error is at, but no more of it than its line. */
static struct tt_span error_span(struct tt_str text, const struct tt_piece *piece, size_t at)
{
    size_t limit = piece->semicolon ? piece->semicolon_at + 1 : piece->span.end;
    struct tt_lexer lexer = {tt_str_slice(text, 0, limit), at};
    struct tt_token token = tt_lexer_next(&lexer);
    if (token.kind == TT_TOKEN_END || token.start > at) {
        return (struct tt_span){at, at};
    }
    const char *newline = memchr(text.ptr + at, '\n', token.end - at);
    size_t end = newline ? (size_t)(newline - text.ptr) : token.end;
    return (struct tt_span){at, end > at && text.ptr[end - 1] == '\r' ? end - 1 : end};
}

static struct tt_problem not_checked(struct tt_span span, struct tt_str message,
                                     struct tt_str detail)
{
    return (struct tt_problem){
        .kind = TT_PROBLEM_NOT_CHECKED,
        .span = span,
        .message = message,
        .detail = detail,
    };
}

static struct tt_problem too_deep(struct tt_span span)
{
    return not_checked(span, TT_STR("this statement is nested too deeply to be read"),
                       TT_STR("PostgreSQL may take it; tiptoe does not go that deep."));
}

static bool newer_syntax(struct tt_reader *reader, const struct tt_window *window,
                         struct tt_problem *problem)
{
    for (size_t i = 0; i < sizeof(syntaxes) / sizeof(syntaxes[0]); i++) {
        bool matches = syntaxes[i].pattern ? tt_window_matches(window, syntaxes[i].pattern)
                                           : tt_str_is(problem->message, syntaxes[i].message);
        if (syntaxes[i].version > tt_grammar_version() && matches) {
            problem->kind = TT_PROBLEM_NOT_CHECKED;
            problem->message = tt_str_format(
                reader->arena,
                "%s needs the grammar of PostgreSQL %d; tiptoe was built with %d",
                syntaxes[i].name, syntaxes[i].version, tt_grammar_version());
            problem->detail = TT_STR(
                "A newer libpg_query, where there is one, would read this.");
            return true;
        }
    }
    return false;
}

static struct tt_str dialect_hint(struct tt_str text, const struct tt_piece *piece,
                                  const struct tt_window *window, size_t at)
{
    char c = at < piece->span.end ? text.ptr[at] : (char)0;
    if (c == '`') {
        return TT_STR("MySQL puts names in backticks; PostgreSQL in double quotes.");
    }
    if (c == '#' && tt_str_starts(tt_str_slice(text, at, piece->span.end), "#include")) {
        return TT_STR("This line is for the C preprocessor; PostgreSQL does not know it.");
    }
    if (c == '#') {
        return TT_STR(
            "MySQL has comments that start with #; PostgreSQL's start with two dashes.");
    }
    if (c == '[') {
        return TT_STR("SQL Server puts names in brackets; PostgreSQL in double quotes.");
    }
    if (tt_str_starts(tt_str_slice(text, at, piece->span.end), "\xC2\xA0")) {
        return TT_STR("Here stands a no-break space, which is no blank in SQL.");
    }
    for (size_t i = 0; i < sizeof(dialects) / sizeof(dialects[0]); i++) {
        if (tt_window_matches(window, dialects[i].pattern)) {
            return tt_str_from(dialects[i].hint);
        }
    }
    return (struct tt_str){0};
}

/* A placeholder is the reason, or may well be. */
static struct tt_problem placeholder(struct tt_reader *reader,
                                     const struct tt_substitution *substitution)
{
    struct tt_span span = substitution->culprit;
    const char *newline = memchr(reader->text.ptr + span.start, '\n', span.end - span.start);
    size_t end = newline ? (size_t)(newline - reader->text.ptr) : span.end;
    struct tt_str name = tt_str_slice(reader->text, span.start, end);
    struct tt_str message = substitution->clause ? tt_str_format(reader->arena,
                                                                 "the placeholder " TT_FMT
                                                                 " stands for a whole clause",
                                                                 TT_ARG(name))
                                                 : tt_str_format(reader->arena,
                                                                 "the placeholder " TT_FMT
                                                                 " cannot be seen through",
                                                                 TT_ARG(name));
    return not_checked(span, message,
                       TT_STR("What this statement does depends on what is put there."));
}

struct tt_problem tt_diagnose(struct tt_reader *reader, const struct tt_piece *piece,
                              const struct tt_substitution *substitution)
{
    const struct tt_parse *parse = &substitution->parse;
    if (substitution->clause) {
        return placeholder(reader, substitution);
    }
    if (parse->outcome == TT_PARSE_TOO_DEEP) {
        return too_deep(piece->span);
    }
    if (parse->outcome == TT_PARSE_REFUSED) {
        return not_checked(piece->span,
                           TT_STR("an operator or a nested comment in this is too long"),
                           TT_STR("PostgreSQL's own parser would spend hours on it."));
    }
    if (parse->outcome != TT_PARSE_ERROR) {
        return not_checked(piece->span, TT_STR("this is not one statement to PostgreSQL"),
                           (struct tt_str){0});
    }
    struct tt_window window;
    struct tt_problem problem = {
        .kind = TT_PROBLEM_SYNTAX,
        .span = error_span(reader->text, piece, parse->at),
        .message = parse->message,
    };
    tt_window_fill(&window, reader->text, piece->span,
                   parse->placed ? parse->at : piece->span.end);
    if (newer_syntax(reader, &window, &problem)) {
        return problem;
    }
    if (substitution->culprit.end > 0) {
        return placeholder(reader, substitution);
    }
    if (substitution->templated) {
        return not_checked(problem.span, TT_STR("this statement is written by a template"),
                           TT_STR("Its tags choose between texts that do not fit together."));
    }
    problem.hint = dialect_hint(reader->text, piece, &window, parse->at);
    return problem;
}
