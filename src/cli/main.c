#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/guess.h"
#include "base/str.h"
#include "base/vec.h"
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/memory.h"
#include "cli/option.h"
#include "cli/output.h"

const struct tt_command *const tt_commands[] = {
    &tt_command_check,    &tt_command_fix,
    &tt_command_baseline, &tt_command_effects,
    &tt_command_schema,   &tt_command_rules,
    &tt_command_explain,  &tt_command_config,
    &tt_command_init,     &tt_command_stats,
    &tt_command_lsp,      &tt_command_completion,
    &tt_command_help,     NULL,
};

const struct tt_command *tt_command_find(const char *name)
{
    for (size_t i = 0; tt_commands[i]; i++) {
        if (strcmp(tt_commands[i]->name, name) == 0) {
            return tt_commands[i];
        }
    }
    return NULL;
}

const char *tt_command_guess(const char *name)
{
    struct tt_guess guess = {.word = name};
    for (size_t i = 0; tt_commands[i]; i++) {
        tt_guess_offer(&guess, tt_commands[i]->name);
    }
    return guess.best;
}

static enum tt_exit run_command(struct tt_cli *cli, const struct tt_command *command,
                                const char **args)
{
    struct tt_error error;
    void *settings = tt_arena_alloc(cli->arena, 1, command->settings_bytes,
                                    alignof(max_align_t));
    switch (tt_options_parse(cli, command, args, settings, &error)) {
    case TT_PARSED:
        return command->run(cli, settings, args);
    case TT_PARSED_HELP:
        tt_help_command(&cli->out->sink, command);
        return TT_EXIT_CLEAN;
    case TT_PARSED_VERSION:
        tt_help_versions(&cli->out->sink);
        return TT_EXIT_CLEAN;
    case TT_PARSED_WRONG:
        break;
    }
    tt_complain("%s", error.message);
    return TT_EXIT_TROUBLE;
}

/* A word that is no path, but nearly a command, is a slip. */
static const char *slip_of(const char *word)
{
    struct stat status;
    bool is_word = word[0] != '-' && !strpbrk(word, "./*?[");
    return is_word && stat(word, &status) != 0 ? tt_command_guess(word) : NULL;
}

static enum tt_exit dispatch(struct tt_cli *cli, const char **args)
{
    const char *first = args[0];
    if (first && (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0)) {
        tt_help_program(&cli->out->sink);
        return TT_EXIT_CLEAN;
    }
    const struct tt_command *command = first ? tt_command_find(first) : NULL;
    if (command) {
        return run_command(cli, command, args + 1);
    }
    const char *slip = first ? slip_of(first) : NULL;
    if (slip) {
        tt_complain("no command or file is called \"%s\"; did you mean \"%s\"?", first, slip);
        return TT_EXIT_TROUBLE;
    }
    return run_command(cli, &tt_command_check, args);
}

/* A file must not be opened in the place of a closed standard stream. */
static void occupy_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
            (void)open("/dev/null", O_RDONLY);
        }
    }
}

int main(int argc, char **argv)
{
    tt_memory_ends_the_program();
    occupy_standard_streams();
    /* What cannot be written is told by write itself. */
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN);
    struct tt_arena arena = {0};
    struct tt_output *out = tt_new(&arena, struct tt_output);
    tt_output_standard(out);
    struct tt_cli cli = {.arena = &arena, .out = out};
    TT_VEC(const char *) args = {0};
    for (int i = 1; i < argc; i++) {
        tt_vec_push(&arena, &args, argv[i]);
    }
    tt_vec_push(&arena, &args, NULL);

    enum tt_exit status = dispatch(&cli, args.items);
    struct tt_error error;
    if (!tt_output_close(out, &error)) {
        tt_complain("%s", error.message);
        status = TT_EXIT_TROUBLE;
    }
    tt_arena_release(&arena);
    return (int)status;
}
