/* "tiptoe lsp": serves an editor on standard input and output. */
#include <unistd.h>

#include "cli/cli.h"
#include "lsp/lsp.h"

/* The only way there is; clients say so all the same. */
static bool take_stdio(struct tt_cli *cli, void *settings, const char *value,
                       struct tt_error *error)
{
    (void)cli;
    (void)settings;
    (void)value;
    (void)error;
    return true;
}

static const struct tt_option options[] = {
    {.group = "Options",
     .name = "stdio",
     .take = take_stdio,
     .help = "speak on standard input and output, as it does anyway"},
    {0},
};

static void print_notes(struct tt_sink *sink)
{
    tt_puts(sink,
            "\nWhat each editor needs to be told stands in tools/editors/README.md.\n"
            "What is judged is not set here but in .tiptoe.json: see \"tiptoe config\".\n");
}

static enum tt_exit run_lsp(struct tt_cli *cli, void *settings, const char **operands)
{
    (void)cli;
    (void)settings;
    if (operands[0]) {
        tt_complain("\"tiptoe lsp\" takes no files: the editor opens them");
        return TT_EXIT_TROUBLE;
    }
    if (tt_lsp_serve(STDIN_FILENO, STDOUT_FILENO)) {
        return TT_EXIT_CLEAN;
    }
    tt_complain("the editor is gone, and said neither \"shutdown\" nor \"exit\"");
    return TT_EXIT_FINDINGS; /* as the protocol has it */
}

const struct tt_command tt_command_lsp = {
    .name = "lsp",
    .operands = "",
    .summary = "serve an editor: findings while you type (Language Server Protocol)",
    .examples = "tiptoe lsp   # as the editor is told to run it\n",
    .print_notes = print_notes,
    .options = options,
    .settings_bytes = 1,
    .run = run_lsp,
};
