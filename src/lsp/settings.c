#include "lsp/settings.h"

#include "base/str.h"
#include "lsp/json.h"

enum { DEBOUNCE_MS = 150, DEBOUNCE_MS_MAX = 10000 };

void tt_lsp_settings_init(struct tt_lsp_settings *settings)
{
    *settings = (struct tt_lsp_settings){.debounce_ms = DEBOUNCE_MS};
}

void tt_lsp_settings_finish(struct tt_lsp_settings *settings)
{
    tt_arena_release(&settings->arena);
}

static bool read_effects(const cJSON *value, enum tt_lsp_effects *ret_effects)
{
    static const char *const names[] = {
        [TT_LSP_EFFECTS_AUTO] = "auto",   [TT_LSP_EFFECTS_LENSES] = "codeLens",
        [TT_LSP_EFFECTS_HINTS] = "inlay", [TT_LSP_EFFECTS_BOTH] = "both",
        [TT_LSP_EFFECTS_OFF] = "off",
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (cJSON_IsString(value) && tt_str_is(tt_str_from(value->valuestring), names[i])) {
            *ret_effects = (enum tt_lsp_effects)i;
            return true;
        }
    }
    return false;
}

static bool is_said(const cJSON *value)
{
    return value && !cJSON_IsNull(value);
}

void tt_lsp_settings_take(struct tt_lsp_settings *settings, const cJSON *section,
                          const char **ret_wrong)
{
    const cJSON *effects = tt_lsp_get(section, "effects", NULL);
    const cJSON *debounce = tt_lsp_get(section, "debounce", NULL);
    const cJSON *docs = tt_lsp_get(section, "docs", NULL);
    size_t number = 0;
    *ret_wrong = NULL;
    if (is_said(effects) && !read_effects(effects, &settings->effects)) {
        *ret_wrong =
            "tiptoe: the setting \"effects\" is one of auto, codeLens, inlay, both, off";
    }
    if (tt_lsp_number(section, "debounce", &number) && number <= DEBOUNCE_MS_MAX) {
        settings->debounce_ms = number;
    } else if (is_said(debounce)) {
        *ret_wrong =
            "tiptoe: the setting \"debounce\" is a number of milliseconds, up to 10000";
    }
    if (cJSON_IsString(docs)) {
        settings->docs = tt_str_copy(&settings->arena, tt_str_from(docs->valuestring));
    } else if (is_said(docs)) {
        *ret_wrong = "tiptoe: the setting \"docs\" is a URI with {rule} in it";
    }
}
