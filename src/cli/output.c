#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "report/display.h"

static void write_all(struct tt_output *output, struct tt_str bytes)
{
    while (bytes.len > 0 && output->failure == 0) {
        ssize_t written = write(output->fd, bytes.ptr, bytes.len);
        if (written >= 0) {
            bytes = tt_str_slice(bytes, (size_t)written, bytes.len);
        } else if (errno != EINTR) {
            output->failure = errno;
        }
    }
}

void tt_output_flush(struct tt_output *output)
{
    write_all(output, (struct tt_str){output->buffer, output->used});
    output->used = 0;
}

static void put(struct tt_sink *sink, struct tt_str bytes)
{
    struct tt_output *output = (struct tt_output *)sink;
    for (size_t room; bytes.len >= (room = sizeof(output->buffer) - output->used);) {
        memcpy(output->buffer + output->used, bytes.ptr, room);
        output->used += room;
        bytes = tt_str_slice(bytes, room, bytes.len);
        tt_output_flush(output);
    }
    if (bytes.len > 0) {
        memcpy(output->buffer + output->used, bytes.ptr, bytes.len);
        output->used += bytes.len;
    }
}

/* So that a run that ends too early leaves the file as it was, and none beside it. */
static void keep(struct tt_sink *sink, struct tt_str bytes)
{
    struct tt_output *output = (struct tt_output *)sink;
    tt_write(&output->whole.sink, bytes);
}

/* Not one initializer: the buffer needs no zeros. */
static void start(struct tt_output *output, const char *path)
{
    output->sink.write = put;
    output->fd = -1;
    output->failure = 0;
    output->path = path;
    output->temporary = NULL;
    output->mode = 0;
    output->used = 0;
    tt_buffer_init(&output->whole);
}

void tt_output_standard(struct tt_output *output)
{
    start(output, "standard output");
    output->fd = STDOUT_FILENO;
}

struct tt_sink *tt_output_raw(struct tt_output *output, struct tt_arena *arena)
{
    if (!isatty(output->fd)) {
        return &output->sink;
    }
    struct tt_display_sink *display = tt_new(arena, struct tt_display_sink);
    tt_display_sink_init(display, &output->sink);
    return &display->sink;
}

static bool cannot_write(struct tt_error *error, const char *path, int reason)
{
    return tt_refuse(error, "cannot write %s: %s", path, strerror(reason));
}

/* A link stays one, and a shell's streams are where they are: only a file is replaced. */
static const char *file_behind(struct tt_arena *arena, const char *path)
{
    char real[PATH_MAX];
    struct stat status;
    struct tt_str name = tt_str_from(path);
    if (lstat(path, &status) != 0 || !S_ISLNK(status.st_mode)) {
        return path;
    }
    bool stream = tt_str_starts(name, "/dev/") || tt_str_starts(name, "/proc/");
    return !stream && realpath(path, real) ? tt_str_copy(arena, tt_str_from(real)).ptr : path;
}

bool tt_output_file(struct tt_output *output, struct tt_arena *arena, const char *path,
                    struct tt_error *error)
{
    struct stat status;
    start(output, path);
    path = file_behind(arena, path);
    bool exists = lstat(path, &status) == 0;
    if (exists && !S_ISREG(status.st_mode)) {
        /* A rename would put a file where there is a device, a pipe or a link. */
        output->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666);
        return output->fd >= 0 || cannot_write(error, path, errno);
    }
    if (exists && access(path, W_OK) != 0) {
        return cannot_write(error, path, errno);
    }
    mode_t mask = umask(0);
    (void)umask(mask);
    output->mode = exists ? status.st_mode & 07777 : 0666 & ~mask;
    output->path = path;
    output->sink.write = keep;
    /* Beside the file itself, so that the rename stays on one file system. */
    struct tt_str name = tt_str_format(arena, "%s.XXXXXX", path);
    output->temporary = tt_new_array(arena, char, name.len + 1);
    memcpy(output->temporary, name.ptr, name.len);
    return true;
}

static void place_file(struct tt_output *output)
{
    output->fd = mkstemp(output->temporary);
    if (output->fd < 0) {
        output->failure = errno;
        return;
    }
    write_all(output, tt_buffer_text(&output->whole));
    if (output->failure == 0 && fchmod(output->fd, output->mode) != 0) {
        output->failure = errno;
    }
    if (close(output->fd) != 0 && output->failure == 0) {
        output->failure = errno;
    }
    if (output->failure == 0 && rename(output->temporary, output->path) != 0) {
        output->failure = errno;
    }
    if (output->failure != 0) {
        (void)unlink(output->temporary);
    }
}

bool tt_output_close(struct tt_output *output, struct tt_error *error)
{
    if (output->temporary) {
        place_file(output);
    } else {
        tt_output_flush(output);
        if (output->fd != STDOUT_FILENO && close(output->fd) != 0 && output->failure == 0) {
            output->failure = errno;
        }
    }
    tt_buffer_finish(&output->whole);
    if (output->failure == 0 || output->failure == EPIPE) {
        return true;
    }
    return cannot_write(error, output->path, output->failure);
}

void tt_output_discard(struct tt_output *output)
{
    if (!output->temporary) {
        (void)close(output->fd);
    }
    tt_buffer_finish(&output->whole);
}
