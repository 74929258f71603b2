#include "cli/actions.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/str.h"

enum { STOP_BYTES = 16 }; /* of the word that ends a stretch without commands */

bool tt_is_in_actions(void)
{
    const char *actions = getenv("GITHUB_ACTIONS");
    return actions && strcmp(actions, "true") == 0;
}

static struct tt_str stop_word(struct tt_arena *arena)
{
    char bytes[STOP_BYTES];
    size_t used = 0;
    struct tt_buffer word;
    if (!tt_file_read_head("/dev/urandom", bytes, sizeof(bytes), &used)) {
        return (struct tt_str){0};
    }
    tt_buffer_init(&word);
    tt_print(&word.sink, "tiptoe-");
    for (size_t i = 0; i < used; i++) {
        tt_print(&word.sink, "%02x", (unsigned char)bytes[i]);
    }
    struct tt_str kept = tt_str_copy(arena, tt_buffer_text(&word));
    tt_buffer_finish(&word);
    return kept;
}

struct tt_str tt_actions_hush(struct tt_arena *arena, struct tt_sink *sink)
{
    struct tt_str word = tt_is_in_actions() ? stop_word(arena) : (struct tt_str){0};
    if (word.len > 0) {
        tt_print(sink, "::stop-commands::" TT_FMT "\n", TT_ARG(word));
    }
    return word;
}

void tt_actions_heed(struct tt_sink *sink, struct tt_str word)
{
    if (word.len > 0) {
        tt_print(sink, "::" TT_FMT "::\n", TT_ARG(word));
    }
}
