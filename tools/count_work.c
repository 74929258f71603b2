/*
 * Counts the work that files take, as nothing else on the machine can change it:
 *
 *   count-work FILE... [+ FILE...]...
 *
 * The files up to each + are one history, and there is a line for each: how many comparisons
 * checking all of it comes to, how many replaying it for "tiptoe effects", and how many bytes
 * the first takes from the heap, all in all. clang's -fsanitize=fuzzer-no-link has each
 * comparison call one of the functions below; in any other build there are none, and exit
 * status 77.
 */
#include <sanitizer/allocator_interface.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "lint/replay.h"
#include "tiptoe.h"

enum { SKIPPED = 77 };

/* SQL is read on one thread at a time. */
static unsigned long long comparisons, bytes;

/* Named by the compiler. */
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
#define COUNT(name, type)                                                                      \
    void __sanitizer_cov_trace_##name(type a, type b);                                         \
    void __sanitizer_cov_trace_##name(type a, type b)                                          \
    {                                                                                          \
        (void)a;                                                                               \
        (void)b;                                                                               \
        comparisons++;                                                                         \
    }
COUNT(cmp1, uint8_t)
COUNT(cmp2, uint16_t)
COUNT(cmp4, uint32_t)
COUNT(cmp8, uint64_t)
COUNT(const_cmp1, uint8_t)
COUNT(const_cmp2, uint16_t)
COUNT(const_cmp4, uint32_t)
COUNT(const_cmp8, uint64_t)
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static void on_malloc(const volatile void *taken, size_t size)
{
    (void)taken;
    bytes += size;
}

static void on_free(const volatile void *given)
{
    (void)given;
}

struct history {
    struct tt_file *files;
    int count;
    struct tt_linter *linter;
};

static void on_finding(const struct tt_finding *finding, void *user)
{
    (void)finding;
    (void)user;
}

static void check(void *user)
{
    const struct history *history = user;
    struct tt_session *session = tt_session_create(history->linter);
    struct tt_file_report report;
    for (int i = 0; i < history->count; i++) {
        tt_session_check(session, &history->files[i], on_finding, NULL, &report);
    }
    tt_session_destroy(session);
}

static void replay(void *user)
{
    const struct history *history = user;
    const struct tt_onlooker nobody = {0};
    struct tt_replay replay;
    tt_replay_init(&replay, 0);
    replay.whole = true;
    for (int i = 0; i < history->count; i++) {
        struct tt_arena arena = {0};
        struct tt_source source;
        tt_source_init(&source, &arena, history->files[i].path, history->files[i].text);
        tt_replay_file(&replay, &history->files[i], &source, &nobody);
        tt_arena_release(&arena);
    }
    tt_replay_finish(&replay);
}

static unsigned long long count(void (*work)(void *user), struct history *history)
{
    comparisons = bytes = 0;
    tt_with_deep_stack(work, history);
    return comparisons;
}

static bool count_history(char **paths, int path_count, struct tt_linter *linter)
{
    struct tt_arena arena = {0};
    struct tt_error error;
    struct history history = {tt_new_array(&arena, struct tt_file, (size_t)path_count),
                              path_count, linter};
    for (int i = 0; i < path_count; i++) {
        history.files[i].path = tt_str_from(paths[i]);
        if (!tt_file_read(&arena, paths[i], &history.files[i].text, &error)) {
            (void)fprintf(stderr, "count-work: %s: %s\n", paths[i], error.message);
            return false;
        }
    }
    unsigned long long effects = count(replay, &history);
    unsigned long long checked = count(check, &history);
    printf("%llu %llu %llu\n", checked, effects, bytes);
    tt_arena_release(&arena);
    return checked > 0;
}

int main(int argc, char **argv)
{
    const struct tt_options options = {0};
    struct tt_error error;
    struct tt_linter *linter = tt_linter_create(&options, &error);
    bool counted = __sanitizer_install_malloc_and_free_hooks(on_malloc, on_free) > 0;
    for (int start = 1, end; start < argc && counted; start = end + 1) {
        for (end = start; end < argc && strcmp(argv[end], "+") != 0; end++) {
        }
        counted = count_history(argv + start, end - start, linter);
    }
    tt_linter_destroy(linter);
    return counted ? 0 : SKIPPED;
}
