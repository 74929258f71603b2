#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* As no-color.org and bixense.com/clicolors have it: set, and not empty. */
static bool is_set(const char *value)
{
    return value && value[0] != '\0';
}

bool tt_terminal_color(enum tt_color wanted, int fd)
{
    if (wanted != TT_COLOR_AUTO) {
        return wanted == TT_COLOR_ALWAYS;
    }
    if (is_set(getenv("NO_COLOR"))) {
        return false;
    }
    const char *force = getenv("CLICOLOR_FORCE");
    if (is_set(force) && strcmp(force, "0") != 0) {
        return true;
    }
    const char *term = getenv("TERM");
    return isatty(fd) && term && strcmp(term, "dumb") != 0;
}

unsigned tt_terminal_width(int fd)
{
    struct winsize size;
    if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0) {
        return 0;
    }
    return size.ws_col;
}

unsigned tt_terminal_text_width(int fd)
{
    enum { COLUMNS_MAX = 96 };
    unsigned width = tt_terminal_width(fd);
    return width < COLUMNS_MAX ? width : COLUMNS_MAX;
}
