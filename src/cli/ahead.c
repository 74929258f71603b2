#include "cli/ahead.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <unistd.h>

#include "base/file.h"
#include "sql/script.h"

enum {
    THREADS_MAX = 16,
    FILES_AHEAD = 16, /* at most, of the one that is judged */
    FILES_LOW = 8,    /* so few are ahead that it is worth to wake somebody */
    /* Trees take much memory: a larger file is parsed as it is judged. */
    PARSED_BYTES_MAX = 64 * 1024,
    AHEAD_BYTES_MAX = 1024 * 1024, /* of texts that are loaded and not judged yet */
    TRIM_BYTES = 64 * 1024 * 1024,
};

enum state {
    STATE_WAITING,
    STATE_TAKEN, /* by a thread that loads it */
    STATE_LOADED,
};

struct slot {
    enum state state;
    struct tt_loaded loaded;
};

struct tt_ahead {
    struct tt_ahead_options options;
    const struct tt_series *series;
    struct slot *slots; /* one for each migration */
    size_t next;        /* nobody has taken this one yet */
    size_t judged;      /* so many are behind us */
    size_t bytes;       /* of the texts loaded and not judged yet */
    bool stopped;
    size_t wanted;          /* the judge waits for this one, or for none that there is */
    pthread_mutex_t lock;   /* for all of the above that changes */
    pthread_cond_t arrived; /* what the judge waits for */
    pthread_cond_t room;    /* what the threads wait for */
    pthread_t threads[THREADS_MAX];
    size_t thread_count;
};

static bool is_stdin(const struct tt_ahead *ahead, long given)
{
    return given != TT_NOT_GIVEN && ahead->options.inputs->files.items[given].is_stdin;
}

static bool read_text(const struct tt_ahead *ahead, struct tt_loaded *loaded)
{
    const struct tt_texts *texts = ahead->options.texts;
    const struct tt_str *known = texts ? tt_map_get(&texts->texts, loaded->file.path) : NULL;
    loaded->is_known = known != NULL;
    if (known) {
        loaded->text = *known;
        return true;
    }
    return loaded->is_stdin ? tt_file_read_stdin(&loaded->arena, &loaded->text, &loaded->error)
                            : tt_file_read(&loaded->arena, loaded->file.path.ptr, &loaded->text,
                                           &loaded->error);
}

/* Standard input goes by the name that was said. */
static void load(const struct tt_ahead *ahead, size_t index)
{
    const struct tt_migration_file *migration = &ahead->series->migrations.items[index];
    struct tt_loaded *loaded = &ahead->slots[index].loaded;
    loaded->file.path = tt_str_from(migration->path);
    loaded->is_stdin = is_stdin(ahead, migration->given);
    loaded->failed = !read_text(ahead, loaded);
    if (!loaded->failed) {
        loaded->file.text = loaded->text;
        tt_project_cut(&loaded->arena, ahead->series, migration, &loaded->file);
    }
}

static void load_and_parse(const struct tt_ahead *ahead, size_t index)
{
    struct tt_loaded *loaded = &ahead->slots[index].loaded;
    load(ahead, index);
    if (!loaded->failed && loaded->file.text.len <= PARSED_BYTES_MAX) {
        loaded->file.reading = tt_reading_create(&loaded->file);
    }
}

/* With the lock held, also while the work is not: takes the next one, and does it. */
static void work_off_one(struct tt_ahead *ahead,
                         void (*work)(const struct tt_ahead *ahead, size_t index))
{
    size_t index = ahead->next++;
    ahead->slots[index].state = STATE_TAKEN;
    pthread_mutex_unlock(&ahead->lock);
    work(ahead, index);
    pthread_mutex_lock(&ahead->lock);
    ahead->slots[index].state = STATE_LOADED;
    ahead->bytes += ahead->slots[index].loaded.text.len;
    if (ahead->wanted == index) {
        pthread_cond_signal(&ahead->arrived);
    }
}

static bool has_work(const struct tt_ahead *ahead)
{
    bool has_room = ahead->next < ahead->judged + FILES_AHEAD && ahead->bytes < AHEAD_BYTES_MAX;
    return ahead->next < ahead->series->migrations.count &&
           (has_room || ahead->next == ahead->judged);
}

static void work_off_all(void *user)
{
    struct tt_ahead *ahead = user;
    pthread_mutex_lock(&ahead->lock);
    while (!ahead->stopped && ahead->next < ahead->series->migrations.count) {
        if (has_work(ahead)) {
            work_off_one(ahead, load_and_parse);
        } else {
            pthread_cond_wait(&ahead->room, &ahead->lock);
        }
    }
    pthread_mutex_unlock(&ahead->lock);
}

static void *run_thread(void *user)
{
    tt_with_deep_stack(work_off_all, user);
    return NULL;
}

/* A thread costs about what a dozen files do. */
static size_t threads_worth(size_t files, unsigned jobs)
{
    long cores = jobs > 0 ? (long)jobs : sysconf(_SC_NPROCESSORS_ONLN);
    size_t all = cores < 1 ? 1 : cores > THREADS_MAX ? THREADS_MAX : (size_t)cores;
    size_t fed = files / 16 + 1;
    return (all < fed ? all : fed) - 1;
}

static void start_threads(struct tt_ahead *ahead)
{
    size_t wanted = threads_worth(ahead->series->migrations.count, ahead->options.jobs);
#ifdef M_TRIM_THRESHOLD
    /* Memory that goes from thread to thread is not given back and asked for again. */
    if (wanted > 0) {
        (void)mallopt(M_TRIM_THRESHOLD, TRIM_BYTES);
    }
#endif
    while (ahead->thread_count < wanted &&
           pthread_create(&ahead->threads[ahead->thread_count], NULL, run_thread, ahead) == 0) {
        ahead->thread_count++;
    }
}

struct tt_ahead *tt_ahead_start(const struct tt_ahead_options *options)
{
    struct tt_ahead *ahead = calloc(1, sizeof(*ahead));
    struct slot *slots = calloc(options->series->migrations.count + 1, sizeof(*slots));
    if (!ahead || !slots) {
        tt_out_of_memory();
    }
    ahead->options = *options;
    ahead->series = options->series;
    ahead->slots = slots;
    ahead->wanted = SIZE_MAX;
    pthread_mutex_init(&ahead->lock, NULL);
    pthread_cond_init(&ahead->arrived, NULL);
    pthread_cond_init(&ahead->room, NULL);
    start_threads(ahead);
    return ahead;
}

struct tt_loaded *tt_ahead_take(struct tt_ahead *ahead, size_t index)
{
    struct slot *slot = &ahead->slots[index];
    pthread_mutex_lock(&ahead->lock);
    while (slot->state != STATE_LOADED) {
        if (has_work(ahead)) {
            /* Who waits helps; what is needed now is parsed as it is judged. */
            work_off_one(ahead, ahead->next == index ? load : load_and_parse);
        } else {
            ahead->wanted = index;
            pthread_cond_wait(&ahead->arrived, &ahead->lock);
        }
    }
    ahead->wanted = SIZE_MAX;
    pthread_mutex_unlock(&ahead->lock);
    return &slot->loaded;
}

static void free_loaded(struct tt_loaded *loaded)
{
    tt_reading_destroy(loaded->file.reading);
    tt_arena_release(&loaded->arena);
    *loaded = (struct tt_loaded){0};
}

void tt_ahead_drop(struct tt_ahead *ahead, size_t index)
{
    size_t bytes = ahead->slots[index].loaded.text.len;
    free_loaded(&ahead->slots[index].loaded);
    pthread_mutex_lock(&ahead->lock);
    ahead->bytes -= bytes;
    ahead->judged = index + 1;
    /* Not for each file: to wake up costs as much as a small one. */
    if (has_work(ahead) && ahead->next <= ahead->judged + FILES_LOW) {
        pthread_cond_broadcast(&ahead->room);
    }
    pthread_mutex_unlock(&ahead->lock);
}

void tt_ahead_finish(struct tt_ahead *ahead)
{
    pthread_mutex_lock(&ahead->lock);
    ahead->stopped = true;
    pthread_cond_broadcast(&ahead->room);
    pthread_mutex_unlock(&ahead->lock);
    for (size_t i = 0; i < ahead->thread_count; i++) {
        pthread_join(ahead->threads[i], NULL);
    }
    for (size_t i = 0; i < ahead->series->migrations.count; i++) {
        free_loaded(&ahead->slots[i].loaded);
    }
    pthread_cond_destroy(&ahead->arrived);
    pthread_cond_destroy(&ahead->room);
    pthread_mutex_destroy(&ahead->lock);
    free(ahead->slots);
    free(ahead);
}
