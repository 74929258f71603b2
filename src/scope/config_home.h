/* Which configuration the files of a folder have; each is found and read once. */
#ifndef SCOPE_CONFIG_HOME_H
#define SCOPE_CONFIG_HOME_H

#include "base/map.h"
#include "base/vec.h"
#include "project/config.h"
#include "project/row_counts.h"
#include "report/report.h"

struct tt_arena;

/* A folder of files that are checked. */
struct tt_config_home {
    struct tt_str folder;           /* from the root on */
    const struct tt_config *config; /* NULL: none */
    struct tt_str config_folder;
    struct tt_str baseline; /* that lies there or above; empty: none */
    bool broken;            /* the configuration cannot be used: `errors` tells why */
};

struct tt_config_homes {
    struct tt_arena *arena;
    const char *named; /* the one configuration of all files, or NULL */
    bool none;         /* no file has any */
    struct tt_config_terms terms;
    struct tt_map homes;   /* from a folder as it is named to its home */
    struct tt_map configs; /* from the path of a configuration to what it says */
    struct tt_map sizes;   /* from the same to its tt_table_sizes */
    TT_VEC(struct tt_report_error) errors; /* each is told once */
};

/* The words that this program knows. */
struct tt_config_terms tt_config_terms_of(struct tt_arena *arena);

void tt_config_homes_init(struct tt_config_homes *homes, struct tt_arena *arena,
                          const char *named, bool none);
void tt_config_homes_finish(struct tt_config_homes *homes);

/* `path`: of a file, which need not exist. */
const struct tt_config_home *tt_config_home_of(struct tt_config_homes *homes, const char *path);

/* What the configuration says of tables; NULL when it says nothing. */
const struct tt_table_sizes *tt_config_table_sizes(const struct tt_config_homes *homes,
                                                   struct tt_str config_file);

#endif
