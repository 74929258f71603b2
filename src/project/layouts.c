/*
 * The migration tools that are known. What each row says was read in the tool's
 * own repository; the comments name the place.
 */
#include "project/layout.h"

#include "base/str.h"
#include "project/cut.h"
#include "project/flyway.h"
#include "project/liquibase.h"
#include "project/list.h"

const struct tt_layout tt_layouts[] = {
    /* Files that nobody claims: psql runs them, or a tool that we don't know. */
    {
        .id = "plain",
        .names = "\\.[sS][qQ][lL]$",
        .versions = "^[0-9]+([._-][0-9]+)*",
        .downs = "(^|/)(down|undo|rollback|revert)\\.sql$|[._-](down|undo)\\.sql$|"
                 "(^|/)(revert|rollback|down)s?/",
        .others =
            "[._-](mysql|mariadb|mssql|sqlserver|oracle|sqlite3?|h2|hsqldb|derby|db2)\\.sql$",
        .order = TT_ORDER_NATURAL,
        .wrap = TT_WRAP_NONE,
        .send = TT_SEND_STATEMENTS,
    },

/* Of two that are as likely, the first one's is the folder; blank lines keep this order. */
#include "project/layout_java.def"

#include "project/layout_other.def"

#include "project/layout_rust.def"

#include "project/layout_go.def"

#include "project/layout_js.def"
};

const size_t tt_layout_count = sizeof(tt_layouts) / sizeof(tt_layouts[0]);

const struct tt_layout *tt_layout_find(struct tt_str id)
{
    for (size_t i = 0; i < tt_layout_count; i++) {
        if (tt_str_is(id, tt_layouts[i].id)) {
            return &tt_layouts[i];
        }
    }
    return NULL;
}
