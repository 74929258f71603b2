#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

void tt_output_flush(struct tt_output *output)
{
    size_t done = 0;
    while (done < output->used && output->failure == 0) {
        ssize_t written = write(output->fd, output->buffer + done, output->used - done);
        if (written >= 0) {
            done += (size_t)written;
        } else if (errno != EINTR) {
            output->failure = errno;
        }
    }
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

/* Not one initializer: the buffer needs no zeros. */
static void start(struct tt_output *output, const char *path)
{
    output->sink.write = put;
    output->fd = -1;
    output->failure = 0;
    output->path = path;
    output->temporary = NULL;
    output->used = 0;
}

void tt_output_standard(struct tt_output *output)
{
    start(output, "standard output");
    output->fd = STDOUT_FILENO;
}

static bool cannot_write(struct tt_error *error, const char *path, int reason)
{
    return tt_refuse(error, "cannot write %s: %s", path, strerror(reason));
}

/* Beside the file itself, so that the rename stays on one file system. */
static bool open_temporary(struct tt_output *output, struct tt_arena *arena, mode_t mode)
{
    struct tt_str name = tt_str_format(arena, "%s.XXXXXX", output->path);
    char *writable = tt_new_array(arena, char, name.len + 1);
    memcpy(writable, name.ptr, name.len);
    output->fd = mkstemp(writable);
    if (output->fd < 0) {
        return false;
    }
    output->temporary = writable;
    return fchmod(output->fd, mode) == 0;
}

bool tt_output_file(struct tt_output *output, struct tt_arena *arena, const char *path,
                    struct tt_error *error)
{
    struct stat status;
    start(output, path);
    bool exists = lstat(path, &status) == 0;
    bool opened = false;
    if (exists && !S_ISREG(status.st_mode)) {
        /* A rename would put a file where there is a device, a pipe or a link. */
        output->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666);
        opened = output->fd >= 0;
    } else if (!exists || access(path, W_OK) == 0) {
        mode_t mask = umask(0);
        (void)umask(mask);
        opened = open_temporary(output, arena, exists ? status.st_mode & 07777 : 0666 & ~mask);
    }
    return opened || cannot_write(error, path, errno);
}

bool tt_output_close(struct tt_output *output, struct tt_error *error)
{
    tt_output_flush(output);
    if (output->fd != STDOUT_FILENO && close(output->fd) != 0 && output->failure == 0) {
        output->failure = errno;
    }
    if (output->temporary) {
        if (output->failure == 0 && rename(output->temporary, output->path) != 0) {
            output->failure = errno;
        }
        if (output->failure != 0) {
            (void)unlink(output->temporary);
        }
    }
    if (output->failure == 0 || output->failure == EPIPE) {
        return true;
    }
    return cannot_write(error, output->path, output->failure);
}
