#include "cli/option.h"

#include <string.h>

#include "base/guess.h"
#include "base/str.h"

enum { OPTION_HELP, OPTION_VERSION };

const struct tt_option tt_common_options[] = {
    [OPTION_HELP] = {.group = "Other",
                     .name = "help",
                     .letter = 'h',
                     .help = "print help, and do nothing else"},
    [OPTION_VERSION] = {.name = "version",
                        .letter = 'V',
                        .help = "print versions, and do nothing else"},
    {0},
};

struct parse {
    struct tt_cli *cli;
    const struct tt_command *command;
    void *settings;
    struct tt_error *error;
    const char **next; /* the argument after the one at hand */
};

static const struct tt_option *find_name(const struct tt_option *options, struct tt_str name)
{
    for (; options->name; options++) {
        if (tt_str_is(name, options->name)) {
            return options;
        }
    }
    return NULL;
}

static const struct tt_option *find_letter(const struct tt_option *options, char letter)
{
    for (; options->name; options++) {
        if (options->letter == letter) {
            return options;
        }
    }
    return NULL;
}

static enum tt_parsed take(struct parse *parse, const struct tt_option *option,
                           const char *value)
{
    if (option == &tt_common_options[OPTION_HELP]) {
        return TT_PARSED_HELP;
    }
    if (option == &tt_common_options[OPTION_VERSION]) {
        return TT_PARSED_VERSION;
    }
    if (option->take) {
        bool taken = option->take(parse->cli, parse->settings, value, parse->error);
        return taken ? TT_PARSED : TT_PARSED_WRONG;
    }
    void *member = (char *)parse->settings + option->sets;
    if (option->value) {
        *(const char **)member = value;
    } else {
        *(bool *)member = true;
    }
    return TT_PARSED;
}

/* `attached` is what follows in the same argument, or NULL. */
static enum tt_parsed take_with_value(struct parse *parse, const struct tt_option *option,
                                      const char *attached)
{
    const char *value = attached;
    if (!value && *parse->next) {
        value = *parse->next++;
    }
    if (!value || (value[0] == '\0' && !option->take)) {
        tt_refuse(parse->error, "option \"--%s\" needs a value: --%s %s", option->name,
                  option->name, option->value);
        return TT_PARSED_WRONG;
    }
    return take(parse, option, value);
}

static void offer_names(struct tt_guess *guess, const struct tt_option *options)
{
    for (; options->name; options++) {
        tt_guess_offer(guess, options->name);
    }
}

static enum tt_parsed unknown(struct parse *parse, struct tt_str name)
{
    const char *word = tt_str_copy(parse->cli->arena, name).ptr;
    struct tt_guess guess = {.word = word};
    offer_names(&guess, parse->command->options);
    offer_names(&guess, tt_common_options);
    if (guess.best) {
        tt_refuse(parse->error, "unknown option \"--%s\"; did you mean \"--%s\"?", word,
                  guess.best);
    } else {
        tt_refuse(parse->error, "unknown option \"--%s\"; \"tiptoe %s --help\" lists them",
                  word, parse->command->name);
    }
    return TT_PARSED_WRONG;
}

static enum tt_parsed parse_long(struct parse *parse, const char *arg)
{
    const char *equals = strchr(arg, '=');
    struct tt_str name = tt_str_from(arg);
    name.len = equals ? (size_t)(equals - arg) : name.len;
    const struct tt_option *option = find_name(parse->command->options, name);
    option = option ? option : find_name(tt_common_options, name);
    if (!option) {
        return unknown(parse, name);
    }
    if (option->value) {
        return take_with_value(parse, option, equals ? equals + 1 : NULL);
    }
    if (equals) {
        tt_refuse(parse->error, "option \"--%s\" takes no value", option->name);
        return TT_PARSED_WRONG;
    }
    return take(parse, option, NULL);
}

/* One letter or several, the last of which may carry its value: -q, -qf json, -fjson. */
static enum tt_parsed parse_short(struct parse *parse, const char *letters)
{
    for (const char *at = letters; *at; at++) {
        const struct tt_option *option = find_letter(parse->command->options, *at);
        option = option ? option : find_letter(tt_common_options, *at);
        if (!option) {
            tt_refuse(parse->error, "unknown option \"-%s\"; \"tiptoe %s --help\" lists them",
                      at, parse->command->name);
            return TT_PARSED_WRONG;
        }
        if (option->value) {
            const char *attached = at[1] == '=' ? at + 2 : at + 1;
            return take_with_value(parse, option, at[1] ? attached : NULL);
        }
        enum tt_parsed parsed = take(parse, option, NULL);
        if (parsed != TT_PARSED) {
            return parsed;
        }
    }
    return TT_PARSED;
}

enum tt_parsed tt_options_parse(struct tt_cli *cli, const struct tt_command *command,
                                const char **args, void *settings, struct tt_error *error)
{
    struct parse parse = {cli, command, settings, error, args};
    const char **operands = args;
    bool options_end = false;
    while (*parse.next) {
        const char *arg = *parse.next++;
        if (options_end || arg[0] != '-' || strcmp(arg, "-") == 0) {
            *operands++ = arg;
        } else if (strcmp(arg, "--") == 0) {
            options_end = true;
        } else {
            enum tt_parsed parsed = arg[1] == '-' ? parse_long(&parse, arg + 2)
                                                  : parse_short(&parse, arg + 1);
            if (parsed != TT_PARSED) {
                return parsed;
            }
        }
    }
    *operands = NULL;
    return TT_PARSED;
}
