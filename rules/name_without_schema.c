/**
 * # Name without a schema
 *
 * Where CREATE puts a thing without a schema depends on search_path, and so on the
 * role and the tool that run the migration. Temporary tables are exempt.
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * CREATE TABLE users (id bigint PRIMARY KEY);
 * ```
 *
 * ## Safe
 *
 * ```sql
 * CREATE TABLE app.users (id bigint PRIMARY KEY);
 * ```
 */
#include "lint/rule.h"

static bool stands_in_schema(enum tt_object object)
{
    return object == TT_OBJECT_TABLE || object == TT_OBJECT_VIEW ||
           object == TT_OBJECT_MATERIALIZED_VIEW || object == TT_OBJECT_SEQUENCE ||
           object == TT_OBJECT_TYPE || object == TT_OBJECT_DOMAIN ||
           object == TT_OBJECT_FUNCTION || object == TT_OBJECT_PROCEDURE;
}

static void on_outcome(struct tt_check *check, const struct tt_outcome *outcome)
{
    const struct tt_change *change = outcome->changes.items;
    bool creates = outcome->changes.count > 0 && change->kind == TT_CHANGE_CREATE &&
                   !change->implied && stands_in_schema(change->object);
    bool temporary = creates && change->relation && change->relation->temporary;
    if (!creates || temporary ||
        tt_says_schema(tt_check_text(check, outcome->stmt->span), change->name.name)) {
        return;
    }
    struct tt_says says = tt_about_stmt(outcome);
    says.message = tt_str_format(tt_check_arena(check),
                                 "%s \"" TT_FMT
                                 "\" is made in whatever schema search_path leads to",
                                 tt_object_word(change->object), TT_ARG(change->name.name));
    says.hint = TT_STR("Say the schema before its name.");
    tt_report(check, says);
}

TT_RULE(name_without_schema) = {
    .summary = "CREATE without the name of a schema",
    .family = TT_FAMILY_STYLE,
    .since = "0.1.0",
    .same_as = "squawk:require-table-schema",
    .severity = TT_NOTICE,
    .preset = TT_PRESET_STYLE,
    .on_outcome = on_outcome,
};
