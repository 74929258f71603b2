/* What the server holds, and what its parts share. */
#ifndef LSP_SERVER_H
#define LSP_SERVER_H

#include <cJSON.h>

#include "base/arena.h"
#include "base/vec.h"
#include "lsp/check.h"
#include "lsp/document.h"
#include "lsp/frame.h"
#include "lsp/settings.h"

/* https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17 */
enum tt_lsp_error {
    TT_LSP_PARSE_ERROR = -32700,
    TT_LSP_INVALID_REQUEST = -32600,
    TT_LSP_METHOD_NOT_FOUND = -32601,
    TT_LSP_INVALID_PARAMS = -32602,
    TT_LSP_NOT_INITIALIZED = -32002,
    TT_LSP_CANCELLED = -32800,
};

enum tt_lsp_state {
    TT_LSP_NEW,
    TT_LSP_RUNNING,
    TT_LSP_SHUT_DOWN,
    TT_LSP_ENDED,
};

/* What the client can do. */
struct tt_lsp_client {
    bool configuration;      /* answers workspace/configuration */
    bool watches;            /* files, when it is asked to */
    bool registers_settings; /* tells of changed settings when it is asked to */
    bool related;            /* relatedInformation */
    bool code_description;
    bool code_lens;
    bool refreshes_lenses;
    bool refreshes_hints;
    bool document_changes; /* edits that name a version */
};

struct tt_lsp {
    struct tt_frame_reader in;
    int out;
    bool unheard; /* nobody reads what is written */
    enum tt_lsp_state state;
    bool clean; /* "shutdown" came before "exit" */
    struct tt_lsp_client client;
    struct tt_lsp_settings settings;
    struct tt_documents documents;
    struct tt_checker checker;
    TT_VEC(cJSON *) queue; /* messages that came and were not taken yet, from `taken` on */
    size_t taken;
    struct tt_arena arena; /* of the queue */
    struct tt_arena folders_arena;
    unsigned asked;  /* requests to the client, of which the last has this number */
    cJSON *mistakes; /* in configurations, as the client knows them: lists by URI, or NULL */
};

typedef void tt_lsp_handler(struct tt_lsp *lsp, const cJSON *id, const cJSON *params);

/* What the server understands; handlers of requests answer each exactly once. */
struct tt_lsp_method {
    const char *name;
    tt_lsp_handler *handle;
    bool is_request;
};

tt_lsp_handler tt_lsp_initialize, tt_lsp_initialized, tt_lsp_shutdown, tt_lsp_exit;
tt_lsp_handler tt_lsp_open, tt_lsp_change, tt_lsp_save, tt_lsp_close;
tt_lsp_handler tt_lsp_configuration_changed, tt_lsp_files_changed, tt_lsp_folders_changed;
tt_lsp_handler tt_lsp_hover, tt_lsp_lenses, tt_lsp_hints, tt_lsp_actions;

void tt_lsp_ask_configuration(struct tt_lsp *lsp);
/* The client's answer to workspace/configuration. */
void tt_lsp_take_configuration(struct tt_lsp *lsp, const cJSON *result);

/* --- talking to the client: `result` and `params` are the server's from then on ---- */

void tt_lsp_reply(struct tt_lsp *lsp, const cJSON *id, cJSON *result);
void tt_lsp_refuse(struct tt_lsp *lsp, const cJSON *id, enum tt_lsp_error code,
                   const char *message);
void tt_lsp_notify(struct tt_lsp *lsp, const char *method, cJSON *params);
/* `what` tells its answer from others. */
void tt_lsp_ask(struct tt_lsp *lsp, const char *what, const char *method, cJSON *params);
/* A line in the client's log. */
void tt_lsp_log(struct tt_lsp *lsp, struct tt_str message);

/* --- documents ------------------------------------------------------------------ */

/* In milliseconds, from some point in the past. */
long long tt_lsp_now(void);
/* The one that params name; NULL, after an answer to a request, if there is none. */
struct tt_document *tt_lsp_document(struct tt_lsp *lsp, const cJSON *id, const cJSON *params);
/* The same with the range in it, as offsets; NULL, after an answer, if there is no such range.
 */
struct tt_document *tt_lsp_document_range(struct tt_lsp *lsp, const cJSON *id,
                                          const cJSON *params, size_t *ret_start,
                                          size_t *ret_end);
/* The same with what was found in its present text. */
const struct tt_checked *tt_lsp_checked(struct tt_lsp *lsp, struct tt_document *document);
/* Checks it and tells the client. */
void tt_lsp_check(struct tt_lsp *lsp, struct tt_document *document);
/* All are checked anew, once there is time. */
void tt_lsp_check_all(struct tt_lsp *lsp);
/* After the settings, or something on disk. */
void tt_lsp_start_over(struct tt_lsp *lsp);
void tt_lsp_publish(struct tt_lsp *lsp, struct tt_document *document);
cJSON *tt_lsp_diagnostic(struct tt_lsp *lsp, const struct tt_document *document,
                         const struct tt_finding *finding);
/* What is wrong with configurations, in those files themselves. */
void tt_lsp_publish_configuration(struct tt_lsp *lsp);

#endif
