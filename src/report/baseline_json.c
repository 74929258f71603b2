#include "report/baseline_json.h"

#include <cJSON.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "report/json_string.h"

enum { SCHEMA_VERSION = 1, FINGERPRINT_DIGITS = 16, ENTRY_DEPTH = 3 };

static void print_text(struct tt_sink *sink, const char *key, struct tt_str value)
{
    tt_print(sink, ", \"%s\": ", key);
    tt_json_string(sink, value);
}

void tt_baseline_print(struct tt_sink *sink, const struct tt_baseline *baseline)
{
    tt_print(sink, "{\n  \"schema_version\": %d,\n  \"findings\": [", SCHEMA_VERSION);
    for (size_t i = 0; i < baseline->entries.count; i++) {
        const struct tt_baseline_entry *entry = &baseline->entries.items[i];
        tt_print(sink, i > 0 ? ",\n    " : "\n    ");
        tt_print(sink, "{\"fingerprint\": ");
        tt_json_string(sink, entry->fingerprint);
        print_text(sink, "path", entry->path);
        print_text(sink, "rule", entry->rule);
        print_text(sink, "message", entry->message);
        tt_print(sink, "}");
    }
    tt_print(sink, baseline->entries.count > 0 ? "\n  ]\n}\n" : "]\n}\n");
}

/* --- reading --------------------------------------------------------------------- */

static unsigned line_of(struct tt_str text, size_t offset)
{
    unsigned line = 1;
    for (size_t i = 0; i < offset && i < text.len; i++) {
        line += text.ptr[i] == '\n';
    }
    return line;
}

/* Where the object of an entry begins; cJSON keeps no places. */
static size_t offset_of_entry(struct tt_str text, size_t index)
{
    size_t depth = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"') {
            for (i++; i < text.len && text.ptr[i] != '"'; i++) {
                i += text.ptr[i] == '\\';
            }
        } else if (c == '{' || c == '[') {
            if (++depth == ENTRY_DEPTH && index-- == 0) {
                return i;
            }
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return 0;
}

static bool is_fingerprint(const cJSON *value)
{
    return cJSON_IsString(value) && strlen(value->valuestring) == FINGERPRINT_DIGITS &&
           strspn(value->valuestring, "0123456789abcdef") == FINGERPRINT_DIGITS;
}

static struct tt_str copy(struct tt_arena *arena, const cJSON *value)
{
    return tt_str_copy(arena, tt_str_from(value->valuestring));
}

static bool read_entry(struct tt_arena *arena, const cJSON *object,
                       struct tt_baseline_entry *ret_entry, struct tt_error *error)
{
    const cJSON *fingerprint = cJSON_GetObjectItemCaseSensitive(object, "fingerprint");
    const cJSON *path = cJSON_GetObjectItemCaseSensitive(object, "path");
    const cJSON *rule = cJSON_GetObjectItemCaseSensitive(object, "rule");
    const cJSON *message = cJSON_GetObjectItemCaseSensitive(object, "message");
    if (!cJSON_IsObject(object)) {
        return tt_refuse(error, "a finding is an object");
    }
    if (!is_fingerprint(fingerprint)) {
        return tt_refuse(error, "\"fingerprint\" must be a string of %d hexadecimal digits",
                         FINGERPRINT_DIGITS);
    }
    if (!cJSON_IsString(path) || !cJSON_IsString(rule) || !cJSON_IsString(message)) {
        return tt_refuse(error, "\"path\", \"rule\" and \"message\" must be strings");
    }
    *ret_entry = (struct tt_baseline_entry){
        .fingerprint = copy(arena, fingerprint),
        .path = copy(arena, path),
        .rule = copy(arena, rule),
        .message = copy(arena, message),
    };
    return true;
}

static bool read_entries(struct tt_arena *arena, struct tt_str text, const cJSON *findings,
                         struct tt_baseline *baseline, unsigned *ret_line,
                         struct tt_error *error)
{
    const cJSON *each = NULL;
    size_t index = 0;
    cJSON_ArrayForEach(each, findings)
    {
        struct tt_baseline_entry entry;
        if (!read_entry(arena, each, &entry, error)) {
            *ret_line = line_of(text, offset_of_entry(text, index));
            return false;
        }
        tt_vec_push(arena, &baseline->entries, entry);
        index++;
    }
    return true;
}

static bool read_root(struct tt_arena *arena, struct tt_str text, const cJSON *root,
                      struct tt_baseline *baseline, unsigned *ret_line, struct tt_error *error)
{
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(root, "schema_version");
    const cJSON *findings = cJSON_GetObjectItemCaseSensitive(root, "findings");
    const char *at = strstr(text.ptr, "\"schema_version\"");
    *ret_line = line_of(text, at ? (size_t)(at - text.ptr) : 0);
    if (!cJSON_IsNumber(version)) {
        return tt_refuse(error, "this is no baseline of tiptoe: it has no \"schema_version\"");
    }
    if (version->valueint != SCHEMA_VERSION) {
        return tt_refuse(error, "this baseline has schema_version %d, and this tiptoe reads %d",
                         version->valueint, SCHEMA_VERSION);
    }
    if (!cJSON_IsArray(findings)) {
        return tt_refuse(error, "\"findings\" must be an array");
    }
    return read_entries(arena, text, findings, baseline, ret_line, error);
}

bool tt_baseline_parse(struct tt_arena *arena, struct tt_str text,
                       struct tt_baseline *ret_baseline, unsigned *ret_line,
                       struct tt_error *error)
{
    struct tt_str terminated = tt_str_copy(arena, text);
    const char *end = NULL;
    cJSON *root = cJSON_ParseWithLengthOpts(terminated.ptr, terminated.len + 1, &end, 1);
    if (!root) {
        *ret_line = line_of(text, end ? (size_t)(end - terminated.ptr) : 0);
        return tt_refuse(error, "this is not JSON (is a merge unfinished?)");
    }
    bool read = read_root(arena, terminated, root, ret_baseline, ret_line, error);
    cJSON_Delete(root);
    return read;
}
