#include "cli/program.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

extern char **environ;

static bool start(const char *const *argv, const int pipe_ends[2], pid_t *ret_pid)
{
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return false;
    }
    (void)posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    (void)posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    (void)posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    (void)posix_spawn_file_actions_addclose(&actions, pipe_ends[0]);
    (void)posix_spawn_file_actions_addclose(&actions, pipe_ends[1]);
    /* It changes none of the words, though its type does not say so. */
    char *const *words = (char *const *)(uintptr_t)argv; // NOLINT(performance-no-int-to-ptr)
    int failure = posix_spawnp(ret_pid, argv[0], &actions, NULL, words, environ);
    (void)posix_spawn_file_actions_destroy(&actions);
    return failure == 0;
}

static bool ended_well(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) {
            return false;
        }
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool tt_program_run(struct tt_arena *arena, const char *const *argv, struct tt_str *ret_output)
{
    int ends[2];
    pid_t pid = 0;
    struct tt_error error;
    if (pipe(ends) != 0) {
        return false;
    }
    bool started = start(argv, ends, &pid);
    (void)close(ends[1]);
    bool read = started && tt_file_read_fd(arena, ends[0], ret_output, &error);
    (void)close(ends[0]);
    return started && ended_well(pid) && read;
}

const char *tt_program_line(struct tt_arena *arena, struct tt_str output)
{
    size_t len = output.len > 0 ? output.len - 1 : 0;
    return tt_str_copy(arena, tt_str_slice(output, 0, len)).ptr;
}
