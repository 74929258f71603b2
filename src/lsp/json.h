/* JSON as the protocol has it. Whatever a client sends, reading it never fails: it is absent.
 */
#ifndef LSP_JSON_H
#define LSP_JSON_H

#include <cJSON.h>

#include "tiptoe.h"

struct tt_arena;

/* NULL when it is no JSON. */
cJSON *tt_lsp_parse(struct tt_arena *arena, struct tt_str bytes);

/* The member's member, and so on; NULL where one is missing. Ends with NULL. */
const cJSON *tt_lsp_get(const cJSON *object, ...) __attribute__((sentinel));
/* Empty when it is no string. */
struct tt_str tt_lsp_text(const cJSON *object, const char *key);
/* False when it is no whole number from 0 to 2^31 - 1. */
bool tt_lsp_number(const cJSON *object, const char *key, size_t *ret_number);
/* `otherwise` when it is no boolean. */
bool tt_lsp_flag(const cJSON *object, const char *key, bool otherwise);

/* As a string that is valid, whatever the bytes. */
cJSON *tt_lsp_string(struct tt_str text);
void tt_lsp_add_text(cJSON *object, const char *key, struct tt_str text);
void tt_lsp_add_number(cJSON *object, const char *key, size_t number);

#endif
