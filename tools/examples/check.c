/*
 * Checks files as their migration tool would run them: tells what each statement locks so that
 * queries wait, and what tiptoe finds.
 *
 *   cc check.c -o check $(pkg-config --cflags --libs tiptoe)
 *   ./check db/migrations/0042_orders.sql
 */
#include <stdio.h>
#include <stdlib.h>
#include <tiptoe.h>

#define STR(text) (int)(text).len, (text).ptr

static void on_effects(const struct tt_effects *effects, void *user)
{
    (void)user;
    for (size_t i = 0; i < effects->lock_count; i++) {
        const struct tt_lock_effect *lock = &effects->locks[i];
        if (lock->blocks_writes) {
            printf("%.*s:%u: %.*s takes %.*s on %.*s\n", STR(effects->place.path),
                   effects->place.start.line, STR(effects->statement), STR(lock->mode),
                   STR(lock->relation));
        }
    }
}

static void on_finding(const struct tt_finding *finding, void *user)
{
    size_t *errors = user;
    *errors += finding->severity == TT_ERROR && !finding->suppressed;
    printf("%.*s:%u: %s: %.*s [%.*s]\n", STR(finding->place.path), finding->place.start.line,
           tt_severity_name(finding->severity), STR(finding->message), STR(finding->rule));
}

int main(int argc, char **argv)
{
    const char *const ignored[] = {"lock-timeout-missing"};
    struct tt_options options = {.pg_version = 16, .ignore = ignored, .ignore_count = 1};
    struct tt_error error;
    struct tt_linter *linter = tt_linter_create(&options, &error);
    if (!linter) {
        fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }
    size_t errors = 0;
    struct tt_receiver receiver = {
        .on_finding = on_finding, .on_effects = on_effects, .user = &errors};
    const char *const *paths = (const char *const *)(argv + 1);
    bool read = tt_check_files(linter, paths, (size_t)argc - 1, &receiver, &error);
    if (!read) {
        fprintf(stderr, "%s\n", error.message);
    }
    tt_linter_destroy(linter);
    return read && errors == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
