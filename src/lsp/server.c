/* The server's life: messages come in, and what is due in between is done. */
#include "lsp/server.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/str.h"
#include "lsp/json.h"
#include "lsp/lsp.h"

static const struct tt_lsp_method methods[] = {
    {"initialize", tt_lsp_initialize, true},
    {"initialized", tt_lsp_initialized, false},
    {"shutdown", tt_lsp_shutdown, true},
    {"exit", tt_lsp_exit, false},
    {"textDocument/didOpen", tt_lsp_open, false},
    {"textDocument/didChange", tt_lsp_change, false},
    {"textDocument/didSave", tt_lsp_save, false},
    {"textDocument/didClose", tt_lsp_close, false},
    {"workspace/didChangeConfiguration", tt_lsp_configuration_changed, false},
    {"workspace/didChangeWatchedFiles", tt_lsp_files_changed, false},
    {"workspace/didChangeWorkspaceFolders", tt_lsp_folders_changed, false},
    {"textDocument/hover", tt_lsp_hover, true},
    {"textDocument/codeLens", tt_lsp_lenses, true},
    {"textDocument/inlayHint", tt_lsp_hints, true},
    {"textDocument/codeAction", tt_lsp_actions, true},
};

long long tt_lsp_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- one message --------------------------------------------------------------------- */

static const struct tt_lsp_method *find_method(const char *name)
{
    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
        if (strcmp(methods[i].name, name) == 0) {
            return &methods[i];
        }
    }
    return NULL;
}

/* Why a request cannot be taken just now; 0 if it can. */
static enum tt_lsp_error out_of_turn(const struct tt_lsp *lsp, const char *name,
                                     const char **ret_why)
{
    bool initializes = strcmp(name, "initialize") == 0;
    if (lsp->state == TT_LSP_NEW && !initializes) {
        *ret_why = "\"initialize\" comes first";
        return TT_LSP_NOT_INITIALIZED;
    }
    if (lsp->state != TT_LSP_NEW && initializes) {
        *ret_why = "\"initialize\" came before";
        return TT_LSP_INVALID_REQUEST;
    }
    if (lsp->state == TT_LSP_SHUT_DOWN) {
        *ret_why = "the server is shut down";
        return TT_LSP_INVALID_REQUEST;
    }
    return 0;
}

static void take_request(struct tt_lsp *lsp, const cJSON *id, const char *name,
                         const cJSON *params)
{
    const char *why = NULL;
    enum tt_lsp_error early = out_of_turn(lsp, name, &why);
    const struct tt_lsp_method *method = find_method(name);
    if (early) {
        tt_lsp_refuse(lsp, id, early, why);
    } else if (!method) {
        tt_lsp_refuse(lsp, id, TT_LSP_METHOD_NOT_FOUND, "tiptoe has no such method");
    } else if (!method->is_request) {
        tt_lsp_refuse(lsp, id, TT_LSP_INVALID_REQUEST, "it is a notification, and has no id");
    } else {
        method->handle(lsp, id, params);
    }
}

/* Nobody waits for an answer, so what is wrong is passed over. */
static void take_notification(struct tt_lsp *lsp, const char *name, const cJSON *params)
{
    const struct tt_lsp_method *method = find_method(name);
    bool in_turn = lsp->state == TT_LSP_RUNNING || strcmp(name, "exit") == 0;
    if (method && !method->is_request && in_turn) {
        method->handle(lsp, NULL, params);
    }
}

static bool is_id(const cJSON *id)
{
    return cJSON_IsString(id) || cJSON_IsNumber(id);
}

static void take_answer(struct tt_lsp *lsp, const cJSON *message)
{
    const cJSON *result = tt_lsp_get(message, "result", NULL);
    if (tt_str_starts(tt_lsp_text(message, "id"), "configuration-") && result &&
        lsp->state == TT_LSP_RUNNING) {
        tt_lsp_take_configuration(lsp, result);
    }
}

static void take_message(struct tt_lsp *lsp, const cJSON *message)
{
    const cJSON *id = tt_lsp_get(message, "id", NULL);
    const cJSON *method = tt_lsp_get(message, "method", NULL);
    const cJSON *params = tt_lsp_get(message, "params", NULL);
    bool is_answer = !method && id && cJSON_IsObject(message) &&
                     (cJSON_HasObjectItem(message, "result") ||
                      cJSON_HasObjectItem(message, "error"));
    if (is_answer) {
        take_answer(lsp, message);
    } else if (!cJSON_IsString(method) || (id && !is_id(id))) {
        tt_lsp_refuse(lsp, is_id(id) ? id : NULL, TT_LSP_INVALID_REQUEST,
                      "a message is an object with a \"method\", and a request's \"id\" is a "
                      "number or a string");
    } else if (id) {
        take_request(lsp, id, method->valuestring, params);
    } else {
        take_notification(lsp, method->valuestring, params);
    }
}

/* --- the queue ------------------------------------------------------------------------- */

/* A request that was not begun yet is answered at once. */
static void cancel(struct tt_lsp *lsp, const cJSON *wanted)
{
    for (size_t i = lsp->taken; i < lsp->queue.count; i++) {
        cJSON *message = lsp->queue.items[i];
        const cJSON *id = tt_lsp_get(message, "id", NULL);
        if (is_id(id) && tt_lsp_get(message, "method", NULL) &&
            cJSON_Compare(id, wanted, true)) {
            tt_lsp_refuse(lsp, id, TT_LSP_CANCELLED, "cancelled");
            cJSON_Delete(message);
            lsp->queue.items[i] = NULL;
        }
    }
}

static void put_in_queue(struct tt_lsp *lsp, struct tt_str body)
{
    struct tt_arena arena = {0};
    cJSON *message = tt_lsp_parse(&arena, body);
    tt_arena_release(&arena);
    if (!message) {
        tt_lsp_refuse(lsp, NULL, TT_LSP_PARSE_ERROR, "a message is not JSON");
    } else if (tt_str_is(tt_lsp_text(message, "method"), "$/cancelRequest")) {
        const cJSON *id = tt_lsp_get(message, "params", "id", NULL);
        if (is_id(id)) {
            cancel(lsp, id);
        }
        cJSON_Delete(message);
    } else {
        tt_vec_push(&lsp->arena, &lsp->queue, message);
    }
}

/* All that has come so far: whoever types on needs no answer about what stood there before. */
static bool fill_queue(struct tt_lsp *lsp, int wait_ms)
{
    for (;;) {
        struct tt_str body;
        const char *why = NULL;
        switch (tt_frame_next(&lsp->in, wait_ms, &body, &why)) {
        case TT_FRAME_MESSAGE:
            put_in_queue(lsp, body);
            break;
        case TT_FRAME_BAD:
            tt_lsp_refuse(lsp, NULL, TT_LSP_PARSE_ERROR, why);
            break;
        case TT_FRAME_NONE:
            return true;
        case TT_FRAME_END:
            return false;
        }
        wait_ms = 0;
    }
}

static void take_next(struct tt_lsp *lsp)
{
    cJSON *message = lsp->queue.items[lsp->taken++];
    if (message) {
        take_message(lsp, message);
        cJSON_Delete(message);
    }
    if (lsp->taken == lsp->queue.count) {
        lsp->queue.items = NULL;
        lsp->queue.count = lsp->queue.room = lsp->taken = 0;
        tt_arena_reset(&lsp->arena);
    }
}

/* --- what is due ------------------------------------------------------------------------ */

static long long time_of(const struct tt_document *document)
{
    bool both = document->due && document->again;
    return both ? document->due < document->again ? document->due : document->again
                : document->due + document->again;
}

static struct tt_document *next_due(const struct tt_lsp *lsp)
{
    struct tt_document *next = NULL;
    for (struct tt_document *each = lsp->documents.first; each; each = each->next) {
        if (time_of(each) && (!next || time_of(each) < time_of(next))) {
            next = each;
        }
    }
    return next;
}

/* How long to wait for a message; -1: without end. */
static int wait_of(const struct tt_lsp *lsp)
{
    const struct tt_document *next = next_due(lsp);
    if (lsp->taken < lsp->queue.count) {
        return 0;
    }
    if (!next) {
        return -1;
    }
    long long wait = time_of(next) - tt_lsp_now();
    return wait > 0 ? (int)wait : 0;
}

static void step(struct tt_lsp *lsp)
{
    struct tt_document *next = next_due(lsp);
    if (lsp->taken < lsp->queue.count) {
        take_next(lsp);
    } else if (next && time_of(next) <= tt_lsp_now()) {
        if (!next->due) {
            tt_plans_forget(&lsp->checker.plans);
            tt_histories_freshen(&lsp->checker.histories);
            next->again = 0;
        }
        tt_lsp_check(lsp, next);
    }
}

static void finish(struct tt_lsp *lsp)
{
    while (lsp->taken < lsp->queue.count) {
        cJSON_Delete(lsp->queue.items[lsp->taken++]);
    }
    while (lsp->documents.first) {
        tt_checked_destroy(lsp->documents.first->checked);
        tt_document_close(&lsp->documents, lsp->documents.first);
    }
    tt_checker_forget(&lsp->checker);
    tt_lsp_settings_finish(&lsp->settings);
    tt_arena_release(&lsp->folders_arena);
    cJSON_Delete(lsp->mistakes);
    tt_arena_release(&lsp->arena);
    tt_frame_finish(&lsp->in);
}

bool tt_lsp_serve(int in, int out)
{
    struct tt_lsp lsp = {.out = out};
    bool open = true;
    tt_frame_init(&lsp.in, in);
    tt_lsp_settings_init(&lsp.settings);
    while (lsp.state != TT_LSP_ENDED && !lsp.unheard && (open || lsp.taken < lsp.queue.count)) {
        open = open && fill_queue(&lsp, wait_of(&lsp));
        step(&lsp);
    }
    bool clean = lsp.clean && lsp.state == TT_LSP_ENDED;
    finish(&lsp);
    return clean;
}
