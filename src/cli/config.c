/* "tiptoe config": what .tiptoe.json may hold. */
#include <stdio.h>

#include "base/str.h"
#include "cli/config_schema.h"
#include "cli/output.h"
#include "project/config_key.h"
#include "report/display.h"

enum { PAGE_COLUMNS = 80, HELP_COLUMN = 4 };

struct config_settings {
    bool schema;
};

static const char *kind_name(enum tt_config_kind kind)
{
    switch (kind) {
    case TT_KEY_TEXT:
    case TT_KEY_FILE:
    case TT_KEY_WORD:
        break;
    case TT_KEY_FLAG:
        return "true or false";
    case TT_KEY_RELEASE:
        return "number";
    case TT_KEY_WORDS:
        return "list";
    case TT_KEY_TEXTS:
        return "string or list";
    case TT_KEY_ASSUME:
    case TT_KEY_RULES:
        return "object";
    case TT_KEY_MIGRATIONS:
    case TT_KEY_PATHS:
        return "list of objects";
    }
    return "string";
}

static void print_keys(struct tt_sink *sink, const struct tt_config_key *keys,
                       const char *owner)
{
    for (; keys->name; keys++) {
        tt_print(sink, "\n%s%s (%s%s)\n%*s", owner, keys->name, kind_name(keys->kind),
                 keys->required ? ", required" : "", HELP_COLUMN, "");
        tt_display_wrapped(sink, tt_str_from(keys->help), HELP_COLUMN, HELP_COLUMN,
                           PAGE_COLUMNS);
        tt_print(sink, "\n\n%*s\"%s\": %s\n", HELP_COLUMN + 2, "", keys->name, keys->example);
        const struct tt_config_key *inner = tt_config_inner_keys(keys->kind);
        if (inner) {
            char inside[64];
            snprintf(inside, sizeof(inside), "%s%s.", keys->name,
                     keys->kind == TT_KEY_ASSUME ? "" : "[]");
            print_keys(sink, inner, inside);
        }
    }
}

static enum tt_exit run_config(struct tt_cli *cli, void *user, const char **operands)
{
    const struct config_settings *settings = user;
    struct tt_sink *sink = &cli->out->sink;
    if (operands[0]) {
        tt_complain("\"tiptoe config\" takes no names; what applies to a file is told by "
                    "\"tiptoe check --print-config %s\"",
                    operands[0]);
        return TT_EXIT_TROUBLE;
    }
    if (settings->schema) {
        tt_config_schema(sink, cli->arena);
        return TT_EXIT_CLEAN;
    }
    tt_print(sink, TT_CONFIG_NAME
             " is JSON with comments (// and /* */); a comma may stand behind the\n"
             "last item. It applies to the files in its folder and below; the one that is\n"
             "nearest to a file counts, up to the folder that holds .git. Paths in it are\n"
             "relative to it. Options on the command line win over it.\n");
    print_keys(sink, tt_config_keys, "");
    return TT_EXIT_CLEAN;
}

static const struct tt_option options[] = {
    {.group = "Options",
     .name = "schema",
     .sets = offsetof(struct config_settings, schema),
     .help = "print the JSON Schema of the file instead, for editors"},
    {0},
};

const struct tt_command tt_command_config = {
    .name = "config",
    .operands = "",
    .summary = "tell what the configuration file, " TT_CONFIG_NAME ", may hold",
    .examples = "tiptoe config\ntiptoe config --schema > tiptoe.schema.json\n",
    .options = options,
    .settings_bytes = sizeof(struct config_settings),
    .run = run_config,
};
