#include "project/config_key.h"

enum { MAY, MUST };

#define ROW(type, name, kind, term, need, standard, example, help)                             \
    {#name,   TT_KEY_##kind, TT_TERM_##term, need, offsetof(struct type, name), standard,      \
     example, help},

const struct tt_config_key tt_config_keys[] = {
#define CONFIG_KEY(...) ROW(tt_config, __VA_ARGS__)
#include "project/config.def"
    {0},
};

const struct tt_config_key tt_config_migration_keys[] = {
#define MIGRATION_KEY(...) ROW(tt_config_migration, __VA_ARGS__)
#include "project/config.def"
    {0},
};

const struct tt_config_key tt_config_path_keys[] = {
#define PATH_KEY(...) ROW(tt_config_path, __VA_ARGS__)
#include "project/config.def"
    {0},
};

const struct tt_config_key tt_config_assume_keys[] = {
#define ASSUME_KEY(...) ROW(tt_config_assume, __VA_ARGS__)
#include "project/config.def"
    {0},
};

const struct tt_config_key *tt_config_inner_keys(enum tt_config_kind kind)
{
    return kind == TT_KEY_PATHS        ? tt_config_path_keys
           : kind == TT_KEY_MIGRATIONS ? tt_config_migration_keys
           : kind == TT_KEY_ASSUME     ? tt_config_assume_keys
                                       : NULL;
}
