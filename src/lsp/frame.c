#include "lsp/frame.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

enum {
    READ_BYTES = 64 * 1024,
    HEADER_BYTES_MAX = 8 * 1024,
    BODY_BYTES_MAX = 256 << 20, /* a file of this size is past all use in an editor */
};

void tt_frame_init(struct tt_frame_reader *reader, int fd)
{
    *reader = (struct tt_frame_reader){.fd = fd};
    tt_buffer_init(&reader->bytes);
}

void tt_frame_finish(struct tt_frame_reader *reader)
{
    tt_buffer_finish(&reader->bytes);
}

static struct tt_str waiting(const struct tt_frame_reader *reader)
{
    struct tt_str all = tt_buffer_text(&reader->bytes);
    return tt_str_slice(all, reader->at, all.len);
}

static void drop_taken(struct tt_frame_reader *reader)
{
    struct tt_str rest = waiting(reader);
    if (reader->at == 0) {
        return;
    }
    if (rest.len > 0) {
        memmove(reader->bytes.bytes, rest.ptr, rest.len);
    }
    reader->bytes.len = rest.len;
    reader->at = 0;
}

/* False when nothing came in time. */
static bool read_more(struct tt_frame_reader *reader, int wait_ms)
{
    char bytes[READ_BYTES];
    struct pollfd pollfd = {.fd = reader->fd, .events = POLLIN};
    int ready = poll(&pollfd, 1, wait_ms);
    if (ready < 0) {
        reader->ended = errno != EINTR;
        return true;
    }
    if (ready == 0) {
        return false;
    }
    ssize_t count = read(reader->fd, bytes, sizeof(bytes));
    if (count <= 0) {
        reader->ended = count == 0 || errno != EINTR;
        return true;
    }
    drop_taken(reader);
    tt_write(&reader->bytes.sink, (struct tt_str){bytes, (size_t)count});
    return true;
}

/* The number in a header's value: digits and nothing else. */
static bool read_length(struct tt_str value, size_t *ret_length)
{
    value = tt_str_trim(value);
    size_t length = 0;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9' || length > SIZE_MAX / 100) {
            return false;
        }
        length = length * 10 + (size_t)(value.ptr[i] - '0');
    }
    *ret_length = length;
    return value.len > 0;
}

/*
 * Where "Content-Length:" stands: at the line's start, but behind something bad the
 * next header may follow a body without a line's end between them.
 */
static bool find_length(struct tt_str line, struct tt_str *ret_value)
{
    static const char name[] = "content-length:";
    const size_t len = sizeof(name) - 1;
    for (size_t at = 0; at + len <= line.len; at++) {
        if (tt_str_equal_nocase(tt_str_slice(line, at, at + len), TT_STR("content-length:"))) {
            *ret_value = tt_str_slice(line, at + len, line.len);
            return true;
        }
    }
    return false;
}

/* The header's bytes with the empty line behind it, or 0 when it is not whole. */
static size_t header_bytes(struct tt_str text)
{
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] != '\n') {
            continue;
        }
        size_t next = at + 1 < text.len && text.ptr[at + 1] == '\r' ? at + 2 : at + 1;
        if (next < text.len && text.ptr[next] == '\n') {
            return next + 1;
        }
    }
    return 0;
}

enum header {
    HEADER_NOT_WHOLE,
    HEADER_GOOD,
    HEADER_BAD,
};

static enum header read_header(struct tt_frame_reader *reader, size_t *ret_header,
                               size_t *ret_length, const char **ret_why)
{
    struct tt_str text = waiting(reader), line, value = {0};
    size_t bytes = header_bytes(text);
    if (bytes == 0) {
        if (text.len <= HEADER_BYTES_MAX) {
            return HEADER_NOT_WHOLE;
        }
        reader->at += text.len;
        *ret_why = "a header does not end";
        return HEADER_BAD;
    }
    struct tt_str rest = tt_str_slice(text, 0, bytes);
    bool found = false;
    while (tt_str_next_line(&rest, &line)) {
        found = find_length(line, &value) || found;
    }
    *ret_header = bytes;
    if (!found || !read_length(value, ret_length)) {
        reader->at += bytes;
        *ret_why = found ? "Content-Length is not the number of the message's bytes"
                         : "a header has no Content-Length";
        return HEADER_BAD;
    }
    if (*ret_length > BODY_BYTES_MAX) {
        reader->at += bytes;
        reader->skip = *ret_length;
        *ret_why = "a message is larger than 256 MiB";
        return HEADER_BAD;
    }
    return HEADER_GOOD;
}

static void skip(struct tt_frame_reader *reader)
{
    size_t count = waiting(reader).len;
    count = count < reader->skip ? count : reader->skip;
    reader->at += count;
    reader->skip -= count;
}

enum tt_frame_state tt_frame_next(struct tt_frame_reader *reader, int wait_ms,
                                  struct tt_str *ret_body, const char **ret_why)
{
    for (;;) {
        size_t header = 0, length = 0;
        skip(reader);
        switch (read_header(reader, &header, &length, ret_why)) {
        case HEADER_BAD:
            return TT_FRAME_BAD;
        case HEADER_GOOD:
            if (waiting(reader).len - header >= length) {
                *ret_body = tt_str_slice(waiting(reader), header, header + length);
                reader->at += header + length;
                return TT_FRAME_MESSAGE;
            }
            break;
        case HEADER_NOT_WHOLE:
            break;
        }
        if (reader->ended) {
            return TT_FRAME_END;
        }
        if (!read_more(reader, wait_ms)) {
            return TT_FRAME_NONE;
        }
    }
}

static bool write_all(int fd, struct tt_str bytes)
{
    while (bytes.len > 0) {
        ssize_t count = write(fd, bytes.ptr, bytes.len);
        if (count < 0 && errno != EINTR) {
            return false;
        }
        bytes = tt_str_slice(bytes, count > 0 ? (size_t)count : 0, bytes.len);
    }
    return true;
}

bool tt_frame_write(int fd, struct tt_str body)
{
    char header[64];
    int len = snprintf(header, sizeof(header), "Content-Length: %zu\r\n\r\n", body.len);
    return write_all(fd, (struct tt_str){header, (size_t)len}) && write_all(fd, body);
}
