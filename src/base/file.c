#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"

enum { ROOM_BYTES = 64 * 1024, FILE_BYTES_MAX = 1 << 30 };

/* Signals don't interrupt it. */
static ssize_t read_some(int fd, char *bytes, size_t room)
{
    ssize_t got;
    do {
        got = read(fd, bytes, room);
    } while (got < 0 && errno == EINTR);
    return got;
}

static bool read_fd(struct tt_arena *arena, int fd, size_t size, struct tt_str *ret_text,
                    struct tt_error *error)
{
    /* One byte more, so that the end shows itself without growing. */
    size_t used = 0, room = size > 0 && size < FILE_BYTES_MAX ? size + 1 : ROOM_BYTES;
    char *bytes = tt_take_bytes(arena, room);
    for (;;) {
        ssize_t got = read_some(fd, bytes + used, room - used);
        if (got < 0) {
            return tt_refuse_unread(error, errno);
        }
        if (got == 0) {
            *ret_text = (struct tt_str){bytes, used};
            return true;
        }
        used += (size_t)got;
        if (used > FILE_BYTES_MAX) {
            return tt_refuse(error, "is larger than %d MiB", FILE_BYTES_MAX >> 20);
        }
        if (used == room) {
            bytes = tt_vec_grow(arena, bytes, used, &room, 1);
        }
    }
}

static const char *odd_kind(mode_t mode)
{
    return S_ISFIFO(mode)   ? "a pipe"
           : S_ISSOCK(mode) ? "a socket"
           : S_ISDIR(mode)  ? "a folder"
                            : "a device";
}

bool tt_file_read(struct tt_arena *arena, const char *path, struct tt_str *ret_text,
                  struct tt_error *error)
{
    struct tt_str name = tt_str_from(path);
    bool handed_over = tt_str_is(name, "/dev/stdin") || tt_str_starts(name, "/dev/fd/") ||
                       tt_str_starts(name, "/proc/self/fd/");
    struct stat status;
    /* A pipe that nobody writes to must not hold us up. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (handed_over ? 0 : O_NONBLOCK));
    if (fd < 0) {
        return tt_refuse_unread(error, errno);
    }
    bool done = false;
    if (fstat(fd, &status) != 0) {
        tt_refuse_unread(error, errno);
    } else if (!handed_over && !S_ISREG(status.st_mode)) {
        tt_refuse(error, "is %s, not a file; \"-\" reads standard input",
                  odd_kind(status.st_mode));
    } else {
        size_t size = status.st_size > 0 ? (size_t)status.st_size : 0;
        done = read_fd(arena, fd, size, ret_text, error);
    }
    (void)close(fd);
    return done;
}

bool tt_file_read_head(const char *path, char *bytes, size_t room, size_t *ret_used)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) {
        return false;
    }
    size_t used = 0;
    ssize_t got = 1;
    while (got > 0 && used < room) {
        got = read_some(fd, bytes + used, room - used);
        used += got > 0 ? (size_t)got : 0;
    }
    int failure = errno;
    (void)close(fd);
    errno = failure;
    *ret_used = used;
    return got >= 0;
}

bool tt_file_read_fd(struct tt_arena *arena, int fd, struct tt_str *ret_text,
                     struct tt_error *error)
{
    return read_fd(arena, fd, 0, ret_text, error);
}

bool tt_file_read_stdin(struct tt_arena *arena, struct tt_str *ret_text, struct tt_error *error)
{
    return read_fd(arena, STDIN_FILENO, 0, ret_text, error);
}
