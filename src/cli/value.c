#include "cli/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/guess.h"
#include "base/str.h"
#include "model/version.h"

int tt_choose(struct tt_arena *arena, const char *option, const char *value,
              const char *const *names, struct tt_error *error)
{
    struct tt_guess guess = {.word = value};
    const char *list = "";
    for (int i = 0; names[i]; i++) {
        if (strcmp(value, names[i]) == 0) {
            return i;
        }
        tt_guess_offer(&guess, names[i]);
        list = tt_str_format(arena, "%s%s%s", list, i > 0 ? ", " : "", names[i]).ptr;
    }
    if (guess.best) {
        tt_refuse(error, "--%s cannot be \"%s\"; did you mean \"%s\"?", option, value,
                  guess.best);
    } else {
        tt_refuse(error, "--%s cannot be \"%s\"; it is one of %s", option, value, list);
    }
    return -1;
}

bool tt_read_format(const char *value, const char *other, bool *ret_json,
                    struct tt_error *error)
{
    *ret_json = strcmp(value, "json") == 0;
    return *ret_json || strcmp(value, other) == 0 ||
           tt_refuse(error, "--format cannot be \"%s\"; it is one of %s, json", value, other);
}

bool tt_read_pg_version(const char *value, int *ret_version, struct tt_error *error)
{
    char *end = NULL;
    long version = strtol(value, &end, 10);
    if (end == value || *end != '\0' || version < TT_PG_OLDEST || version > TT_PG_NEWEST) {
        return tt_refuse(error, "--pg-version cannot be \"%s\"; it is a number from %d to %d",
                         value, TT_PG_OLDEST, TT_PG_NEWEST);
    }
    *ret_version = (int)version;
    return true;
}

bool tt_read_layout(struct tt_arena *arena, const char *value,
                    const struct tt_layout **ret_layout, struct tt_error *error)
{
    const char **ids = tt_new_array(arena, const char *, tt_layout_count + 1);
    for (size_t i = 0; i < tt_layout_count; i++) {
        ids[i] = tt_layouts[i].id;
    }
    int chosen = tt_choose(arena, "layout", value, ids, error);
    *ret_layout = chosen < 0 ? NULL : &tt_layouts[chosen];
    return chosen >= 0;
}
