#include "model/options.h"

#include "base/str.h"

const struct tt_node *tt_find_option(const struct tt_node *options, const char *name)
{
    const struct tt_node *found = NULL;
    for (const struct tt_node *each = tt_node_first(options); each; each = tt_node_next(each)) {
        const struct tt_node *option = tt_node_as(each, "DefElem");
        found = tt_node_text_is(option, "defname", name) ? option : found;
    }
    return found;
}

struct tt_str tt_option_text(const struct tt_node *options, const char *name)
{
    const struct tt_node *arg = tt_node_get(tt_find_option(options, name), "arg");
    const struct tt_node *type = tt_node_as(arg, "TypeName"); /* a bare word may be one */
    return type ? tt_node_string(tt_node_last(tt_node_get(type, "names")))
                : tt_node_text(tt_node_as(arg, "String"), "sval");
}

bool tt_option_flag(const struct tt_node *options, const char *name, bool otherwise)
{
    const struct tt_node *option = tt_find_option(options, name);
    const struct tt_node *arg = tt_node_get(option, "arg");
    const struct tt_node *number = tt_node_as(arg, "Integer");
    const struct tt_node *boolean = tt_node_as(arg, "Boolean");
    struct tt_str text = tt_option_text(options, name);
    if (!option || !arg) {
        return option ? true : otherwise;
    }
    if (number || boolean) {
        return number ? tt_node_int(number, "ival", 0) != 0 : tt_node_flag(boolean, "boolval");
    }
    return !tt_str_equal_nocase(text, TT_STR("false")) &&
           !tt_str_equal_nocase(text, TT_STR("off")) && !tt_str_is(text, "0");
}
