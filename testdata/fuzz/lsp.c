/*
 * Feeds bytes to the language server, as they are or, so that more of them get past the
 * framing, each line as a message of its own. It must come to an end, and take no harm.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "lsp/lsp.h"

static void write_all(int fd, const void *bytes, size_t len)
{
    require(write(fd, bytes, len) == (ssize_t)len);
}

static void write_lines(int fd, const char *text, size_t size)
{
    while (size > 0) {
        const char *newline = memchr(text, '\n', size);
        size_t len = newline ? (size_t)(newline - text) : size;
        char header[64];
        int header_len = snprintf(header, sizeof(header), "Content-Length: %zu\r\n\r\n", len);
        write_all(fd, header, (size_t)header_len);
        write_all(fd, text, len);
        size -= len + (newline != NULL);
        text += len + (newline != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char name[] = "/tmp/tiptoe-fuzz-XXXXXX";
    int in = mkstemp(name), out = open("/dev/null", O_WRONLY);
    require(in >= 0 && out >= 0);
    unlink(name);
    if (size > 0 && data[0] == '{') {
        write_lines(in, (const char *)data, size);
    } else {
        write_all(in, data, size);
    }
    require(lseek(in, 0, SEEK_SET) == 0);
    (void)tt_lsp_serve(in, out);
    close(in);
    close(out);
    return 0;
}
