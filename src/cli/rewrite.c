#include "cli/rewrite.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/output.h"

/* NULL when it cannot be; else the file is as it was until the output is closed. */
static struct tt_output *prepare(struct tt_arena *arena, const char *path, struct tt_str text,
                                 struct tt_error *error)
{
    struct tt_output *output = tt_new(arena, struct tt_output);
    if (!tt_output_file(output, arena, path, error)) {
        return NULL;
    }
    tt_write(&output->sink, text);
    return output;
}

/* One makes sense only with the other, so nothing but the disk may fail between them. */
static bool replace(struct tt_arena *arena, const struct tt_rewrite *rewrite, const char *path,
                    const char *made, struct tt_error *error)
{
    struct tt_output *output = prepare(arena, path, rewrite->after, error);
    struct tt_output *second = output && made ? prepare(arena, made, rewrite->new_text, error)
                                              : NULL;
    if (!output) {
        return false;
    }
    if (made && (!second || !tt_output_close(second, error))) {
        tt_output_discard(output);
        return false;
    }
    bool written = tt_output_close(output, error);
    if (made && !written) {
        (void)unlink(made);
    }
    return written;
}

/* A link stays one: what it leads to is replaced. */
bool tt_rewrite(struct tt_arena *arena, const struct tt_rewrite *rewrite,
                struct tt_error *error)
{
    struct tt_str now;
    struct stat status;
    char *path = realpath(rewrite->path.ptr, NULL);
    struct tt_str kept = tt_str_copy(arena, path ? tt_str_from(path) : rewrite->path);
    free(path);
    if (stat(kept.ptr, &status) == 0 && !S_ISREG(status.st_mode)) {
        return tt_refuse(error, "is no regular file, so it is left alone");
    }
    if (!tt_file_read(arena, kept.ptr, &now, error)) {
        return false;
    }
    if (!tt_str_equal(now, rewrite->before)) {
        return tt_refuse(error, "was changed while it was checked, so it is left alone; run "
                                "\"tiptoe fix\" again");
    }
    const char *made = rewrite->new_path.len > 0 ? rewrite->new_path.ptr : NULL;
    if (made && access(made, F_OK) == 0) {
        return tt_refuse(error, "goes with %s, which is there already, so it is left alone",
                         made);
    }
    return replace(arena, rewrite, kept.ptr, made, error);
}
