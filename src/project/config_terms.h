/* The words that a configuration may hold where only some are right. */
#ifndef PROJECT_CONFIG_TERMS_H
#define PROJECT_CONFIG_TERMS_H

#include "project/config.h"

/*
 * False for a word that is none of the term's: then `ret_message` tells the likely right one.
 * `what` is what the message says of it: "\"format\"".
 */
bool tt_config_knows(struct tt_arena *arena, const struct tt_config_terms *terms,
                     enum tt_config_term term, const char *word, const char *what,
                     struct tt_str *ret_message);

#endif
