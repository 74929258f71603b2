#include "cli/operands.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/run.h"
#include "project/find.h"

/* Someone who pipes SQL in probably wants it read, but has to say so. */
static bool is_fed(void)
{
    struct stat status;
    return fstat(STDIN_FILENO, &status) == 0 &&
           (S_ISFIFO(status.st_mode) || (S_ISREG(status.st_mode) && status.st_size > 0));
}

/* `code`: migrations in another language, or NULL. */
static const char **nothing_named(const char *code)
{
    struct tt_sink sink = tt_standard_error();
    if (code) {
        tt_complain("%s holds migrations that are not SQL: have their tool print it, as "
                    "\"alembic upgrade --sql\" and \"manage.py sqlmigrate\" do, and name that",
                    code);
    } else {
        tt_complain("no file or folder is named");
    }
    tt_print(&sink, "\n  tiptoe migrations/       checks a folder\n"
                    "  tiptoe new.sql           checks a file\n");
    if (is_fed()) {
        tt_print(&sink, "  ... | tiptoe -           checks standard input\n");
    }
    tt_print(&sink, "  tiptoe --help            tells the rest\n");
    return NULL;
}

static bool names_stdin(const char **operands)
{
    while (*operands && strcmp(*operands, "-") != 0) {
        operands++;
    }
    return *operands != NULL;
}

/* Those that the configuration of the current folder names; ends with NULL. */
static bool configured_folders(struct tt_scopes *scopes, const char ***ret_folders)
{
    TT_VEC(const char *) names = {0};
    const struct tt_scope *scope = tt_scopes_find(scopes, "./");
    for (size_t i = 0; i < scopes->homes.errors.count; i++) {
        tt_complain_of(&scopes->homes.errors.items[i]);
    }
    for (size_t i = 0; scope && i < scope->config.migrations.count; i++) {
        const struct tt_config_value *path = &scope->config.migrations.items[i].path;
        tt_vec_push(scopes->arena, &names, tt_config_path(scopes->arena, path));
    }
    tt_vec_push(scopes->arena, &names, NULL);
    *ret_folders = names.items;
    return scope != NULL;
}

static const char **found_folders(struct tt_scopes *scopes,
                                  const struct tt_check_settings *settings)
{
    const char **folders = NULL;
    if (!configured_folders(scopes, &folders) || folders[0]) {
        return folders[0] ? folders : NULL;
    }
    struct tt_found found = tt_find_folders(scopes->arena);
    folders = found.folders;
    if (!folders[0] && !settings->staged) {
        return nothing_named(found.code);
    }
    for (size_t i = 0; folders[i] && !settings->quiet; i++) {
        tt_complain("note: nothing was named, so %s is checked", folders[i]);
    }
    return folders;
}

static const char **default_operands(struct tt_scopes *scopes,
                                     const struct tt_check_settings *settings)
{
    struct tt_arena *arena = scopes->arena;
    TT_VEC(const char *) names = {0};
    if (settings->stdin_path) {
        tt_vec_push(arena, &names, "-");
    }
    for (size_t i = 0; i < settings->new_files.count; i++) {
        tt_vec_push(arena, &names, settings->new_files.items[i]);
    }
    if (names.count == 0) {
        /* A hook's standard input is nobody's SQL. */
        return is_fed() && !settings->staged ? nothing_named(NULL)
                                             : found_folders(scopes, settings);
    }
    tt_vec_push(arena, &names, NULL);
    return names.items;
}

const char **tt_operands_choose(struct tt_scopes *scopes,
                                const struct tt_check_settings *settings, const char **operands)
{
    if (!operands[0]) {
        return default_operands(scopes, settings);
    }
    if (settings->stdin_path && !names_stdin(operands)) {
        tt_complain(
            "--stdin-path names standard input, which is not among the files: add \"-\"");
        return NULL;
    }
    return operands;
}
