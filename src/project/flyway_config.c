/*
 * Flyway's documentation, Reference/Configuration: flyway.toml, flyway.conf, and what Spring
 * Boot, Maven and Gradle hand on.
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/str.h"
#include "project/above.h"
#include "project/flyway.h"

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
    text = tt_without_comments(arena, text);
    if (!tt_mentions(text, "flyway")) {
        return;
    }
    config->is_there = config->is_there || own;
    take(&config->transactional_lock, tt_said_of(text, "transactionallock"));
    take(&config->in_transaction, tt_said_of(text, "executeintransaction"));
    take(&config->mixed, tt_said_of(text, "mixed"));
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
