/* Runs the parser on pieces of the file, each in the way that suits it. */
#ifndef SQL_READER_H
#define SQL_READER_H

#include "base/arena.h"
#include "sql/parse.h"
#include "sql/split.h"

/* One file's reader. */
struct tt_reader {
    struct tt_arena *arena;
    struct tt_arena trees; /* of the statement at hand, or of all so far */
    bool keeps_trees;      /* of all */
    struct tt_str text;    /* of the file, up to where reading stops */
    bool reads_all;        /* also what tells no catalog anything */
    size_t patience;       /* bytes that may yet be read more than once */
    char *buffer;          /* the piece at hand, as the parser gets it */
    size_t room;
};

/* What a piece is called that needs no tree, "InsertStmt"; empty for the others. */
struct tt_str tt_skimmed_kind(struct tt_str text, const struct tt_piece *piece);

/* Copies the piece to the buffer, byte for byte but for psql's commands. */
void tt_reader_load(struct tt_reader *reader, const struct tt_piece *piece);
/* Parses what is in the buffer. In the answer, `at` is an offset in the file. */
struct tt_parse tt_reader_parse(struct tt_reader *reader, const struct tt_piece *piece);
/* Nobody looks at the trees any more, unless they are kept. */
void tt_reader_forget_trees(struct tt_reader *reader);
void tt_reader_finish(struct tt_reader *reader);

#endif
