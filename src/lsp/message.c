/* What the server says. */
#include "base/str.h"
#include "lsp/json.h"
#include "lsp/server.h"

static void send(struct tt_lsp *lsp, cJSON *message)
{
    cJSON_AddStringToObject(message, "jsonrpc", "2.0");
    char *text = cJSON_PrintUnformatted(message);
    if (!text) {
        tt_out_of_memory();
    }
    lsp->unheard = !tt_frame_write(lsp->out, tt_str_from(text)) || lsp->unheard;
    cJSON_free(text);
    cJSON_Delete(message);
}

static cJSON *answer_to(const cJSON *id)
{
    cJSON *message = cJSON_CreateObject();
    cJSON_AddItemToObject(message, "id", id ? cJSON_Duplicate(id, true) : cJSON_CreateNull());
    return message;
}

void tt_lsp_reply(struct tt_lsp *lsp, const cJSON *id, cJSON *result)
{
    cJSON *message = answer_to(id);
    cJSON_AddItemToObject(message, "result", result);
    send(lsp, message);
}

void tt_lsp_refuse(struct tt_lsp *lsp, const cJSON *id, enum tt_lsp_error code,
                   const char *message)
{
    cJSON *answer = answer_to(id);
    cJSON *error = cJSON_AddObjectToObject(answer, "error");
    cJSON_AddNumberToObject(error, "code", code);
    cJSON_AddStringToObject(error, "message", message);
    send(lsp, answer);
}

void tt_lsp_notify(struct tt_lsp *lsp, const char *method, cJSON *params)
{
    cJSON *message = cJSON_CreateObject();
    cJSON_AddStringToObject(message, "method", method);
    cJSON_AddItemToObject(message, "params", params);
    send(lsp, message);
}

void tt_lsp_ask(struct tt_lsp *lsp, const char *what, const char *method, cJSON *params)
{
    struct tt_arena arena = {0};
    cJSON *message = cJSON_CreateObject();
    tt_lsp_add_text(message, "id", tt_str_format(&arena, "%s-%u", what, ++lsp->asked));
    tt_arena_release(&arena);
    cJSON_AddStringToObject(message, "method", method);
    if (params) {
        cJSON_AddItemToObject(message, "params", params);
    }
    send(lsp, message);
}

void tt_lsp_log(struct tt_lsp *lsp, struct tt_str message)
{
    enum { TYPE_WARNING = 2 };
    cJSON *params = cJSON_CreateObject();
    cJSON_AddNumberToObject(params, "type", TYPE_WARNING);
    tt_lsp_add_text(params, "message", message);
    tt_lsp_notify(lsp, "window/logMessage", params);
}
