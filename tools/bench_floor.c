/*
 * The floor for the speed of anything on libpg_query: its raw parse of each
 * file named, as a whole, with no tree handed out. tools/bench runs it.
 *
 * Prints how many files, bytes and statements it read. A file that does not
 * parse is a failure, for it would make a floor out of the lines before the error.
 */
#include <pg_query.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct tally {
    size_t files;
    size_t bytes;
    size_t statements;
};

/* The file's bytes and a zero; NULL when it cannot be read. */
static char *read_all(const char *path, size_t *ret_len)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0) {
        size = ftell(file);
        rewind(file);
    }
    if (size >= 0) {
        text = malloc((size_t)size + 1);
    }
    if (text && fread(text, 1, (size_t)size, file) == (size_t)size) {
        text[size] = '\0';
        *ret_len = (size_t)size;
    } else {
        free(text);
        text = NULL;
    }
    if (file) {
        (void)fclose(file);
    }
    return text;
}

static bool parse_file(const char *path, struct tally *tally)
{
    size_t len = 0;
    char *text = read_all(path, &len);
    if (!text) {
        (void)fprintf(stderr, "bench-floor: cannot read %s\n", path);
        return false;
    }
    PgQuerySplitResult result = pg_query_split_with_parser(text);
    bool parsed = !result.error;
    if (parsed) {
        tally->files++;
        tally->bytes += len;
        tally->statements += (size_t)result.n_stmts;
    } else {
        (void)fprintf(stderr, "bench-floor: %s: %s\n", path, result.error->message);
    }
    pg_query_free_split_result(result);
    free(text);
    return parsed;
}

int main(int argc, char **argv)
{
    struct tally tally = {0};
    for (int i = 1; i < argc; i++) {
        if (!parse_file(argv[i], &tally)) {
            return 2;
        }
    }
    printf("%zu %zu %zu\n", tally.files, tally.bytes, tally.statements);
    return tally.files > 0 ? 0 : 2;
}
