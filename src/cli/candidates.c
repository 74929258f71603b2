#include "cli/candidates.h"

#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "cli/option.h"
#include "cli/program.h"

/* The command line, as far as it is typed. */
struct typed {
    const struct tt_command *command;
    bool names_none;             /* the word at hand is the first, so it may be a command */
    bool options_end;            /* "--" stands before it */
    const struct tt_option *its; /* that it is the value of, or NULL */
    struct tt_str word;          /* at hand; its bytes do not move */
};

static const struct tt_option *find_in(const struct tt_option *options, struct tt_str name,
                                       char letter)
{
    for (; options->name; options++) {
        if (letter ? options->letter == letter : tt_str_is(name, options->name)) {
            return options;
        }
    }
    return NULL;
}

static const struct tt_option *find_option(const struct tt_command *command, struct tt_str name,
                                           char letter)
{
    const struct tt_option *found = find_in(command->options, name, letter);
    return found ? found : find_in(tt_common_options, name, letter);
}

/* The option whose value the next word is, or NULL: --format, -f, -qf */
static const struct tt_option *open_option(const struct tt_command *command, struct tt_str word)
{
    const struct tt_option *option = NULL;
    if (tt_str_starts(word, "--")) {
        option = find_option(command, tt_str_slice(word, 2, word.len), 0);
        return option && option->value ? option : NULL;
    }
    for (size_t i = 1; word.len > 0 && word.ptr[0] == '-' && i < word.len; i++) {
        option = find_option(command, word, word.ptr[i]);
        if (option && option->value) {
            return i + 1 == word.len ? option : NULL;
        }
    }
    return NULL;
}

/* Bash takes "=" for a word, and what stands beside it for others. */
static struct tt_str next_word(struct tt_arena *arena, const char *const **at)
{
    struct tt_str word = tt_str_from(*(*at)++);
    while (**at && (strcmp(**at, "=") == 0 || strcmp((*at)[-1], "=") == 0)) {
        word = tt_str_format(arena, TT_FMT "%s", TT_ARG(word), *(*at)++);
    }
    return word;
}

static struct typed read_typed(struct tt_arena *arena, const char *const *at)
{
    struct typed typed = {.command = &tt_command_check};
    typed.names_none = *at && !at[1];
    const struct tt_command *named = *at && at[1] ? tt_command_find(*at) : NULL;
    if (named) {
        typed.command = named;
        at++;
    }
    while (*at) {
        struct tt_str word = next_word(arena, &at);
        if (!*at) {
            typed.word = word;
        } else if (typed.its || typed.options_end) {
            typed.its = NULL;
        } else if (tt_str_is(word, "--")) {
            typed.options_end = true;
        } else {
            typed.its = open_option(typed.command, word);
        }
    }
    return typed;
}

static size_t behind_last(struct tt_str text, char mark)
{
    size_t end = text.len;
    while (end > 0 && text.ptr[end - 1] != mark) {
        end--;
    }
    return end;
}

static void add_refs(struct tt_candidates *candidates, struct tt_arena *arena)
{
    static const char *const list[] = {"git", "for-each-ref", "--format=%(refname:short)",
                                       NULL};
    struct tt_str refs = {0}, line = {0};
    if (tt_program_run(arena, list, &refs)) {
        while (tt_str_next_line(&refs, &line)) {
            tt_vec_push(arena, &candidates->words,
                        (struct tt_word){tt_str_copy(arena, line).ptr, NULL});
        }
    }
}

/* `typed` is what stands of the value; `candidates->before`, what stands before it. */
static void add_value(struct tt_candidates *candidates, struct tt_arena *arena,
                      struct tt_takes takes, struct tt_str typed)
{
    size_t done = 0;
    switch (takes.kind) {
    case TT_VALUE_ANY:
        break;
    case TT_VALUE_WORDS:
        done = behind_last(typed, ',');
        candidates->words = tt_vocabulary_words(takes.words, arena);
        break;
    case TT_VALUE_WORD:
        candidates->words = tt_vocabulary_words(takes.words, arena);
        break;
    case TT_VALUE_WORD_FILE:
        done = behind_last(typed, '=');
        candidates->files = done > 0;
        if (!candidates->files) {
            candidates->words = tt_vocabulary_words(takes.words, arena);
        }
        for (size_t i = 0; i < candidates->words.count; i++) {
            struct tt_word *word = &candidates->words.items[i];
            word->word = tt_str_format(arena, "%s=", word->word).ptr;
        }
        break;
    case TT_VALUE_FILE:
        candidates->files = true;
        break;
    case TT_VALUE_MIGRATIONS:
        candidates->sql = true;
        break;
    case TT_VALUE_REF:
        add_refs(candidates, arena);
        break;
    }
    candidates->before.len += done;
}

static void add_options(struct tt_candidates *candidates, struct tt_arena *arena,
                        const struct tt_option *options)
{
    for (; options->name; options++) {
        /* Lists have but one line for it. */
        struct tt_str help = {options->help, strcspn(options->help, ";")};
        tt_vec_push(arena, &candidates->words,
                    (struct tt_word){tt_str_format(arena, "--%s", options->name).ptr,
                                     tt_str_copy(arena, help).ptr});
    }
}

/* "--select=will-fail,na" says whose value it is, and what comes before that. */
static const struct tt_option *attached_option(const struct tt_command *command,
                                               struct tt_str word, size_t *ret_start)
{
    const char *equals = memchr(word.ptr, '=', word.len);
    *ret_start = equals ? (size_t)(equals - word.ptr) + 1 : 0;
    return equals ? open_option(command, tt_str_slice(word, 0, *ret_start - 1)) : NULL;
}

void tt_candidates_find(struct tt_candidates *candidates, struct tt_arena *arena,
                        const char *const *words)
{
    struct typed typed = read_typed(arena, words);
    struct tt_str word = typed.word;
    *candidates = (struct tt_candidates){.before = word};
    candidates->before.len = 0;
    if (typed.its) {
        add_value(candidates, arena, typed.its->takes, word);
    } else if (!typed.options_end && tt_str_starts(word, "-")) {
        size_t start = 0;
        const struct tt_option *option = attached_option(typed.command, word, &start);
        if (option) {
            candidates->before.len = start;
            add_value(candidates, arena, option->takes, tt_str_slice(word, start, word.len));
        } else if (start == 0) {
            add_options(candidates, arena, typed.command->options);
            add_options(candidates, arena, tt_common_options);
        }
    } else {
        add_value(candidates, arena, typed.command->takes, word);
        if (typed.names_none) {
            candidates->words = tt_vocabulary_words(&tt_words_commands, arena);
        }
    }
}
