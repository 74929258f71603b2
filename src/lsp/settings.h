/* What the client's user sets for the server, in the section "tiptoe". */
#ifndef LSP_SETTINGS_H
#define LSP_SETTINGS_H

#include <cJSON.h>

#include "base/arena.h"
#include "tiptoe.h"

/* Where it is shown what statements do. */
enum tt_lsp_effects {
    TT_LSP_EFFECTS_AUTO, /* as lenses where the client has them, or else as hints */
    TT_LSP_EFFECTS_LENSES,
    TT_LSP_EFFECTS_HINTS,
    TT_LSP_EFFECTS_BOTH,
    TT_LSP_EFFECTS_OFF,
};

struct tt_lsp_settings {
    struct tt_arena arena;
    enum tt_lsp_effects effects;
    size_t debounce_ms;
    struct tt_str docs; /* where rules are explained: a URI that holds "{rule}"; or empty */
};

/* The defaults. */
void tt_lsp_settings_init(struct tt_lsp_settings *settings);
void tt_lsp_settings_finish(struct tt_lsp_settings *settings);

/*
 * What is not said stays as it is. `ret_wrong` gets what to tell the user of a value that
 * can't be, or NULL.
 */
void tt_lsp_settings_take(struct tt_lsp_settings *settings, const cJSON *section,
                          const char **ret_wrong);

#endif
