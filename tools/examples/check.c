/*
 * Checks migrations in the order given, and says what each would block or break.
 *
 *   cc check.c -o check $(pkg-config --cflags --libs tiptoe)
 *   ./check 1.sql 2.sql
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiptoe.h>

static void on_finding(const struct tt_finding *found, void *user)
{
    size_t *errors = user;
    *errors += found->severity == TT_ERROR;
    printf("%.*s:%u:%u: %s: %.*s [%.*s]\n", (int)found->place.path.len, found->place.path.ptr,
           found->place.start.line, found->place.start.column, tt_levels[found->severity],
           (int)found->message.len, found->message.ptr, (int)found->rule.len, found->rule.ptr);
}

static bool check(struct tt_session *session, const char *path, size_t *errors)
{
    static char text[1 << 20];
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return false;
    }
    struct tt_file migration = {
        .path = {path, strlen(path)},
        .text = {text, fread(text, 1, sizeof(text), file)},
    };
    fclose(file);
    tt_session_check(session, &migration, on_finding, errors, NULL);
    return true;
}

int main(int argc, char **argv)
{
    struct tt_options options = {.pg_version = 16};
    struct tt_error error;
    struct tt_linter *linter = tt_linter_create(&options, &error);
    if (!linter) {
        fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }
    struct tt_session *session = tt_session_create(linter);
    size_t errors = 0;
    for (int i = 1; i < argc; i++) {
        errors += !check(session, argv[i], &errors);
    }
    tt_session_destroy(session);
    tt_linter_destroy(linter);
    return errors > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
