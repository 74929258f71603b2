/* The words that options and commands take, for shells that complete them. */
#ifndef CLI_VOCABULARY_H
#define CLI_VOCABULARY_H

#include <stddef.h>

struct tt_arena;

struct tt_word {
    const char *word;
    const char *meaning; /* one line, or NULL */
};

struct tt_words {
    struct tt_word *items;
    size_t count;
    size_t room;
};

struct tt_vocabulary {
    const char *const *names; /* without meanings, up to NULL; or else: */
    void (*tell)(struct tt_arena *arena, struct tt_words *words);
};

extern const struct tt_vocabulary tt_words_commands;
extern const struct tt_vocabulary tt_words_rules;
extern const struct tt_vocabulary tt_words_formats;
extern const struct tt_vocabulary tt_words_layouts;
extern const struct tt_vocabulary tt_words_any_layouts; /* "auto" and "none" among them */
extern const struct tt_vocabulary tt_words_presets;
extern const struct tt_vocabulary tt_words_releases;
extern const struct tt_vocabulary tt_words_fail_on;
extern const struct tt_vocabulary tt_words_transactions;

/* All of its words. */
struct tt_words tt_vocabulary_words(const struct tt_vocabulary *vocabulary,
                                    struct tt_arena *arena);

#endif
