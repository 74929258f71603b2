/* From "initialize" to "exit". */
#include <string.h>

#include "base/str.h"
#include "lsp/json.h"
#include "lsp/server.h"
#include "lsp/uri.h"

/* --- what the client can do, and what the server can ------------------------------------ */

static bool can(const cJSON *capabilities, const char *group, const char *what, const char *key)
{
    return tt_lsp_flag(tt_lsp_get(capabilities, group, what, NULL), key, false);
}

static void read_client(struct tt_lsp_client *client, const cJSON *all)
{
    const cJSON *text = tt_lsp_get(all, "textDocument", NULL);
    const cJSON *workspace = tt_lsp_get(all, "workspace", NULL);
    *client = (struct tt_lsp_client){
        .configuration = tt_lsp_flag(workspace, "configuration", false),
        .watches = can(all, "workspace", "didChangeWatchedFiles", "dynamicRegistration"),
        .registers_settings = can(all, "workspace", "didChangeConfiguration",
                                  "dynamicRegistration"),
        .related = can(all, "textDocument", "publishDiagnostics", "relatedInformation"),
        .code_description = can(all, "textDocument", "publishDiagnostics",
                                "codeDescriptionSupport"),
        .code_lens = tt_lsp_get(text, "codeLens", NULL) != NULL,
        .refreshes_lenses = can(all, "workspace", "codeLens", "refreshSupport"),
        .refreshes_hints = can(all, "workspace", "inlayHint", "refreshSupport"),
        .document_changes = can(all, "workspace", "workspaceEdit", "documentChanges"),
    };
}

/* UTF-8 where the client has it: it is what text is here. */
static enum tt_encoding choose_encoding(const cJSON *capabilities)
{
    const cJSON *each = NULL;
    cJSON_ArrayForEach(each, tt_lsp_get(capabilities, "general", "positionEncodings", NULL))
    {
        if (cJSON_IsString(each) && strcmp(each->valuestring, "utf-8") == 0) {
            return TT_ENCODING_UTF8;
        }
    }
    return TT_ENCODING_UTF16;
}

static cJSON *describe_server(const struct tt_lsp *lsp)
{
    enum { SYNC_INCREMENTAL = 2 };
    static const char *const kinds[] = {"quickfix", "source.fixAll.tiptoe"};
    cJSON *all = cJSON_CreateObject();
    cJSON_AddStringToObject(all, "positionEncoding",
                            lsp->documents.encoding == TT_ENCODING_UTF8 ? "utf-8" : "utf-16");
    cJSON *sync = cJSON_AddObjectToObject(all, "textDocumentSync");
    cJSON_AddBoolToObject(sync, "openClose", true);
    cJSON_AddNumberToObject(sync, "change", SYNC_INCREMENTAL);
    cJSON_AddBoolToObject(sync, "save", true);
    cJSON_AddBoolToObject(all, "hoverProvider", true);
    cJSON *lens = cJSON_AddObjectToObject(all, "codeLensProvider");
    cJSON_AddBoolToObject(lens, "resolveProvider", false);
    cJSON_AddBoolToObject(all, "inlayHintProvider", true);
    cJSON *action = cJSON_AddObjectToObject(all, "codeActionProvider");
    cJSON_AddItemToObject(action, "codeActionKinds",
                          cJSON_CreateStringArray(kinds, sizeof(kinds) / sizeof(kinds[0])));
    cJSON *folders = cJSON_AddObjectToObject(cJSON_AddObjectToObject(all, "workspace"),
                                             "workspaceFolders");
    cJSON_AddBoolToObject(folders, "supported", true);
    cJSON_AddBoolToObject(folders, "changeNotifications", true);
    return all;
}

/* --- folders ------------------------------------------------------------------------------ */

/* Files find their own projects: only what has no file needs a folder. */
static void set_root(struct tt_lsp *lsp, struct tt_str uri)
{
    const char *path = uri.len > 0 ? tt_uri_path(&lsp->folders_arena, uri) : NULL;
    lsp->checker.root = path ? path : lsp->checker.root;
}

static void read_folders(struct tt_lsp *lsp, const cJSON *params)
{
    const cJSON *first = cJSON_GetArrayItem(tt_lsp_get(params, "workspaceFolders", NULL), 0);
    set_root(lsp, tt_lsp_text(params, "rootUri"));
    set_root(lsp, tt_lsp_text(first, "uri"));
}

void tt_lsp_folders_changed(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    (void)id;
    const cJSON *added = tt_lsp_get(params, "event", "added", NULL);
    if (!lsp->checker.root) {
        set_root(lsp, tt_lsp_text(cJSON_GetArrayItem(added, 0), "uri"));
    }
}

/* --- requests ------------------------------------------------------------------------------
 */

void tt_lsp_initialize(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    const cJSON *capabilities = tt_lsp_get(params, "capabilities", NULL);
    const char *wrong = NULL;
    if (!cJSON_IsObject(params)) {
        tt_lsp_refuse(lsp, id, TT_LSP_INVALID_PARAMS, "\"initialize\" has an object of params");
        return;
    }
    read_client(&lsp->client, capabilities);
    lsp->documents.encoding = choose_encoding(capabilities);
    read_folders(lsp, params);
    tt_lsp_settings_take(&lsp->settings, tt_lsp_get(params, "initializationOptions", NULL),
                         &wrong);
    lsp->state = TT_LSP_RUNNING;
    cJSON *result = cJSON_CreateObject();
    cJSON_AddItemToObject(result, "capabilities", describe_server(lsp));
    cJSON *info = cJSON_AddObjectToObject(result, "serverInfo");
    cJSON_AddStringToObject(info, "name", "tiptoe");
    cJSON_AddStringToObject(info, "version", tt_version());
    tt_lsp_reply(lsp, id, result);
    if (wrong) {
        tt_lsp_log(lsp, tt_str_from(wrong));
    }
}

static void add_registration(cJSON *list, const char *method, cJSON *options)
{
    cJSON *registration = cJSON_CreateObject();
    cJSON_AddStringToObject(registration, "id", method);
    cJSON_AddStringToObject(registration, "method", method);
    cJSON_AddItemToObject(registration, "registerOptions", options);
    cJSON_AddItemToArray(list, registration);
}

/* Configurations, migrations, and what tools keep beside them. */
static cJSON *files_to_watch(void)
{
    static const char *const globs[] = {
        "**/.tiptoe.json",
        "**/*.{sql,toml,conf,ini,properties,yml,yaml,xml,json,plan,lock,csv}",
    };
    cJSON *options = cJSON_CreateObject();
    cJSON *watchers = cJSON_AddArrayToObject(options, "watchers");
    for (size_t i = 0; i < sizeof(globs) / sizeof(globs[0]); i++) {
        cJSON *watcher = cJSON_CreateObject();
        cJSON_AddStringToObject(watcher, "globPattern", globs[i]);
        cJSON_AddItemToArray(watchers, watcher);
    }
    return options;
}

void tt_lsp_initialized(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    (void)id;
    (void)params;
    cJSON *list = cJSON_CreateArray();
    if (lsp->client.watches) {
        add_registration(list, "workspace/didChangeWatchedFiles", files_to_watch());
    }
    if (lsp->client.registers_settings) {
        cJSON *options = cJSON_CreateObject();
        cJSON_AddStringToObject(options, "section", "tiptoe");
        add_registration(list, "workspace/didChangeConfiguration", options);
    }
    if (cJSON_GetArraySize(list) > 0) {
        cJSON *asked = cJSON_CreateObject();
        cJSON_AddItemToObject(asked, "registrations", list);
        tt_lsp_ask(lsp, "registration", "client/registerCapability", asked);
    } else {
        cJSON_Delete(list);
    }
    tt_lsp_ask_configuration(lsp);
}

void tt_lsp_shutdown(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    (void)params;
    lsp->state = TT_LSP_SHUT_DOWN;
    tt_lsp_reply(lsp, id, cJSON_CreateNull());
}

void tt_lsp_exit(struct tt_lsp *lsp, const cJSON *id, const cJSON *params)
{
    (void)id;
    (void)params;
    lsp->clean = lsp->state == TT_LSP_SHUT_DOWN;
    lsp->state = TT_LSP_ENDED;
}
