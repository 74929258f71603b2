/*
 * Linters on several threads: one that all of them share, and one of each thread's own, which
 * are made, used and destroyed at the same time. What each thread hears is what one alone
 * hears.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiptoe.h>

enum { THREADS = 6, ROUNDS = 12 };

struct worker {
    const struct tt_linter *shared;
    unsigned number;
    unsigned long heard;
};

static unsigned long add(unsigned long sum, struct tt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        sum = sum * 31 + (unsigned char)text.ptr[i];
    }
    return sum;
}

static void on_finding(const struct tt_finding *finding, void *user)
{
    struct worker *worker = user;
    worker->heard = add(add(worker->heard, finding->message), finding->hint);
}

static void on_effects(const struct tt_effects *effects, void *user)
{
    struct worker *worker = user;
    for (size_t i = 0; i < effects->lock_count; i++) {
        worker->heard = add(worker->heard, effects->locks[i].mode);
    }
}

static void check_history(struct worker *worker, const struct tt_linter *linter)
{
    struct tt_session *session = tt_session_create(linter);
    char text[512];
    tt_session_on_effects(session, on_effects, worker);
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct tt_str path = {"m.sql", 5};
        int len = snprintf(text, sizeof(text),
                           "CREATE TABLE t%u (a int, b text CHECK (b <> ''));\n"
                           "CREATE INDEX ON t%u (a);\nALTER TABLE t%u ALTER a TYPE bigint;\n"
                           "DO $$ BEGIN END $$; SELEC 1; DROP TABLE t%u;",
                           round, round / 2, round / 3, round / 4);
        struct tt_str sql = {text, (size_t)len};
        if (round % 3 == 0) {
            struct tt_file file = {.path = path, .text = sql};
            file.reading = tt_reading_create(&file);
            tt_session_check(session, &file, on_finding, worker, NULL);
            tt_reading_destroy(file.reading);
        } else {
            tt_session_check_text(session, path, sql, on_finding, worker);
        }
    }
    tt_session_destroy(session);
}

static void *work(void *user)
{
    struct worker *worker = user;
    struct tt_options options = {.pg_version = worker->number % 2 ? 17 : 0};
    struct tt_linter *own = tt_linter_create(&options, NULL);
    check_history(worker, worker->shared);
    check_history(worker, own);
    for (size_t i = 0; i < tt_rule_total(); i++) {
        worker->heard += strlen(tt_rule_at(i).docs);
    }
    tt_linter_destroy(own);
    return NULL;
}

int main(void)
{
    struct tt_linter *shared = tt_linter_create(NULL, NULL);
    struct worker alone[2] = {{shared, 0, 0}, {shared, 1, 0}}, workers[THREADS];
    pthread_t threads[THREADS];
    unsigned passed = 0, failed = 0;
    (void)work(&alone[0]);
    (void)work(&alone[1]);
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){shared, i, 0};
        if (pthread_create(&threads[i], NULL, work, &workers[i]) != 0) {
            puts("no thread can be started");
            return EXIT_FAILURE;
        }
    }
    for (unsigned i = 0; i < THREADS; i++) {
        (void)pthread_join(threads[i], NULL);
        bool same = workers[i].heard == alone[i % 2].heard;
        passed += same;
        failed += !same;
    }
    tt_linter_destroy(shared);
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
