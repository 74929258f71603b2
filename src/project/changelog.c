#include "project/changelog.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "project/json.h"

enum tt_changelog_format tt_changelog_format(struct tt_str path)
{
    static const struct {
        const char *end;
        enum tt_changelog_format format;
    } formats[] = {
        {".xml", TT_FORMAT_XML},
        {".yaml", TT_FORMAT_YAML},
        {".yml", TT_FORMAT_YAML},
        {".json", TT_FORMAT_JSON},
    };
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
        size_t len = strlen(formats[i].end);
        if (path.len > len &&
            tt_str_is(tt_str_slice(path, path.len - len, path.len), formats[i].end)) {
            return formats[i].format;
        }
    }
    return TT_FORMAT_NONE;
}

const char *tt_changelog_library(enum tt_changelog_format format)
{
    return format == TT_FORMAT_XML    ? tt_xml_library()
           : format == TT_FORMAT_YAML ? tt_yaml_library()
           : format == TT_FORMAT_JSON ? "cJSON"
                                      : NULL;
}

static bool holds(struct tt_str text, struct tt_str wanted)
{
    for (size_t i = 0; i + wanted.len <= text.len; i++) {
        if (tt_str_equal(tt_str_slice(text, i, i + wanted.len), wanted)) {
            return true;
        }
    }
    return false;
}

static bool says_changelog(const char *path, bool *ret_unreadable)
{
    enum { HEAD_BYTES = 4096 }; /* a licence may stand above it */
    char head[HEAD_BYTES];
    size_t used = 0;
    *ret_unreadable = false;
    if (tt_changelog_format(tt_str_from(path)) == TT_FORMAT_NONE) {
        return false;
    }
    if (!tt_file_read_head(path, head, sizeof(head), &used)) {
        /* A folder, or a link to nothing, is none. */
        *ret_unreadable = errno != EISDIR && errno != ENOENT && errno != ENXIO;
        return false;
    }
    return holds((struct tt_str){head, used}, TT_STR("databaseChangeLog"));
}

bool tt_is_changelog(const char *path)
{
    bool unreadable = false;
    return says_changelog(path, &unreadable);
}

bool tt_may_be_changelog(const char *path)
{
    bool unreadable = false;
    return says_changelog(path, &unreadable) || unreadable;
}

struct tt_entry *tt_entry_add(struct tt_changelog *changelog, struct tt_entry *parent,
                              struct tt_str name)
{
    struct tt_entry *entry = tt_new(changelog->arena, struct tt_entry);
    entry->name = name;
    entry->parent = parent;
    if (parent && parent->last) {
        parent->last->next = entry;
    } else if (parent) {
        parent->first = entry;
    }
    if (parent) {
        parent->last = entry;
    }
    return entry;
}

const struct tt_entry *tt_entry_find(const struct tt_entry *entry, const char *name)
{
    for (const struct tt_entry *each = entry->first; each; each = each->next) {
        if (tt_str_is(each->name, name)) {
            return each;
        }
    }
    return NULL;
}

/* --- JSON ------------------------------------------------------------------------- */

static size_t end_of_string(struct tt_str text, size_t at)
{
    while (at < text.len && text.ptr[at] != '"') {
        at += text.ptr[at] == '\\' ? 2 : 1;
    }
    return at < text.len ? at : text.len;
}

static void add_json(struct tt_changelog *changelog, const struct tt_json *json,
                     struct tt_json_value value, struct tt_entry *entry)
{
    const cJSON *node = value.node;
    entry->where = entry->name.len > 0
                       ? (struct tt_span){value.key_at, value.key_at + entry->name.len + 2}
                       : (struct tt_span){value.at, value.at + 1};
    if (cJSON_IsString(node)) {
        size_t end = end_of_string(changelog->source, value.at + 1);
        entry->value = tt_str_copy(changelog->arena, tt_str_from(node->valuestring));
        entry->text = (struct tt_span){value.at + 1, end};
    } else if (cJSON_IsBool(node)) {
        entry->value = cJSON_IsTrue(node) ? TT_STR("true") : TT_STR("false");
    } else if (cJSON_IsObject(node) || cJSON_IsArray(node)) {
        struct tt_json_walk walk = tt_json_walk(json, value);
        struct tt_json_value member;
        while (tt_json_next(&walk, &member)) {
            struct tt_str name = tt_str_copy(changelog->arena,
                                             tt_str_from(member.node->string));
            add_json(changelog, json, member, tt_entry_add(changelog, entry, name));
        }
    }
}

void tt_read_json(struct tt_changelog *changelog)
{
    struct tt_json json;
    struct tt_json_problem problem;
    if (tt_json_parse(&json, changelog->arena, changelog->source, &problem)) {
        changelog->root = tt_entry_add(changelog, NULL, TT_STR(""));
        add_json(changelog, &json, tt_json_root(&json), changelog->root);
        tt_json_finish(&json);
    } else {
        changelog->problem_at = problem.at;
        changelog->problem = tt_str_format(
            changelog->arena, "this changelog is no JSON: " TT_FMT, TT_ARG(problem.message));
    }
}

void tt_changelog_read(struct tt_changelog *changelog, struct tt_arena *arena,
                       struct tt_str path, struct tt_str text)
{
    static void (*const readers[])(struct tt_changelog *) = {
        [TT_FORMAT_XML] = tt_read_xml,
        [TT_FORMAT_YAML] = tt_read_yaml,
        [TT_FORMAT_JSON] = tt_read_json,
    };
    enum tt_changelog_format format = tt_changelog_format(path);
    *changelog = (struct tt_changelog){.arena = arena, .format = format, .source = text};
    readers[format](changelog);
    if (changelog->problem_at > text.len) {
        changelog->problem_at = text.len; /* a text that is cut short */
    }
}
