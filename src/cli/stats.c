/* "tiptoe stats": how tiptoe learns which tables are small or big. */
#include "base/str.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "project/row_counts.h"

struct stats_settings {
    bool query;
};

static enum tt_exit run_stats(struct tt_cli *cli, void *user, const char **operands)
{
    const struct stats_settings *settings = user;
    if (operands[0] || !settings->query) {
        tt_complain(
            "\"tiptoe stats --query\" prints a query; \"tiptoe stats --help\" tells what "
            "to do with it");
        return TT_EXIT_TROUBLE;
    }
    tt_print(&cli->out->sink, "%s", tt_row_counts_query);
    return TT_EXIT_CLEAN;
}

static void print_notes(struct tt_sink *sink)
{
    tt_print(
        sink,
        "\nThe query reads PostgreSQL's own estimates from its catalogs: no table, and no\n"
        "row of yours. Keep its answer, without the names that you want to keep to\n"
        "yourself, beside the configuration, and name it there:\n\n"
        "  \"assume\": {\"row_counts\": \"row-counts.csv\"}\n\n"
        "Findings about how long something takes then become notices on tables of up\n"
        "to %d rows and %lld MiB, and errors from %d rows or %lld MiB on.\n",
        TT_SMALL_ROWS_MAX, TT_SMALL_BYTES_MAX >> 20, TT_BIG_ROWS_MIN, TT_BIG_BYTES_MIN >> 20);
}

static const struct tt_option options[] = {
    {.group = "Options",
     .name = "query",
     .sets = offsetof(struct stats_settings, query),
     .help = "print the SQL that asks a database how large its tables are"},
    {0},
};

const struct tt_command tt_command_stats = {
    .name = "stats",
    .operands = "",
    .summary = "print the query that tells how large tables are",
    .examples = "tiptoe stats --query | psql --csv -X -d shop > row-counts.csv\n",
    .options = options,
    .print_notes = print_notes,
    .settings_bytes = sizeof(struct stats_settings),
    .run = run_stats,
};
