#include "cli/hook.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/str.h"
#include "cli/output.h"
#include "cli/program.h"
#include "report/display.h"

#define CHECK "check --staged --quiet"

enum { PROGRAM_BYTES = 4096 };

static bool ask_git(struct tt_arena *arena, const char *const *argv, const char **ret_line)
{
    struct tt_str output;
    if (!tt_program_run(arena, argv, &output)) {
        return false;
    }
    *ret_line = tt_program_line(arena, output);
    return (*ret_line)[0] != '\0';
}

static bool is_on_path(struct tt_arena *arena)
{
    struct tt_str rest = tt_str_from(getenv("PATH"));
    while (rest.len > 0) {
        const char *colon = memchr(rest.ptr, ':', rest.len);
        size_t len = colon ? (size_t)(colon - rest.ptr) : rest.len;
        const char *folder = tt_str_copy(arena, tt_str_slice(rest, 0, len)).ptr;
        /* npm adds a folder of its own for what it runs; git's hooks don't have it. */
        bool npms = strstr(folder, "node_modules/.bin") != NULL;
        if (!npms && access(tt_folder_join(arena, folder, "tiptoe"), X_OK) == 0) {
            return true;
        }
        rest = tt_str_slice(rest, len + 1, rest.len);
    }
    return false;
}

/* What a shell runs this program by: its name, or else where it is. */
static struct tt_str own_name(struct tt_arena *arena)
{
    char path[PROGRAM_BYTES];
    ssize_t len = is_on_path(arena) ? 0 : readlink("/proc/self/exe", path, sizeof(path));
    bool plain = len > 0 && (size_t)len < sizeof(path) && !memchr(path, '\'', (size_t)len);
    return plain ? tt_str_format(arena, "'%.*s'", (int)len, path) : TT_STR("tiptoe");
}

static void print_hook(struct tt_sink *sink, struct tt_str program)
{
    tt_print(sink,
             "#!/bin/sh\n"
             "# Has tiptoe check the migrations that are staged; \"git commit --no-verify\" "
             "does without.\n"
             "tiptoe=" TT_FMT "\n"
             "command -v \"$tiptoe\" >/dev/null || tiptoe=tiptoe\n"
             "if ! command -v \"$tiptoe\" >/dev/null; then\n"
             "    git diff --cached --quiet -- '*.sql' && exit 0\n"
             "    echo \"$0: tiptoe is not there: install it, or remove this hook\" >&2\n"
             "    exit 2\n"
             "fi\n"
             "\"$tiptoe\" " CHECK " && exit 0\n"
             "status=$?\n"
             "if [ \"$status\" -eq 1 ]; then\n"
             "    echo 'tiptoe: the commit is held back. \"tiptoe fix --since HEAD\" mends "
             "what it can;'\n"
             "    echo '        \"git commit --no-verify\" commits all the same.'\n"
             "fi >&2\n"
             "exit \"$status\"\n",
             TT_ARG(program));
}

/* Whose hook it is shows only in what it runs. */
static enum tt_exit leave(struct tt_cli *cli, const char *path, struct tt_str program)
{
    struct tt_sink *sink = &cli->out->sink;
    struct tt_str text = {0};
    struct tt_error error;
    if (tt_file_read(cli->arena, path, &text, &error) &&
        strstr(tt_str_copy(cli->arena, text).ptr, CHECK)) {
        tt_display(sink, tt_str_from(path));
        tt_print(sink, " is there already, and has tiptoe check what is staged.\n");
        return TT_EXIT_CLEAN;
    }
    tt_complain("%s is there already, and is left as it is; add this line to it:\n\n"
                "  " TT_FMT " " CHECK " || exit",
                path, TT_ARG(program));
    return TT_EXIT_TROUBLE;
}

static enum tt_exit write_hook(struct tt_cli *cli, const char *path, struct tt_str program)
{
    struct tt_error error;
    struct tt_output *output = tt_new(cli->arena, struct tt_output);
    bool written = tt_output_file(output, cli->arena, path, &error);
    if (written) {
        print_hook(&output->sink, program);
        output->mode = 0755;
        written = tt_output_close(output, &error);
    }
    if (!written) {
        tt_complain("%s", error.message);
        return TT_EXIT_TROUBLE;
    }
    tt_display(&cli->out->sink, tt_str_from(path));
    tt_print(&cli->out->sink, " is written: each commit's migrations are checked.\n");
    return TT_EXIT_CLEAN;
}

static bool lies_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 && (path[len] == '/' || path[len] == '\0');
}

/* What core.hooksPath names may be the hooks of all repositories of whoever is at work. */
static bool is_shared(struct tt_arena *arena, const char *top, const char *hooks)
{
    const char *common;
    if (!ask_git(arena,
                 (const char *const[]){"git", "-C", top, "rev-parse", "--git-common-dir", NULL},
                 &common)) {
        return false;
    }
    char real_hooks[PATH_MAX], real_common[PATH_MAX];
    common = common[0] == '/' ? common : tt_folder_join(arena, top, common);
    bool there = realpath(hooks, real_hooks) && realpath(common, real_common);
    return there && !lies_below(real_hooks, top) && !lies_below(real_hooks, real_common);
}

enum tt_exit tt_hook_write(struct tt_cli *cli)
{
    const char *top, *hooks;
    struct stat status;
    if (!ask_git(cli->arena, (const char *const[]){"git", "rev-parse", "--show-toplevel", NULL},
                 &top) ||
        !ask_git(
            cli->arena,
            (const char *const[]){"git", "-C", top, "rev-parse", "--git-path", "hooks", NULL},
            &hooks)) {
        tt_complain("--hook needs git, and a repository around the current folder");
        return TT_EXIT_TROUBLE;
    }
    struct tt_str program = own_name(cli->arena);
    hooks = hooks[0] == '/' ? hooks : tt_folder_join(cli->arena, top, hooks);
    const char *path = tt_folder_join(cli->arena, hooks, "pre-commit");
    if (lstat(path, &status) == 0) {
        return leave(cli, path, program);
    }
    if (is_shared(cli->arena, top, hooks)) {
        tt_complain("git looks for hooks in %s, which other repositories may share; have its "
                    "pre-commit run this where it should:\n\n  " TT_FMT " " CHECK " || exit",
                    hooks, TT_ARG(program));
        return TT_EXIT_TROUBLE;
    }
    if (stat(hooks, &status) != 0 && mkdir(hooks, 0777) != 0) {
        tt_complain("%s, where git looks for hooks, cannot be made", hooks);
        return TT_EXIT_TROUBLE;
    }
    return write_hook(cli, path, program);
}
