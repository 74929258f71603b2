/*
 * The migration tools that are known. What each row says was read in the tool's
 * own repository; the comments name the place.
 */
#include "project/layout.h"

#include "base/str.h"
#include "project/cut.h"
#include "project/flyway.h"
#include "project/liquibase.h"

const struct tt_layout tt_layouts[] = {
    /* Files that nobody claims: psql runs them, or a tool that we don't know. */
    {
        .id = "plain",
        .names = "^([0-9]+([._-][0-9]+)*)?.*\\.[sS][qQ][lL]$",
        .downs = "(^|/)(down|undo|rollback|revert)\\.sql$|[._-](down|undo)\\.sql$|"
                 "(^|/)(revert|rollback|down)s?/",
        .order = TT_ORDER_NATURAL,
        .wrap = TT_WRAP_NONE,
        .send = TT_SEND_STATEMENTS,
    },
    /*
     * flyway/flyway: ResourceNameParser.java, FlywayModel.java (names),
     * ResolvedMigrationComparator.java (order), PostgreSQLParser.java (statements), and
     * Script Configuration.md (the file beside). Undo and baseline are by their own prefixes.
     */
    {
        .id = "flyway",
        .title = "Flyway",
        .names = "^(.*/)?([VUB]([0-9][0-9._]*)|R)__[^/]*\\.[sS][qQ][lL]$",
        .version_group = 3,
        .downs = "^(.*/)?U[0-9][^/]*$",
        .recursive = true,
        .unique = true,
        .order = TT_ORDER_DOTTED,
        .wrap = TT_WRAP_FILE,
        .send = TT_SEND_STATEMENTS,
        .signs = {{TT_SIGN_NAMES}},
        .settings = ".conf",
        .configure = tt_flyway_configure,
        .cut = tt_cut_flyway,
        .list = tt_list_flyway,
        .way_out = "Flyway runs a file without a transaction when a file beside it, with its "
                   "name and \".conf\" behind that, has the line "
                   "\"executeInTransaction=false\".",
    },
    /*
     * liquibase/liquibase: AbstractFormattedChangeLogParser.java (names, changesets),
     * DatabaseChangeLog.java (includeAll goes by path), ChangeSet.java (transactions).
     */
    {
        .id = "liquibase",
        .title = "Liquibase",
        .names = "^(.*/)?[^/]*\\.[sS][qQ][lL]$",
        .version_group = 2,
        .recursive = true,
        .order = TT_ORDER_NAME,
        .wrap = TT_WRAP_FILE,
        .send = TT_SEND_STATEMENTS,
        .signs = {{TT_SIGN_TEXT, NULL, "--liquibase formatted"},
                  {TT_SIGN_TEXT, NULL, "-- liquibase formatted"},
                  {TT_SIGN_TEXT, NULL, "--LIQUIBASE FORMATTED"},
                  {TT_SIGN_TEXT, NULL, "-- LIQUIBASE FORMATTED"}},
        .cut = tt_cut_liquibase,
        .list = tt_list_liquibase,
        .way_out = "Liquibase runs a changeset without a transaction when its line says "
                   "\"runInTransaction:false\".",
    },
    /*
     * sqitchers/sqitch: lib/App/Sqitch/Target.pm (folders), Plan.pm (order), Engine/pg.pm (psql
     * runs each script, which opens its transaction itself: etc/templates/deploy/pg.tmpl).
     */
    {
        .id = "sqitch",
        .title = "Sqitch",
        .names = "^(deploy|revert|verify)/.+\\.sql$",
        .version_group = 2,
        .downs = "^(revert|verify)/",
        .folders = true,
        .recursive = true,
        .order = TT_ORDER_LISTED,
        .wrap = TT_WRAP_NONE,
        .send = TT_SEND_STATEMENTS,
        .signs = {{TT_SIGN_BESIDE, "sqitch.plan", "%project"}},
        .database_file = "sqitch.conf",
        .database_key = "engine",
        .list = tt_list_sqitch,
        .way_out = "Sqitch itself opens no transaction.",
    },
    /*
     * rust-db/refinery: refinery_core/src/util.rs (names, in all folders; U is no undo but
     * may come late), drivers/postgres.rs (a transaction, and the file as one message in it).
     */
    {
        .id = "refinery",
        .title = "refinery",
        .names = "^(.*/)?[UV]([0-9]+)__[[:alnum:]_]+\\.sql$",
        .version_group = 2,
        .recursive = true,
        .unique = true,
        .order = TT_ORDER_NUMBER,
        .wrap = TT_WRAP_FILE,
        .send = TT_SEND_TEXT,
        .signs = {{TT_SIGN_ABOVE, "Cargo.toml", "refinery"},
                  {TT_SIGN_ABOVE, "refinery.toml", NULL}},
    },
    /*
     * rickbergfalk/postgrator: postgrator.js (names, order), lib/Client.js (no transaction; the
     * whole file is one message).
     */
    {
        .id = "postgrator",
        .title = "Postgrator",
        .names = "^([0-9]+)\\.(do|undo)(\\.[^/]*)?\\.sql$",
        .downs = "^[0-9]+\\.undo\\.",
        .unique = true,
        .order = TT_ORDER_NUMBER,
        .wrap = TT_WRAP_NONE,
        .send = TT_SEND_TEXT,
        .signs = {{TT_SIGN_NAMES}},
    },
    /*
     * yandex/pgmigrate: pgmigrate.py (MIGRATION_FILE_RE; folders below too; one transaction for
     * all, but for files by their name).
     */
    {
        .id = "pgmigrate",
        .title = "pgmigrate",
        .names = "^(.*/)?V([0-9]+)__[^/]+\\.sql$",
        .version_group = 2,
        .recursive = true,
        .unique = true,
        .order = TT_ORDER_NUMBER,
        .wrap = TT_WRAP_ALL,
        .send = TT_SEND_STATEMENTS,
        .signs = {{TT_SIGN_ABOVE, "migrations.yml", NULL}},
        .cut = tt_cut_pgmigrate,
        .way_out = "pgmigrate runs a file without a transaction when its name says "
                   "NONTRANSACTIONAL, as V0042__NONTRANSACTIONAL_index_users.sql does, and "
                   "then only apart from those that need one.",
    },
    /*
     * mybatis/migrations: FileMigrationLoader.java (names), Change.java (order); scripts stand
     * beside environments.
     */
    {
        .id = "mybatis",
        .title = "MyBatis Migrations",
        .names = "^(([0-9]+)_[^/]*|bootstrap)\\.sql$",
        .version_group = 2,
        .order = TT_ORDER_NUMBER,
        .wrap = TT_WRAP_FILE,
        .send = TT_SEND_TEXT,
        .signs = {{TT_SIGN_TEXT, NULL, "-- //@UNDO"},
                  {TT_SIGN_TEXT, NULL, "--//@UNDO"},
                  {TT_SIGN_BESIDE, "../environments/development.properties", NULL}},
        .configure = tt_mybatis_configure,
        .cut = tt_cut_mybatis,
        .way_out = "MyBatis Migrations opens no transaction in an environment whose properties "
                   "say \"auto_commit=true\".",
    },
    /*
     * rdagumampan/yuniql: LocalVersion.cs (versions), DirectoryService.cs (files by path),
     * Configuration.cs (one transaction for a run), PostgreSqlDataService.cs (a file is one
     * message). `yuniql init` makes the folders, each with a README.md.
     */
    {
        .id = "yuniql",
        .title = "Yuniql",
        .names = "^(v([0-9]+(\\.[0-9]+)*)[^/]*|_init|_pre|_draft|_post|_erase|_drop)/.+\\.sql$",
        .version_group = 2,
        .downs = "^_(erase|drop)/",
        .folders = true,
        .recursive = true,
        .order = TT_ORDER_DOTTED,
        .wrap = TT_WRAP_ALL,
        .send = TT_SEND_TEXT,
        .signs = {{TT_SIGN_BESIDE, "_draft/README.md", NULL},
                  {TT_SIGN_BESIDE, "_erase/README.md", NULL},
                  {TT_SIGN_BESIDE, "v0.00/README.md", NULL},
                  {TT_SIGN_BESIDE, "Dockerfile", "yuniql"},
                  {TT_SIGN_BESIDE, "README.md", "yuniql"}},
        .list = tt_list_yuniql,
        .way_out =
            "Yuniql opens no transaction in a run with \"--transaction-mode statement\".",
    },
    /*
     * pressly/goose: migration.go (names), internal/sqlparser/parser.go (sections, NO
     * TRANSACTION), migration_sql.go (a transaction for each file; without one, each
     * statement alone).
     */
    {
        .id = "goose",
        .title = "goose",
        .names = "^([0-9]+)_.*\\.sql$",
        .unique = true,
        .order = TT_ORDER_NUMBER,
        .wrap = TT_WRAP_FILE,
        .send = TT_SEND_STATEMENTS,
        .signs = {{TT_SIGN_TEXT, NULL, "-- +goose "}, {TT_SIGN_TEXT, NULL, "--+goose "}},
        .cut = tt_cut_goose,
        .way_out = "goose runs a file without a transaction when it has the line "
                   "\"-- +goose NO TRANSACTION\".",
    },
    /*
     * golang-migrate/migrate: source/parse.go (names), database/postgres/postgres.go (no
     * transaction; the whole file is one message).
     */
    {
        .id = "golang-migrate",
        .title = "golang-migrate",
        .names = "^([0-9]+)_.*\\.(up|down)\\.sql$",
        .downs = "\\.down\\.sql$",
        .unique = true,
        .order = TT_ORDER_NUMBER,
        .wrap = TT_WRAP_NONE,
        .send = TT_SEND_TEXT,
        .signs = {{TT_SIGN_ABOVE, "go.mod", "golang-migrate/migrate"}, {TT_SIGN_NAMES}},
    },
};

const size_t tt_layout_count = sizeof(tt_layouts) / sizeof(tt_layouts[0]);

const struct tt_layout *tt_layout_find(struct tt_str id)
{
    for (size_t i = 0; i < tt_layout_count; i++) {
        if (tt_str_is(id, tt_layouts[i].id)) {
            return &tt_layouts[i];
        }
    }
    return NULL;
}
