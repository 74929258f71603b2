#include "cli/operands.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "project/find.h"

/* Someone who pipes SQL in probably wants it read, but has to say so. */
static bool is_fed(void)
{
    struct stat status;
    return fstat(STDIN_FILENO, &status) == 0 &&
           (S_ISFIFO(status.st_mode) || (S_ISREG(status.st_mode) && status.st_size > 0));
}

static const char **nothing_named(void)
{
    struct tt_sink sink = tt_standard_error();
    tt_complain("no file or folder is named");
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

static const char **found_folders(struct tt_arena *arena,
                                  const struct tt_check_settings *settings)
{
    const char **folders = tt_find_folders(arena);
    if (!folders[0]) {
        return nothing_named();
    }
    for (size_t i = 0; folders[i] && !settings->quiet; i++) {
        tt_complain("note: nothing was named, so %s is checked", folders[i]);
    }
    return folders;
}

static const char **default_operands(struct tt_arena *arena,
                                     const struct tt_check_settings *settings)
{
    TT_VEC(const char *) names = {0};
    if (settings->stdin_path) {
        tt_vec_push(arena, &names, "-");
    }
    for (size_t i = 0; i < settings->new_files.count; i++) {
        tt_vec_push(arena, &names, settings->new_files.items[i]);
    }
    if (names.count == 0) {
        return is_fed() ? nothing_named() : found_folders(arena, settings);
    }
    tt_vec_push(arena, &names, NULL);
    return names.items;
}

const char **tt_operands_choose(struct tt_arena *arena,
                                const struct tt_check_settings *settings, const char **operands)
{
    if (!operands[0]) {
        return default_operands(arena, settings);
    }
    if (settings->stdin_path && !names_stdin(operands)) {
        tt_complain(
            "--stdin-path names standard input, which is not among the files: add \"-\"");
        return NULL;
    }
    return operands;
}
