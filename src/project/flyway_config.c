/*
 * Flyway's documentation, Reference/Configuration: flyway.toml, flyway.conf, and what Spring
 * Boot, Maven and Gradle hand on.
 */
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/str.h"
#include "project/above.h"
#include "project/cut.h"
#include "project/flyway.h"

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Past the setting's name and what divides its words; 0 if it does not stand there. */
static size_t match_setting(struct tt_str text, size_t at, const char *setting)
{
    for (; *setting; setting++, at++) {
        while (at < text.len && strchr("._-: \t\r\n]", text.ptr[at]) && text.ptr[at]) {
            at++;
        }
        if (at >= text.len || lower(text.ptr[at]) != *setting) {
            return 0;
        }
    }
    return at;
}

static enum tt_said value_at(struct tt_str text, size_t at)
{
    while (at < text.len && !is_letter(text.ptr[at]) && text.ptr[at] != '\n') {
        at++;
    }
    struct tt_str rest = tt_str_slice(text, at, text.len);
    if (tt_str_starts(rest, "true")) {
        return TT_SAID_YES;
    }
    return tt_str_starts(rest, "false") ? TT_SAID_NO : TT_SAID_NOTHING;
}

enum tt_said tt_flyway_said(struct tt_str text, const char *setting)
{
    enum tt_said said = TT_SAID_NOTHING;
    for (size_t at = 0; at < text.len; at++) {
        bool starts = lower(text.ptr[at]) == setting[0];
        size_t behind = starts ? match_setting(text, at, setting) : 0;
        enum tt_said here = behind > 0 ? value_at(text, behind) : TT_SAID_NOTHING;
        said = here != TT_SAID_NOTHING ? here : said;
    }
    return said;
}

/* The files that come with Flyway hold every setting as a comment. */
static struct tt_str without_comments(struct tt_arena *arena, struct tt_str text)
{
    struct tt_str kept = {0};
    char *bytes = tt_new_array(arena, char, text.len + 1);
    struct tt_line line = {0};
    while (tt_next_line(text, &line)) {
        struct tt_str words = tt_str_trim(line.text);
        if (words.len > 0 && words.ptr[0] != '#' && words.ptr[0] != '!') {
            memcpy(bytes + kept.len, text.ptr + line.start, line.end - line.start);
            kept.len += line.end - line.start;
        }
    }
    kept.ptr = bytes;
    return kept;
}

static bool mentions_flyway(struct tt_str text)
{
    for (size_t at = 0; at < text.len; at++) {
        if (lower(text.ptr[at]) == 'f' && match_setting(text, at, "flyway")) {
            return true;
        }
    }
    return false;
}

static void take(enum tt_said *setting, enum tt_said said)
{
    *setting = *setting == TT_SAID_NOTHING ? said : *setting;
}

struct config_file {
    const char *path;
    bool own; /* Flyway reads it; otherwise it tells what is handed to Flyway, at most */
};

static void read_config(struct tt_arena *arena, const char *path, bool own,
                        struct tt_flyway_config *config)
{
    struct tt_str text;
    struct tt_error error;
    if (!tt_file_read(arena, path, &text, &error)) {
        return;
    }
    text = without_comments(arena, text);
    if (!mentions_flyway(text)) {
        return;
    }
    config->is_there = config->is_there || own;
    take(&config->transactional_lock, tt_flyway_said(text, "transactionallock"));
    take(&config->in_transaction, tt_flyway_said(text, "executeintransaction"));
    take(&config->mixed, tt_flyway_said(text, "mixed"));
}

const void *tt_flyway_configure(struct tt_arena *arena, const char *folder)
{
    static const struct config_file files[] = {
        {"flyway.toml", true},
        {"flyway.conf", true},
        {"conf/flyway.toml", true},
        {"conf/flyway.conf", true},
        {"application.properties", true},
        {"application.yml", true},
        {"application.yaml", true},
        {"pom.xml", false},
        {"build.gradle", false},
        {"build.gradle.kts", false},
    };
    struct tt_flyway_config *config = tt_new(arena, struct tt_flyway_config);
    struct tt_above above;
    tt_above_init(&above, arena, folder);
    while (tt_above_next(&above)) {
        for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
            read_config(arena, tt_folder_join(arena, above.folder, files[i].path), files[i].own,
                        config);
        }
    }
    return config;
}
