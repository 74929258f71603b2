/* The statements of a file, read when their turn comes or ahead of it. */
#ifndef LINT_READING_H
#define LINT_READING_H

#include "base/arena.h"
#include "sql/script.h"
#include "sql/source.h"

/* What is read of one part of a file. */
struct tt_part_reading {
    struct tt_arena arena;
    struct tt_source source; /* the file's, as if it ended with the part */
    struct tt_script *script;
    bool several; /* statements, and all in one message to the server */
};

struct tt_reading {
    struct tt_arena arena;
    struct tt_source source;
    struct tt_part_reading *parts; /* one for each that tt_file_part gives */
    size_t count;
};

/* The file's parts; a file that has none is one. */
size_t tt_file_part_count(const struct tt_file *file);
struct tt_part tt_file_part(const struct tt_file *file, size_t index);

/* False when there is nothing of it to be read. `source` is the whole file's. */
bool tt_part_reading_open(struct tt_part_reading *reading, const struct tt_file *file,
                          const struct tt_source *source, const struct tt_part *part);
void tt_part_reading_close(struct tt_part_reading *reading);

#endif
