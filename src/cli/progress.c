#include "cli/progress.h"

#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

static const double patience = 0.5, interval = 0.1;

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void tt_progress_step(struct tt_progress *progress, size_t done, size_t total)
{
    double time = now();
    if (progress->started == 0) {
        progress->started = time;
    }
    if (time - progress->started < patience || time - progress->shown < interval ||
        !isatty(STDERR_FILENO)) {
        return;
    }
    struct tt_sink sink = tt_standard_error();
    tt_print(&sink, "\rtiptoe: %zu of %zu files", done, total);
    progress->shown = time;
    progress->visible = true;
}

void tt_progress_end(struct tt_progress *progress)
{
    if (progress->visible) {
        struct tt_sink sink = tt_standard_error();
        tt_print(&sink, "\r\033[K");
        progress->visible = false;
    }
}
