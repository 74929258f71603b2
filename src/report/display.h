/* Text as a terminal shows it: how wide it is, and nothing that moves the cursor. */
#ifndef REPORT_DISPLAY_H
#define REPORT_DISPLAY_H

#include <stdint.h>

#include "base/sink.h"
#include "tiptoe.h"

struct tt_arena;

/* Whether a character acts on a terminal, or reorders what a reader sees. */
bool tt_display_is_unsafe(uint32_t code);

/*
 * Whether an order to a CI service's runner begins there, which it takes from a line of its log
 * wherever it stands: GitHub's "##[", "##vso[" of Azure Pipelines, "##teamcity[".
 */
bool tt_display_is_order(struct tt_str text, size_t at);

/* One character of a source line, ready to be printed. */
struct tt_glyph {
    struct tt_str bytes; /* what to print: itself, or a stand-in */
    unsigned width;      /* columns: 0 for a combining mark, 2 for a wide character */
    size_t eaten;        /* bytes of the text */
};

/* Control characters, bytes that are not UTF-8 and what begins an order come out as U+FFFD. */
struct tt_glyph tt_glyph_at(struct tt_str text, size_t at);
/* How many of its first bytes show as they are, one column each. */
size_t tt_display_plain(struct tt_str text);
unsigned tt_display_width(struct tt_str text);
void tt_display(struct tt_sink *sink, struct tt_str text);
/* The same of a path that begins a line, which must not pass for an order of the form "::". */
void tt_display_path(struct tt_sink *sink, struct tt_str path);
/* The same as a string, in the arena where it is not `text` itself. */
struct tt_str tt_displayed(struct tt_arena *arena, struct tt_str text);

/* Shows SQL and patches, meant for programs, to whoever looks at them: lines and tabs stay. */
struct tt_display_sink {
    struct tt_sink sink; /* first, so that the sink is this */
    struct tt_sink *to;
};

void tt_display_sink_init(struct tt_display_sink *display, struct tt_sink *to);

/*
 * Prints words, and starts a new line of `indent` blanks before one that would
 * go past `width`. `used` columns of the first line are taken already.
 */
void tt_display_wrapped(struct tt_sink *sink, struct tt_str text, unsigned used,
                        unsigned indent, unsigned width);

#endif
