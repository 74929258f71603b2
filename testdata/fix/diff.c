/* diff BEFORE AFTER PATH - prints the patch between two files, as PATH. */
#include <stdio.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "fix/diff.h"

static void put(struct tt_sink *sink, struct tt_str bytes)
{
    (void)sink;
    fwrite(bytes.ptr, 1, bytes.len, stdout);
}

int main(int argc, char **argv)
{
    struct tt_sink sink = {put};
    struct tt_arena arena = {0};
    struct tt_error error;
    struct tt_str before = {0}, after = {0};
    bool read = argc == 4 && tt_file_read(&arena, argv[1], &before, &error) &&
                tt_file_read(&arena, argv[2], &after, &error);
    if (read) {
        tt_diff_print(&sink, tt_str_from(argv[3]), false, before, after);
    }
    tt_arena_release(&arena);
    return read ? 0 : 2;
}
