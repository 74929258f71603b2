/* Feeds bytes to the reader of .tiptoe.json: each mistake has a place in the file, and is told.
 */
#include "base/arena.h"
#include "base/str.h"
#include "fuzz.h"
#include "scope/config_home.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tt_arena arena = {0};
    struct tt_config config = {0};
    struct tt_config_terms terms = tt_config_terms_of(&arena);
    struct tt_str text = {(const char *)data, size};
    tt_config_read(&config, &arena, TT_STR(TT_CONFIG_NAME), text, &terms);
    for (size_t i = 0; i < config.errors.count; i++) {
        const struct tt_config_error *error = &config.errors.items[i];
        require(error->at.offset <= size && error->at.line >= 1 && error->at.column >= 1);
        require(error->message.len > 0);
        require(i == 0 || config.errors.items[i - 1].at.offset <= error->at.offset);
    }
    tt_arena_release(&arena);
    return 0;
}
