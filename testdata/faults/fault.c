/*
 * Preloaded into the program under test, so that a call of the C library fails as it would on
 * a bad day: FAULT=alloc:17 has the 17th allocation fail, alloc:17+ that and all behind it,
 * write:3:28 the third write with errno 28; read:short has every read end early or be
 * interrupted; path:13:db/1.sql has nobody open db/1.sql. FAULT_COUNTS names a file that is
 * told how often each kind was called.
 */
/* The names are the C library's. NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl*) */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <regex.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum kind { ALLOC, READ, WRITE, OPEN, READDIR, STAT, CLOSE, RENAME, START, KINDS };

static const char *const names[KINDS] = {
    [ALLOC] = "alloc", [READ] = "read",       [WRITE] = "write",
    [OPEN] = "open",   [READDIR] = "readdir", [STAT] = "stat",
    [CLOSE] = "close", [RENAME] = "rename",   [START] = "start",
};
static const int usual_errno[KINDS] = {
    [ALLOC] = ENOMEM, [READ] = EIO,  [WRITE] = ENOSPC,  [OPEN] = EACCES,  [READDIR] = EIO,
    [STAT] = EIO,     [CLOSE] = EIO, [RENAME] = EACCES, [START] = EAGAIN,
};

static atomic_ulong calls[KINDS];
static unsigned long fails_from[KINDS], fails_to[KINDS];
static int fails_with[KINDS];
static _Bool is_short[KINDS];
static const char *closed_path;
static int closed_with;
static _Thread_local _Bool in_regcomp, regcomp_fails;

/* What the C library itself has for these names. */
extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);
extern void *__libc_realloc(void *old, size_t bytes);

static void take_order(const char *order)
{
    if (strncmp(order, "path:", 5) == 0) {
        char *end;
        closed_with = (int)strtol(order + 5, &end, 10);
        closed_path = end + 1;
        return;
    }
    for (int kind = 0; kind < KINDS; kind++) {
        size_t len = strlen(names[kind]);
        if (strncmp(order, names[kind], len) == 0 && order[len] == ':') {
            char *end;
            is_short[kind] = strcmp(order + len + 1, "short") == 0;
            fails_from[kind] = strtoul(order + len + 1, &end, 10);
            fails_to[kind] = *end == '+' ? (unsigned long)-1 : fails_from[kind];
            end += *end == '+';
            fails_with[kind] = *end == ':' ? (int)strtol(end + 1, NULL, 10) : usual_errno[kind];
        }
    }
}

__attribute__((constructor)) static void begin(void)
{
    const char *order = getenv("FAULT");
    for (int kind = 0; kind < KINDS; kind++) {
        calls[kind] = 0; /* what the loader did is not the program's */
    }
    /* What the program starts is left alone. */
    (void)unsetenv("LD_PRELOAD");
    if (order) {
        take_order(order);
    }
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("FAULT_COUNTS");
    FILE *file = path ? fopen(path, "we") : NULL;
    unsigned long counted[KINDS];
    for (int kind = 0; kind < KINDS; kind++) {
        counted[kind] = calls[kind];
    }
    for (int kind = 0; file && kind < KINDS; kind++) {
        (void)fprintf(file, "%s %lu\n", names[kind], counted[kind]);
    }
    if (file) {
        (void)fclose(file);
    }
}

static _Bool fails(enum kind kind)
{
    unsigned long number = ++calls[kind];
    if (fails_from[kind] == 0 || number < fails_from[kind] || number > fails_to[kind]) {
        return 0;
    }
    errno = fails_with[kind];
    return 1;
}

/* How many of `bytes` a call does that ends early; 0 when it is interrupted. */
static size_t cut_short(enum kind kind, size_t bytes)
{
    unsigned long number = calls[kind];
    size_t most = 1 + number * 7 % 61;
    return !is_short[kind] ? bytes : number % 3 == 0 ? 0 : most < bytes ? most : bytes;
}

/* The next one of that name, behind this. */
#define NEXT(name) (__extension__(__typeof__(&name)) dlsym(RTLD_NEXT, #name))

static _Bool lacks_memory(void)
{
    _Bool lacks = fails(ALLOC);
    regcomp_fails = regcomp_fails || lacks;
    return lacks && !in_regcomp;
}

void *malloc(size_t bytes)
{
    return lacks_memory() ? NULL : __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes)
{
    return lacks_memory() ? NULL : __libc_calloc(count, bytes);
}

void *realloc(void *old, size_t bytes)
{
    return lacks_memory() ? NULL : __libc_realloc(old, bytes);
}

/* It fails as a whole: glibc 2.36 frees some memory twice when it gets none in the middle. */
int regcomp(regex_t *regex, const char *pattern, int flags)
{
    in_regcomp = 1;
    regcomp_fails = 0;
    int failure = NEXT(regcomp)(regex, pattern, flags);
    in_regcomp = 0;
    if (regcomp_fails && failure == 0) {
        regfree(regex);
    }
    return regcomp_fails ? REG_ESPACE : failure;
}

static ssize_t do_read(int fd, void *bytes, size_t count)
{
    if (fails(READ)) {
        return -1;
    }
    size_t step = cut_short(READ, count);
    if (step == 0 && count > 0) {
        errno = EINTR;
        return -1;
    }
    return NEXT(read)(fd, bytes, step);
}

ssize_t read(int fd, void *bytes, size_t count)
{
    return do_read(fd, bytes, count);
}

/* As hardened builds call it. */
ssize_t __read_chk(int fd, void *bytes, size_t count, size_t room);
ssize_t __read_chk(int fd, void *bytes, size_t count, size_t room)
{
    if (count > room) {
        abort();
    }
    return do_read(fd, bytes, count);
}

ssize_t write(int fd, const void *bytes, size_t count)
{
    /* What is told on standard error is how a failure is judged. */
    if (fd == STDERR_FILENO) {
        return NEXT(write)(fd, bytes, count);
    }
    if (fails(WRITE)) {
        return -1;
    }
    size_t step = cut_short(WRITE, count);
    if (step == 0 && count > 0) {
        errno = EINTR;
        return -1;
    }
    return NEXT(write)(fd, bytes, step);
}

static _Bool cannot_open(const char *path)
{
    size_t len = strlen(path), end = closed_path ? strlen(closed_path) : 0;
    if (closed_path && len >= end && strcmp(path + len - end, closed_path) == 0) {
        errno = closed_with;
        return 1;
    }
    return fails(OPEN);
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    return cannot_open(path) ? -1 : NEXT(open)(path, flags, mode);
}

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return cannot_open(path) ? -1 : NEXT(open)(path, flags, 0);
}

int mkstemp(char *pattern)
{
    return fails(OPEN) ? -1 : NEXT(mkstemp)(pattern);
}

int pipe(int ends[2])
{
    return fails(OPEN) ? -1 : NEXT(pipe)(ends);
}

DIR *opendir(const char *path)
{
    return cannot_open(path) ? NULL : NEXT(opendir)(path);
}

struct dirent *readdir(DIR *folder)
{
    return fails(READDIR) ? NULL : NEXT(readdir)(folder);
}

int stat(const char *path, struct stat *status)
{
    return fails(STAT) ? -1 : NEXT(stat)(path, status);
}

int lstat(const char *path, struct stat *status)
{
    return fails(STAT) ? -1 : NEXT(lstat)(path, status);
}

int fstat(int fd, struct stat *status)
{
    return fails(STAT) ? -1 : NEXT(fstat)(fd, status);
}

int close(int fd)
{
    int done = NEXT(close)(fd);
    return fails(CLOSE) ? -1 : done;
}

int rename(const char *from, const char *to)
{
    return fails(RENAME) ? -1 : NEXT(rename)(from, to);
}

int fchmod(int fd, mode_t mode)
{
    return fails(RENAME) ? -1 : NEXT(fchmod)(fd, mode);
}

int poll(struct pollfd *fds, nfds_t count, int timeout)
{
    calls[READ]++;
    if (cut_short(READ, 1) == 0) {
        errno = EINTR;
        return -1;
    }
    return NEXT(poll)(fds, count, timeout);
}

pid_t waitpid(pid_t pid, int *status, int options)
{
    calls[READ]++;
    if (cut_short(READ, 1) == 0) {
        errno = EINTR;
        return -1;
    }
    return NEXT(waitpid)(pid, status, options);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*work)(void *),
                   void *argument)
{
    return fails(START) ? errno : NEXT(pthread_create)(thread, attributes, work, argument);
}

int posix_spawnp(pid_t *pid, const char *file, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const argv[], char *const envp[])
{
    return fails(START) ? errno
                        : NEXT(posix_spawnp)(pid, file, actions, attributes, argv, envp);
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl*) */
