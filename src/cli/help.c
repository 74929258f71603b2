#include "cli/help.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "cli/option.h"
#include "cli/output.h"
#include "project/changelog.h"
#include "report/display.h"

enum { PAGE_COLUMNS = 80, HELP_COLUMN = 25 };

/* A term and what it means, in two columns. */
static void print_term(struct tt_sink *sink, const char *term, const char *meaning)
{
    unsigned used = HELP_COLUMN;
    tt_print(sink, "  %-*s", HELP_COLUMN - 2, term);
    if (strlen(term) > HELP_COLUMN - 4) {
        tt_print(sink, "\n%*s", HELP_COLUMN, "");
    }
    tt_display_wrapped(sink, tt_str_from(meaning), used, HELP_COLUMN, PAGE_COLUMNS);
    tt_print(sink, "\n");
}

static void print_option(struct tt_sink *sink, const struct tt_option *option)
{
    char term[64], letter[8] = "    ";
    if (option->letter) {
        snprintf(letter, sizeof(letter), "-%c, ", option->letter);
    }
    snprintf(term, sizeof(term), "%s--%s%s%s", letter, option->name, option->value ? " " : "",
             option->value ? option->value : "");
    print_term(sink, term, option->help);
}

static void print_options(struct tt_sink *sink, const struct tt_option *options)
{
    for (; options->name; options++) {
        if (options->group) {
            tt_print(sink, "\n%s:\n", options->group);
        }
        print_option(sink, options);
    }
}

static void print_examples(struct tt_sink *sink, const char *examples)
{
    struct tt_str rest = tt_str_from(examples), line = {0};
    tt_print(sink, "\nExamples:\n");
    while (tt_str_next_line(&rest, &line)) {
        tt_print(sink, "  " TT_FMT "\n", TT_ARG(line));
    }
}

void tt_help_exit_codes(struct tt_sink *sink)
{
    tt_print(sink, "\nExit status:\n");
    print_term(sink, "0", "nothing found, or nothing as grave as --fail-on");
    print_term(sink, "1", "findings, or SQL that could not be read");
    print_term(sink, "2",
               "a wrong option, or a file that could not be read or written; all "
               "other files were still checked");
}

void tt_help_program(struct tt_sink *sink)
{
    tt_print(sink, "tiptoe says what a migration would block or break on a live PostgreSQL\n"
                   "database, why, and what to write instead. It needs no database.\n\n"
                   "Usage: tiptoe [check] [OPTION]... PATH...\n"
                   "       tiptoe COMMAND ...\n");
    print_examples(sink, "tiptoe migrations/\n"
                         "tiptoe --format github --pg-version 16 migrations/*.sql\n");
    tt_print(sink, "\nCommands:\n");
    for (size_t i = 0; tt_commands[i]; i++) {
        print_term(sink, tt_commands[i]->name, tt_commands[i]->summary);
    }
    tt_help_exit_codes(sink);
    tt_print(sink,
             "\n\"tiptoe check --help\" lists the options, \"tiptoe explain RULE\" tells all\n"
             "about a rule.\n");
}

void tt_help_command(struct tt_sink *sink, const struct tt_command *command)
{
    tt_print(sink, "tiptoe %s: %s\n\nUsage: tiptoe %s [OPTION]... %s\n", command->name,
             command->summary, command->name, command->operands);
    print_examples(sink, command->examples);
    print_options(sink, command->options);
    print_options(sink, tt_common_options);
    if (command->print_notes) {
        command->print_notes(sink);
    }
}

void tt_help_versions(struct tt_sink *sink)
{
    const char *xml = tt_changelog_library(TT_FORMAT_XML);
    const char *yaml = tt_changelog_library(TT_FORMAT_YAML);
    tt_print(sink, "tiptoe %s\nlibpg_query with the grammar of PostgreSQL %d\ncJSON %s\n",
             tt_version(), tt_parser_version(), cJSON_Version());
    tt_print(sink, "%s\n", xml ? xml : "no expat: changelogs in XML are not checked");
    tt_print(sink, "%s\n", yaml ? yaml : "no libyaml: changelogs in YAML are not checked");
}

static enum tt_exit run_help(struct tt_cli *cli, void *settings, const char **operands)
{
    (void)settings;
    if (!operands[0]) {
        tt_help_program(&cli->out->sink);
        return TT_EXIT_CLEAN;
    }
    const struct tt_command *command = tt_command_find(operands[0]);
    if (!command) {
        const char *near = tt_command_guess(operands[0]);
        tt_complain(near ? "no command is called \"%s\"; did you mean \"%s\"?"
                         : "no command is called \"%s\"; \"tiptoe help\" lists them",
                    operands[0], near);
        return TT_EXIT_TROUBLE;
    }
    tt_help_command(&cli->out->sink, command);
    return TT_EXIT_CLEAN;
}

static const struct tt_option no_options[] = {{0}};

const struct tt_command tt_command_help = {
    .name = "help",
    .operands = "[COMMAND]",
    .takes = {TT_VALUE_WORD, &tt_words_commands},
    .summary = "print help on a command",
    .examples = "tiptoe help check\n",
    .options = no_options,
    .run = run_help,
};
