/*
 * Runs a command once, its output thrown away, and prints what it took:
 * CPU and wall microseconds, peak KiB, exit status. tools/bench runs it.
 *
 * Linux counts the memory of whoever starts a process into that process's peak,
 * so Python would never see less than its own size. This program has next to none.
 */
/* For wait4 and environ. */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(struct timeval time)
{
    return time.tv_sec * 1000000LL + time.tv_usec;
}

static long long now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

int main(int argc, char **argv)
{
    posix_spawn_file_actions_t actions;
    struct rusage used;
    pid_t child = 0;
    int status = 0;
    if (argc < 2 || posix_spawn_file_actions_init(&actions) != 0 ||
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) !=
            0 ||
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO) != 0) {
        return 2;
    }
    long long start = now();
    if (posix_spawnp(&child, argv[1], &actions, NULL, argv + 1, environ) != 0 ||
        wait4(child, &status, 0, &used) != child) {
        (void)fprintf(stderr, "bench-run: cannot run %s\n", argv[1]);
        return 2;
    }
    long long end = now();
    posix_spawn_file_actions_destroy(&actions);
    printf("%lld %lld %ld %d\n", microseconds(used.ru_utime) + microseconds(used.ru_stime),
           end - start, used.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
    return 0;
}
