/* Who may see and change what: grants to everyone, and row security. */
#include "model/access.h"

#include "model/alter.h"

static bool names_public(const struct tt_node *grant)
{
    const struct tt_node *each = tt_node_first(tt_node_get(grant, "grantees"));
    for (; each; each = tt_node_next(each)) {
        if (tt_node_text_is(tt_node_as(each, "RoleSpec"), "roletype", "ROLESPEC_PUBLIC")) {
            return true;
        }
    }
    return false;
}

/* ALL comes without a list. */
static bool gives(const struct tt_node *grant, const char *privilege)
{
    const struct tt_node *list = tt_node_get(grant, "privileges");
    for (const struct tt_node *each = tt_node_first(list); each; each = tt_node_next(each)) {
        if (tt_node_text_is(tt_node_as(each, "AccessPriv"), "priv_name", privilege)) {
            return true;
        }
    }
    return !list;
}

void tt_note_public(struct tt_step *step, const struct tt_node *grant)
{
    bool tables = tt_node_text_is(grant, "objtype", "OBJECT_TABLE");
    bool schemas = tt_node_text_is(grant, "objtype", "OBJECT_SCHEMA");
    if (!tt_node_flag(grant, "is_grant") || !names_public(grant) ||
        !(tables || (schemas && gives(grant, "create")))) {
        return;
    }
    struct tt_change *change = tt_add_change(step, TT_CHANGE_GRANT_PUBLIC,
                                             tables ? TT_OBJECT_TABLE : TT_OBJECT_SCHEMA, NULL);
    change->certainty = TT_PROVED;
}

void tt_step_default_privileges(struct tt_step *step)
{
    tt_note_public(step, tt_node_get(step->node, "action"));
}

/* ENABLE and DISABLE ROW LEVEL SECURITY. */
void tt_alter_row_security(struct tt_step *step, struct tt_relation *relation,
                           const struct tt_node *command)
{
    bool on = tt_node_text_is(command, "subtype", "AT_EnableRowSecurity");
    (void)tt_add_change(step, on ? TT_CHANGE_ROW_SECURITY_ON : TT_CHANGE_ROW_SECURITY_OFF,
                        TT_OBJECT_TABLE, relation);
}
