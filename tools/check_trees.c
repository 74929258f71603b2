/*
 * check-trees FILE... - the tree made from the parser's own nodes is the one that
 * its JSON gives, for each statement of SQL files, and for each string in files
 * of JSON lines. Prints "N passed, N failed" at its end.
 */
#include <cjson/cJSON.h>
#include <pg_query.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "sql/parse.h"
#include "sql/tree.h"

struct tally {
    int passed;
    int failed;
};

static bool same_text(struct tt_str a, struct tt_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* What is false is left out of both, but for a Boolean's value in JSON. */
static const struct tt_node *past_false(const struct tt_node *node)
{
    while (node && node->kind == TT_NODE_FLAG && !node->number) {
        node = node->next;
    }
    return node;
}

static bool same(const struct tt_node *a, const struct tt_node *b)
{
    if (!a || !b || a->kind != b->kind || !same_text(a->field, b->field)) {
        return a == b;
    }
    if (a->kind == TT_NODE_STRING) {
        return same_text(a->text, b->text);
    }
    if (a->kind == TT_NODE_NUMBER || a->kind == TT_NODE_FLAG) {
        return a->number == b->number;
    }
    const struct tt_node *in_a = past_false(a->child);
    const struct tt_node *in_b = past_false(b->child);
    while (in_a && in_b && same(in_a, in_b)) {
        in_a = past_false(in_a->next);
        in_b = past_false(in_b->next);
    }
    return !in_a && !in_b;
}

/* Of the only statement in `text`; NULL when there is none, or it is too deep. */
static const struct tt_node *from_json(struct tt_arena *arena, const char *text)
{
    PgQueryParseResult result = pg_query_parse(text);
    const struct tt_node *root = result.error ? NULL
                                              : tt_tree_read_json(arena, result.parse_tree);
    pg_query_free_parse_result(result);
    const struct tt_node *stmts = tt_node_get(root, "stmts");
    return tt_node_count(stmts) == 1 ? tt_node_get(tt_node_first(stmts), "stmt") : NULL;
}

static void check_statement(struct tally *tally, const char *text)
{
    struct tt_arena arena = {0};
    struct tt_parse parse = tt_parse_tree(&arena, &arena, tt_str_from(text));
    bool right = same(parse.stmt, from_json(&arena, text));
    tally->passed += right;
    tally->failed += !right;
    if (!right) {
        printf("FAILED another tree than in JSON: %.200s\n", text);
    }
    tt_arena_release(&arena);
}

static void check_text(struct tally *tally, const char *text)
{
    PgQuerySplitResult split = pg_query_split_with_scanner(text);
    for (int i = 0; !split.error && i < split.n_stmts; i++) {
        char *statement = strndup(text + split.stmts[i]->stmt_location,
                                  (size_t)split.stmts[i]->stmt_len);
        check_statement(tally, statement);
        free(statement);
    }
    pg_query_free_split_result(split);
}

static void check_strings(struct tally *tally, const cJSON *value)
{
    const cJSON *element = NULL;
    if (cJSON_IsString(value)) {
        check_text(tally, value->valuestring);
    }
    cJSON_ArrayForEach(element, value)
    {
        check_strings(tally, element);
    }
}

static void check_file(struct tally *tally, const char *path, char *text)
{
    const char *suffix = strrchr(path, '.');
    if (!suffix || strcmp(suffix, ".jsonl") != 0) {
        check_text(tally, text);
        return;
    }
    char *rest = text;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        cJSON *value = cJSON_Parse(line);
        check_strings(tally, value);
        cJSON_Delete(value);
    }
}

static bool read_file(const char *path, char **ret_text)
{
    FILE *file = fopen(path, "r");
    size_t room = 0;
    *ret_text = NULL;
    bool read = file && getdelim(ret_text, &room, '\0', file) >= 0;
    if (file) {
        fclose(file);
    }
    return read;
}

int main(int argc, char **argv)
{
    struct tally tally = {0};
    for (int i = 1; i < argc; i++) {
        char *text = NULL;
        if (read_file(argv[i], &text)) {
            check_file(&tally, argv[i], text);
        }
        free(text);
    }
    printf("%d passed, %d failed\n", tally.passed, tally.failed);
    return tally.failed > 0 || tally.passed == 0;
}
