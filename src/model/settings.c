/* SET, RESET and set_config(), as far as they bear on what statements do. */
#include "model/alter.h"
#include "model/duration.h"
#include "model/model.h"
#include "model/state.h"
#include "model/step.h"
#include "sql/lexer.h"

static const struct tt_str default_path[] = {{"public", 6}};

void tt_settings_reset(struct tt_settings *settings)
{
    *settings = (struct tt_settings){
        .search_path = default_path,
        .search_path_count = 1,
        .zone = TT_ZONE_UNKNOWN,
    };
}

enum tt_zone tt_time_zone(const struct tt_model *model)
{
    return model->settings.zone;
}

/* The names under which PostgreSQL's time zone files hold UTC itself. */
static enum tt_zone zone_of(struct tt_str name)
{
    static const char *const same[] = {
        "utc",      "gmt",       "etc/utc",       "etc/gmt",   "etc/uct",       "uct", "zulu",
        "etc/zulu", "universal", "etc/universal", "greenwich", "etc/greenwich", "0",
    };
    for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
        if (tt_str_equal_nocase(name, tt_str_from(same[i]))) {
            return TT_ZONE_UTC;
        }
    }
    return name.len > 0 ? TT_ZONE_OTHER : TT_ZONE_UNKNOWN;
}

void tt_model_assume(struct tt_model *model, struct tt_str zone, bool lock_timeout)
{
    model->standard.zone = zone_of(zone);
    model->standard.lock_timeout.state = lock_timeout ? TT_TIMEOUT_ON : TT_TIMEOUT_UNSET;
}

/* A word, a string or a number, as SET takes them. */
static struct tt_str constant_text(struct tt_model *model, const struct tt_node *wrapped)
{
    const struct tt_node *constant = tt_node_as(wrapped, "A_Const");
    const struct tt_node *whole = tt_node_get(constant, "ival");
    struct tt_str text = tt_node_text(tt_node_get(constant, "sval"), "sval");
    struct tt_str real = tt_node_text(tt_node_get(constant, "fval"), "fval");
    return whole          ? tt_str_format(&model->scratch, "%lld",
                                          (long long)tt_node_int(whole, "ival", 0))
           : real.len > 0 ? real
                          : text;
}

/* Not what a template or a tool puts in later. */
static bool is_plain(struct tt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!tt_is_word_part(c) && c != ' ' && c != '.' && c != '-' && c != '+') {
            return false;
        }
    }
    return text.len > 0 && text.ptr[0] >= '0' && text.ptr[0] <= '9';
}

/* The server refuses "2sec" and "1m". What a placeholder stands for is not known. */
static void set_timeout(struct tt_step *step, struct tt_str name, const struct tt_node *value)
{
    int milliseconds = 0;
    struct tt_str text = constant_text(step->model, value);
    bool known = tt_milliseconds(text, &milliseconds) && !step->stmt->substituted;
    if (!known && is_plain(text) && !step->stmt->substituted) {
        tt_refused(step, NULL, "22023", "\"" TT_FMT "\" is no value for " TT_FMT, TT_ARG(text),
                   TT_ARG(name));
        return;
    }
    bool zero = known && milliseconds == 0;
    milliseconds = known ? milliseconds : 0;
    tt_set_timeout(step->model, name, zero ? TT_TIMEOUT_ZERO : TT_TIMEOUT_ON, milliseconds,
                   step->stmt->span);
}

static void add_schema(struct tt_model *model, struct tt_str *schemas, size_t *count,
                       struct tt_str name)
{
    /* "$user" is a schema that hardly any database has. */
    if (name.len == 0 || tt_str_is(name, "$user") || tt_str_is(name, "pg_catalog") ||
        tt_str_is(name, "pg_temp")) {
        return;
    }
    schemas[(*count)++] = tt_str_copy(&model->arena, name);
}

static void set_path_of_nodes(struct tt_model *model, const struct tt_node *args)
{
    struct tt_settings changed = model->settings;
    struct tt_str *schemas = tt_new_array(&model->arena, struct tt_str,
                                          tt_node_count(args) + 1);
    const struct tt_node *each = tt_node_first(args);
    changed.search_path_count = 0;
    for (; each; each = tt_node_next(each)) {
        add_schema(model, schemas, &changed.search_path_count, constant_text(model, each));
    }
    changed.search_path = schemas;
    tt_set(model, model->settings, changed);
}

/* As set_config() takes it: 'a, "B"', or '' for none. */
static void set_path_of_text(struct tt_model *model, struct tt_str text)
{
    struct tt_settings changed = model->settings;
    struct tt_str *schemas = tt_new_array(&model->arena, struct tt_str, text.len + 1);
    changed.search_path_count = 0;
    for (size_t start = 0; start < text.len;) {
        size_t end = start;
        while (end < text.len && text.ptr[end] != ',') {
            end++;
        }
        struct tt_str name = tt_str_trim(tt_str_slice(text, start, end));
        if (name.len >= 2 && name.ptr[0] == '"') {
            name = tt_str_slice(name, 1, name.len - 1);
        }
        add_schema(model, schemas, &changed.search_path_count, name);
        start = end + 1;
    }
    changed.search_path = schemas;
    tt_set(model, model->settings, changed);
}

static void begin_local(struct tt_model *model)
{
    if (!model->has_local) {
        tt_set(model, model->after_local, model->settings);
        tt_set(model, model->has_local, true);
    }
}

static void set_zone(struct tt_model *model, enum tt_zone zone)
{
    tt_set(model, model->settings.zone, zone);
}

/* SET check_function_bodies = false: the sixth line of every pg_dump. */
static void set_unchecked(struct tt_model *model, struct tt_str text)
{
    bool off = tt_str_equal_nocase(text, TT_STR("off")) ||
               tt_str_equal_nocase(text, TT_STR("false")) ||
               tt_str_equal_nocase(text, TT_STR("no")) || tt_str_is(text, "0");
    tt_set(model, model->settings.unchecked_bodies, off);
}

void tt_step_set_variable(struct tt_step *step)
{
    struct tt_model *model = step->model;
    struct tt_str name = tt_node_text(step->node, "name");
    struct tt_str kind = tt_node_text(step->node, "kind");
    const struct tt_node *args = tt_node_get(step->node, "args");
    const struct tt_settings fresh = model->standard;
    if (tt_node_flag(step->node, "is_local")) {
        if (!model->transaction.block) {
            step->outcome->warning = TT_STR("SET LOCAL can only be used in transaction blocks");
            tt_set_timeout(model, name, TT_TIMEOUT_OUTSIDE, 0, step->stmt->span);
            return;
        }
        begin_local(model);
    }
    bool value = tt_str_is(kind, "VAR_SET_VALUE");
    struct tt_str text = constant_text(model, tt_node_first(args));
    if (tt_is_timeout(model, name) && value) {
        set_timeout(step, name, tt_node_first(args));
    } else if (tt_is_timeout(model, name)) {
        tt_set_timeout(model, name, TT_TIMEOUT_RESET, 0, step->stmt->span);
    } else if (tt_str_is(kind, "VAR_RESET_ALL")) {
        tt_set(model, model->settings, fresh);
    } else if (tt_str_equal_nocase(name, TT_STR("search_path"))) {
        if (value) {
            set_path_of_nodes(model, args);
        } else {
            tt_set(model, model->settings.search_path, fresh.search_path);
            tt_set(model, model->settings.search_path_count, fresh.search_path_count);
        }
    } else if (tt_str_equal_nocase(name, TT_STR("check_function_bodies"))) {
        set_unchecked(model, value ? text : (struct tt_str){0});
    } else if (tt_str_equal_nocase(name, TT_STR("timezone"))) {
        set_zone(model, value ? zone_of(text) : fresh.zone);
    }
}

/* SELECT pg_catalog.set_config('search_path', '', false): the third line of every pg_dump. */
static void read_set_config(struct tt_step *step, const struct tt_node *call)
{
    struct tt_model *model = step->model;
    struct tt_name function = tt_name_of_list(tt_node_get(call, "funcname"));
    const struct tt_node *args = tt_node_get(call, "args");
    if (!tt_str_is(function.name, "set_config") || tt_node_count(args) < 2) {
        return;
    }
    struct tt_str name = constant_text(model, tt_node_first(args));
    struct tt_str text = constant_text(model, tt_node_next(tt_node_first(args)));
    if (tt_str_equal_nocase(name, TT_STR("search_path"))) {
        set_path_of_text(model, text);
    } else if (tt_str_equal_nocase(name, TT_STR("timezone"))) {
        set_zone(model, zone_of(text));
    } else if (tt_is_timeout(model, name)) {
        set_timeout(step, name, tt_node_next(tt_node_first(args)));
    }
}

void tt_read_set_config(struct tt_step *step)
{
    const struct tt_node *each = tt_node_first(tt_node_get(step->node, "targetList"));
    for (; each; each = tt_node_next(each)) {
        const struct tt_node *target = tt_node_as(each, "ResTarget");
        read_set_config(step, tt_node_get_as(target, "val", "FuncCall"));
    }
}

bool tt_model_leads_to(const struct tt_model *model, struct tt_str schema)
{
    return model->settings.search_path_count > 0 &&
           tt_str_equal(model->settings.search_path[0], schema);
}
