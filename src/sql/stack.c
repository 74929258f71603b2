/* For pthread_getattr_np, which both glibc and musl have. */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

#include <pthread.h>

#include "sql/parse.h"
#include "sql/script.h"

/*
 * libpg_query 15 and 17 write their JSON with a recursion that no one bounds.
 * The pages of a stack are there only once they are touched, so a large one
 * costs nothing but addresses.
 */
enum {
    STACK_MIB = 512,
    STACK_MIB_MIN = 8,
    STACK_MIB_DEFAULT = 1, /* taken for granted where nothing can be asked */
    BYTES_PER_LEVEL = 256, /* twice what the hungriest level was seen to take */
};

static const size_t mib = 1048576;
static const size_t bytes_apart = 262144; /* for all that runs above and below the recursion */

struct job {
    void (*work)(void *user);
    void *user;
};

static void *run(void *argument)
{
    const struct job *job = argument;
    job->work(job->user);
    return NULL;
}

static bool run_on_stack(size_t bytes, struct job *job)
{
    pthread_attr_t attributes;
    pthread_t thread;
    if (pthread_attr_init(&attributes) != 0) {
        return false;
    }
    bool started = pthread_attr_setstacksize(&attributes, bytes) == 0 &&
                   pthread_create(&thread, &attributes, run, job) == 0;
    pthread_attr_destroy(&attributes);
    if (started) {
        pthread_join(thread, NULL);
    }
    return started;
}

void tt_with_deep_stack(void (*work)(void *user), void *user)
{
    struct job job = {work, user};
    for (size_t size = STACK_MIB; size >= STACK_MIB_MIN; size /= 2) {
        if (run_on_stack(size * mib, &job)) {
            return;
        }
    }
    /* Then on this one; tt_parse_depth_max asks what it has. */
    work(user);
}

size_t tt_parse_depth_max(void)
{
    pthread_attr_t attributes;
    void *lowest = NULL;
    size_t bytes = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        if (pthread_attr_getstack(&attributes, &lowest, &bytes) != 0) {
            bytes = 0;
        }
        pthread_attr_destroy(&attributes);
    }
    bytes = bytes > 0 ? bytes : STACK_MIB_DEFAULT * mib;
    return bytes > bytes_apart ? (bytes - bytes_apart) / BYTES_PER_LEVEL : 0;
}
