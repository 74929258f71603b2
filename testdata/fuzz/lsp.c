/*
 * Feeds bytes to the language server, as they are or, so that more of them get past the
 * framing, each line as a message of its own. It must come to an end, and take no harm; all
 * that it answers is JSON in frames; a request has one answer, and nothing else has any; and
 * what a diagnostic is about starts before it ends.
 */
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "fuzz.h"
#include "lsp/frame.h"
#include "lsp/json.h"
#include "lsp/lsp.h"

struct messages {
    TT_VEC(cJSON *) list;
};

static int open_file(void)
{
    char name[] = "/tmp/tiptoe-fuzz-XXXXXX";
    int file = mkstemp(name);
    require(file >= 0 && unlink(name) == 0);
    return file;
}

/* --- what is sent ------------------------------------------------------------------- */

static void send_lines(struct tt_arena *arena, int fd, struct tt_str rest,
                       struct messages *sent)
{
    struct tt_str line;
    while (tt_str_next_line(&rest, &line)) {
        cJSON *message = tt_lsp_parse(arena, line);
        require(tt_frame_write(fd, line));
        if (message) {
            tt_vec_push(arena, &sent->list, message);
        }
    }
}

/* --- what comes back ---------------------------------------------------------------- */

static void receive(struct tt_arena *arena, int fd, struct messages *received)
{
    struct tt_frame_reader reader;
    struct tt_str body;
    const char *why = NULL;
    enum tt_frame_state state;
    tt_frame_init(&reader, fd);
    while ((state = tt_frame_next(&reader, 0, &body, &why)) == TT_FRAME_MESSAGE) {
        cJSON *message = cJSON_ParseWithLength(body.ptr, body.len);
        require(message && tt_str_is(tt_lsp_text(message, "jsonrpc"), "2.0"));
        tt_vec_push(arena, &received->list, message);
    }
    require(state == TT_FRAME_END);
    tt_frame_finish(&reader);
}

/* What has an id is answered, if only to say what is wrong with it. */
static bool is_request(const cJSON *message)
{
    const cJSON *id = tt_lsp_get(message, "id", NULL);
    bool is_result = !tt_lsp_get(message, "method", NULL) &&
                     (cJSON_HasObjectItem(message, "result") ||
                      cJSON_HasObjectItem(message, "error"));
    return !is_result && (cJSON_IsString(id) || cJSON_IsNumber(id));
}

static bool is_answer(const cJSON *message)
{
    return !tt_lsp_get(message, "method", NULL);
}

static size_t count_of(const struct messages *messages, bool (*is_one)(const cJSON *),
                       const cJSON *id)
{
    size_t count = 0;
    for (size_t i = 0; i < messages->list.count; i++) {
        const cJSON *each = messages->list.items[i];
        count += is_one(each) && cJSON_Compare(tt_lsp_get(each, "id", NULL), id, true);
    }
    return count;
}

static bool ends(const struct messages *sent)
{
    for (size_t i = 0; i < sent->list.count; i++) {
        if (tt_str_is(tt_lsp_text(sent->list.items[i], "method"), "exit")) {
            return true;
        }
    }
    return false;
}

/* An id that is no number as JSON has it compares with nothing. */
static bool compares(const cJSON *id)
{
    return cJSON_IsString(id) || (cJSON_IsNumber(id) && isfinite(id->valuedouble));
}

static void check_answers(const struct messages *sent, const struct messages *received)
{
    for (size_t i = 0; i < received->list.count; i++) {
        const cJSON *id = tt_lsp_get(received->list.items[i], "id", NULL);
        require(!is_answer(received->list.items[i]) || cJSON_IsNull(id) || !compares(id) ||
                count_of(sent, is_request, id) > 0);
    }
    for (size_t i = 0; i < sent->list.count; i++) {
        const cJSON *id = tt_lsp_get(sent->list.items[i], "id", NULL);
        if (is_request(sent->list.items[i]) && compares(id)) {
            size_t asked = count_of(sent, is_request, id);
            size_t told = count_of(received, is_answer, id);
            require(told == asked || (told < asked && ends(sent)));
        }
    }
}

static void check_range(const cJSON *range)
{
    size_t line = 0, character = 0, end_line = 0, end_character = 0;
    const cJSON *start = tt_lsp_get(range, "start", NULL);
    const cJSON *end = tt_lsp_get(range, "end", NULL);
    require(tt_lsp_number(start, "line", &line) && tt_lsp_number(end, "line", &end_line));
    require(tt_lsp_number(start, "character", &character) &&
            tt_lsp_number(end, "character", &end_character));
    require(line < end_line || (line == end_line && character <= end_character));
}

static void check_diagnostics(const struct messages *received)
{
    for (size_t i = 0; i < received->list.count; i++) {
        const cJSON *message = received->list.items[i], *each = NULL;
        cJSON_ArrayForEach(each, tt_lsp_get(message, "params", "diagnostics", NULL))
        {
            check_range(tt_lsp_get(each, "range", NULL));
            require(tt_lsp_text(each, "message").len > 0);
        }
    }
}

static void forget(struct messages *messages)
{
    for (size_t i = 0; i < messages->list.count; i++) {
        cJSON_Delete(messages->list.items[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tt_arena arena = {0};
    struct messages sent = {0}, received = {0};
    struct tt_str bytes = {(const char *)data, size};
    bool lines = size > 0 && data[0] == '{';
    int in = open_file(), out = open_file();
    if (lines) {
        send_lines(&arena, in, bytes, &sent);
    } else {
        require(write(in, data, size) == (ssize_t)size);
    }
    require(lseek(in, 0, SEEK_SET) == 0);
    (void)tt_lsp_serve(in, out);
    require(lseek(out, 0, SEEK_SET) == 0);
    receive(&arena, out, &received);
    check_diagnostics(&received);
    if (lines) {
        check_answers(&sent, &received);
    }
    forget(&sent);
    forget(&received);
    close(in);
    close(out);
    tt_arena_release(&arena);
    return 0;
}
