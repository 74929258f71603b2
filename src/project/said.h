/* Yes and no in files of settings, whatever form these have: properties, TOML, YAML, XML. */
#ifndef PROJECT_SAID_H
#define PROJECT_SAID_H

#include <stdbool.h>

#include "tiptoe.h"

struct tt_arena;

enum tt_said {
    TT_SAID_NOTHING,
    TT_SAID_YES,
    TT_SAID_NO,
};

/*
 * What the text says of a setting, last: its name in lower-case letters alone, since files
 * spell it transactional.lock, transactional-lock, transactionalLock or over two lines.
 */
enum tt_said tt_said_of(struct tt_str text, const char *setting);

/* Whether the name stands there at all. */
bool tt_mentions(struct tt_str text, const char *setting);

/* Without the lines that begin with # or !, for files that hold all settings as comments. */
struct tt_str tt_without_comments(struct tt_arena *arena, struct tt_str text);

#endif
