/* What the terminal at the other end can show. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>

enum tt_color {
    TT_COLOR_AUTO,
    TT_COLOR_ALWAYS,
    TT_COLOR_NEVER,
};

/* `fd` is where the text goes. NO_COLOR, CLICOLOR_FORCE and TERM decide when asked for auto. */
bool tt_terminal_color(enum tt_color wanted, int fd);
/* Its columns, or 0 when it is no terminal. */
unsigned tt_terminal_width(int fd);
/* The same, but no more than people like to read. */
unsigned tt_terminal_text_width(int fd);

#endif
