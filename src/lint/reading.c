#include "lint/reading.h"

#include <stdlib.h>

size_t tt_file_part_count(const struct tt_file *file)
{
    return file->part_count > 0 ? file->part_count : 1;
}

struct tt_part tt_file_part(const struct tt_file *file, size_t index)
{
    return file->part_count > 0 ? file->parts[index] : (struct tt_part){.end = file->text.len};
}

/* The source as if it ended with the part. */
static struct tt_source cut(const struct tt_source *source, const struct tt_part *part)
{
    struct tt_source own = *source;
    own.start = part->start > source->start ? part->start : source->start;
    if (part->end < source->end) {
        own.end = part->end;
        own.fault = TT_SOURCE_OK;
    }
    return own;
}

bool tt_part_reading_open(struct tt_part_reading *reading, const struct tt_file *file,
                          const struct tt_source *source, const struct tt_part *part)
{
    *reading = (struct tt_part_reading){.source = cut(source, part)};
    if (reading->source.start > reading->source.end || (part->down && file->is_history)) {
        return false;
    }
    reading->several = part->as_one_text && tt_has_company(&reading->source);
    reading->script = tt_script_open(&reading->arena, &reading->source);
    return true;
}

void tt_part_reading_close(struct tt_part_reading *reading)
{
    if (reading->script) {
        tt_script_close(reading->script);
    }
    tt_arena_release(&reading->arena);
}

struct tt_reading *tt_reading_create(const struct tt_file *file)
{
    struct tt_reading *reading = calloc(1, sizeof(*reading));
    if (!reading) {
        tt_out_of_memory();
    }
    tt_source_init(&reading->source, &reading->arena, file->path, file->text);
    reading->count = tt_file_part_count(file);
    reading->parts = tt_new_array(&reading->arena, struct tt_part_reading, reading->count);
    for (size_t i = 0; i < reading->count; i++) {
        struct tt_part part = tt_file_part(file, i);
        if (tt_part_reading_open(&reading->parts[i], file, &reading->source, &part)) {
            tt_script_read_ahead(reading->parts[i].script);
        }
    }
    return reading;
}

void tt_reading_destroy(struct tt_reading *reading)
{
    for (size_t i = 0; reading && i < reading->count; i++) {
        tt_part_reading_close(&reading->parts[i]);
    }
    if (reading) {
        tt_arena_release(&reading->arena);
        free(reading);
    }
}
