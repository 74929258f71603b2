/*
 * Libraries that run out of memory end the program as its own code does. libpg_query would
 * print pages of figures, and exit with the status that means findings; to cJSON a document
 * without room is one with a mistake in it. The linker's --wrap leads malloc here, in all that
 * is linked statically.
 */
#include "cli/memory.h"

#include <cjson/cJSON.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static void *or_end(void *memory)
{
    if (!memory) {
        tt_out_of_memory();
    }
    return memory;
}

#ifdef TIPTOE_WRAPS_MALLOC

/* The names are the linker's. NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl*) */
void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *old, size_t bytes);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *old, size_t bytes);
char *__wrap_strdup(const char *text);

void *__wrap_malloc(size_t bytes)
{
    return or_end(__real_malloc(bytes > 0 ? bytes : 1));
}

void *__wrap_calloc(size_t count, size_t bytes)
{
    return or_end(__real_calloc(count > 0 ? count : 1, bytes > 0 ? bytes : 1));
}

void *__wrap_realloc(void *old, size_t bytes)
{
    return or_end(__real_realloc(old, bytes > 0 ? bytes : 1));
}

char *__wrap_strdup(const char *text)
{
    return or_end(__real_strdup(text));
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl*) */

#endif

static void *take(size_t bytes)
{
    return or_end(malloc(bytes > 0 ? bytes : 1));
}

void tt_memory_ends_the_program(void)
{
    cJSON_InitHooks(&(cJSON_Hooks){take, free});
}
