#include "sql/substitute.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "sql/tree.h"

/* What a placeholder can turn into, in the order in which it is tried. */
enum form { FORM_NAME, FORM_STRING, FORM_NUMBER, FORM_BLANK, FORM_NONE };

enum { ATTEMPTS_MAX = 48 };

struct stand_in {
    struct tt_token token;
    enum form form;
};

struct stand_ins {
    TT_VEC(struct stand_in) list;
    bool templated;
};

/* psql quotes these itself. */
static char psql_quote(struct tt_str text, struct tt_token token)
{
    char second = text.ptr[token.start + 1];
    bool quoted = token.kind == TT_TOKEN_VARIABLE && (second == '\'' || second == '"');
    return quoted ? second : (char)0;
}

static struct stand_ins collect(struct tt_reader *reader, const struct tt_piece *piece)
{
    struct stand_ins found = {.templated = false};
    struct tt_lexer lexer = {tt_str_slice(reader->text, 0, piece->span.end), piece->span.start};
    struct tt_token token;
    while ((token = tt_lexer_next_solid(&lexer)).kind != TT_TOKEN_END) {
        if (token.kind == TT_TOKEN_CONTROL) {
            found.templated = true;
        } else if (token.kind != TT_TOKEN_VARIABLE && token.kind != TT_TOKEN_PLACEHOLDER) {
            continue;
        }
        struct stand_in stand_in = {token, FORM_NAME};
        stand_in.form = token.kind == TT_TOKEN_CONTROL ? FORM_BLANK : FORM_NAME;
        tt_vec_push(reader->arena, &found.list, stand_in);
    }
    return found;
}

/* The letters of the placeholder stay, so that two of them are two names. */
static void write_name(char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!tt_is_word_part(bytes[i])) {
            bytes[i] = '_';
        }
    }
}

static void write_stand_in(struct tt_str text, char *bytes, const struct stand_in *stand_in)
{
    size_t len = stand_in->token.end - stand_in->token.start;
    char quote = psql_quote(text, stand_in->token);
    switch (stand_in->form) {
    case FORM_NAME:
    case FORM_STRING:
        if (stand_in->form == FORM_STRING) {
            quote = '\'';
        }
        write_name(bytes, len);
        if (quote != '\0') {
            bytes[0] = quote;
            bytes[len - 1] = quote;
        }
        break;
    case FORM_NUMBER:
        memset(bytes, ' ', len);
        bytes[0] = '1';
        break;
    case FORM_BLANK:
    case FORM_NONE:
        memset(bytes, ' ', len);
        break;
    }
}

static struct tt_parse attempt(struct tt_reader *reader, const struct tt_piece *piece,
                               const struct stand_ins *stand_ins)
{
    tt_reader_load(reader, piece);
    for (size_t i = 0; i < stand_ins->list.count; i++) {
        const struct stand_in *stand_in = &stand_ins->list.items[i];
        write_stand_in(reader->text, reader->buffer + stand_in->token.start - piece->span.start,
                       stand_in);
    }
    return tt_reader_parse(reader, piece);
}

/*
 * The placeholder that an error may come from: its own place, or one of the
 * two tokens behind it. An error further on has another cause.
 */
static struct stand_in *blame(struct tt_reader *reader, struct stand_ins *stand_ins, size_t at)
{
    struct stand_in *last = NULL;
    for (size_t i = 0; i < stand_ins->list.count && stand_ins->list.items[i].token.start <= at;
         i++) {
        bool control = stand_ins->list.items[i].token.kind == TT_TOKEN_CONTROL;
        last = control ? last : &stand_ins->list.items[i];
    }
    if (!last || at < last->token.end) {
        return last;
    }
    struct tt_lexer lexer = {tt_str_slice(reader->text, 0, at), last->token.end};
    tt_lexer_next_solid(&lexer);
    return tt_lexer_next_solid(&lexer).kind == TT_TOKEN_END ? last : NULL;
}

static enum form next_form(struct tt_str text, const struct stand_in *stand_in)
{
    if (psql_quote(text, stand_in->token) != '\0' && stand_in->form == FORM_NAME) {
        return FORM_BLANK;
    }
    return stand_in->form < FORM_NONE ? stand_in->form + 1 : FORM_NONE;
}

static void note_blanked(struct tt_substitution *result, const struct stand_ins *stand_ins)
{
    for (size_t i = 0; i < stand_ins->list.count && !result->clause; i++) {
        const struct stand_in *stand_in = &stand_ins->list.items[i];
        if (stand_in->form == FORM_BLANK && stand_in->token.kind != TT_TOKEN_CONTROL) {
            result->clause = true;
            result->culprit = (struct tt_span){stand_in->token.start, stand_in->token.end};
        }
    }
}

static bool is_read(const struct tt_parse *parse)
{
    return parse->outcome == TT_PARSE_OK || parse->outcome == TT_PARSE_EMPTY;
}

struct tt_substitution tt_substitute(struct tt_reader *reader, const struct tt_piece *piece,
                                     const struct tt_parse *failed)
{
    struct tt_substitution result = {.parse = *failed};
    struct stand_ins stand_ins = collect(reader, piece);
    /* What stands behind the error had no part in it. */
    if (stand_ins.list.count == 0 || stand_ins.list.items[0].token.start > failed->at) {
        return result;
    }
    result.tried = true;
    result.templated = stand_ins.templated;
    for (int attempts = 0; attempts < ATTEMPTS_MAX; attempts++) {
        struct tt_parse parse = attempt(reader, piece, &stand_ins);
        if (is_read(&parse)) {
            result.parse = parse;
            result.culprit = (struct tt_span){0};
            note_blanked(&result, &stand_ins);
            return result;
        }
        struct stand_in *culprit = blame(reader, &stand_ins, parse.at);
        if (parse.outcome != TT_PARSE_ERROR || parse.at >= result.parse.at) {
            result.parse = parse;
            result.culprit = culprit
                                 ? (struct tt_span){culprit->token.start, culprit->token.end}
                                 : (struct tt_span){0};
        }
        if (parse.outcome != TT_PARSE_ERROR || !culprit) {
            break;
        }
        culprit->form = next_form(reader->text, culprit);
        if (culprit->form == FORM_NONE) {
            break;
        }
    }
    return result;
}
