/* What the program's commands share. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/arena.h"
#include "base/error.h"
#include "base/sink.h"
#include "cli/vocabulary.h"
#include "tiptoe.h"

struct tt_output;

enum tt_exit {
    TT_EXIT_CLEAN = 0,
    TT_EXIT_FINDINGS = 1,
    TT_EXIT_TROUBLE = 2, /* usage, or something could not be read or written */
};

struct tt_cli {
    struct tt_arena *arena; /* lives as long as the command */
    struct tt_output *out;  /* standard output */
};

/* Handles one option; `value` is NULL for a switch. False fills `error`. */
typedef bool tt_option_fn(struct tt_cli *cli, void *settings, const char *value,
                          struct tt_error *error);

enum tt_value_kind {
    TT_VALUE_ANY, /* nobody knows */
    TT_VALUE_WORD,
    TT_VALUE_WORDS,     /* with commas between them */
    TT_VALUE_WORD_FILE, /* WORD=FILE */
    TT_VALUE_FILE,
    TT_VALUE_MIGRATIONS, /* files or folders of SQL */
    TT_VALUE_REF,        /* what git calls a commit */
};

/* What an option's value or a command's operands can be, for shells that complete it. */
struct tt_takes {
    enum tt_value_kind kind;
    const struct tt_vocabulary *words; /* of kinds with words */
};

struct tt_option {
    const char *group; /* the heading it begins in --help, or NULL */
    const char *name;  /* without dashes; NULL ends a table */
    const char *value; /* what --help calls its value; NULL for a switch */
    const char *help;
    struct tt_takes takes;
    tt_option_fn *take; /* NULL: it only sets a member of the settings */
    size_t sets;        /* that member's place: a bool of a switch, or else a const char * */
    char letter;        /* the short form, or 0 */
};

struct tt_command {
    const char *name;
    const char *operands; /* as the usage line shows them; empty when it takes none */
    struct tt_takes takes;
    const char *summary;
    const char *examples; /* shell lines */
    const struct tt_option *options;
    void (*print_notes)(struct tt_sink *sink); /* ends its --help; may be NULL */
    size_t settings_bytes; /* zeroed and handed to the options, then to run */
    /* `operands` ends with NULL. */
    enum tt_exit (*run)(struct tt_cli *cli, void *settings, const char **operands);
};

extern const struct tt_command tt_command_check;
extern const struct tt_command tt_command_fix;
extern const struct tt_command tt_command_baseline;
extern const struct tt_command tt_command_effects;
extern const struct tt_command tt_command_schema;
extern const struct tt_command tt_command_rules;
extern const struct tt_command tt_command_explain;
extern const struct tt_command tt_command_config;
extern const struct tt_command tt_command_init;
extern const struct tt_command tt_command_stats;
extern const struct tt_command tt_command_lsp;
extern const struct tt_command tt_command_completion;
extern const struct tt_command tt_command_help;

/* NULL-terminated, in the order that --help shows. */
extern const struct tt_command *const tt_commands[];
const struct tt_command *tt_command_find(const char *name);
/* The name that is near, or NULL. */
const char *tt_command_guess(const char *name);

struct tt_sink tt_standard_error(void);

/* One line on standard error, with the program's name before it. */
__attribute__((format(printf, 1, 2))) void tt_complain(const char *format, ...);

#endif
