/*
 * Feeds bytes to the reader of .tiptoe.json. Each mistake has a place in the file and is told;
 * the same bytes have the same mistakes, and other line ends have them on the same lines; and
 * what patterns there are can be held against a path.
 */
#include "base/arena.h"
#include "base/str.h"
#include "found.h"
#include "project/config_find.h"
#include "scope/config_home.h"

static struct tt_config read_config(struct tt_arena *arena, struct tt_str text)
{
    struct tt_config config = {0};
    struct tt_config_terms terms = tt_config_terms_of(arena);
    tt_config_read(&config, arena, TT_STR(TT_CONFIG_NAME), text, &terms);
    for (size_t i = 0; i < config.errors.count; i++) {
        const struct tt_config_error *error = &config.errors.items[i];
        check_position(&error->at, text);
        require(error->message.len > 0);
        require(!memchr(error->message.ptr, '\n', error->message.len));
        require(i == 0 || config.errors.items[i - 1].at.offset <= error->at.offset);
    }
    return config;
}

static void require_same_errors(const struct tt_config *a, const struct tt_config *b)
{
    require(a->errors.count == b->errors.count);
    for (size_t i = 0; i < a->errors.count; i++) {
        const struct tt_config_error *one = &a->errors.items[i], *other = &b->errors.items[i];
        require(one->at.line == other->at.line && one->at.column == other->at.column);
        require(tt_str_equal(one->message, other->message));
    }
}

static void try_patterns(struct tt_arena *arena, const struct tt_config_values *patterns)
{
    for (size_t i = 0; i < patterns->count; i++) {
        (void)tt_path_matches(arena, TT_STR("/home/a/db/migrations/0001_aaaaaaaaaaaaaaaab.sql"),
                              TT_STR("/home/a"), patterns->items[i].text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tt_arena arena = {0};
    struct tt_str text = {(const char *)data, size}, other;
    struct tt_config config = read_config(&arena, text);
    struct tt_config again = read_config(&arena, text);
    require_same_errors(&config, &again);
    if (with_other_line_ends(&arena, text, &other)) {
        again = read_config(&arena, other);
        require_same_errors(&config, &again);
    }
    try_patterns(&arena, &config.exclude);
    for (size_t i = 0; i < config.paths.count; i++) {
        try_patterns(&arena, &config.paths.items[i].match);
    }
    tt_arena_release(&arena);
    return 0;
}
