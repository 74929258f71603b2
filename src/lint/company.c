/* Whether a statement has company in its migration. */
#include "lint/check.h"
#include "sql/split.h"

/* What stands around statements rather than being one that could go elsewhere. */
static bool is_frame(struct tt_str text, const struct tt_piece *piece)
{
    static const char *const words[] = {"begin",    "start", "commit", "end",
                                        "rollback", "abort", "set",    "reset"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (tt_token_is_word(text, piece->first, words[i])) {
            return true;
        }
    }
    return false;
}

/* Up to two, and those of many that frame them count in the end: this may run often. */
static unsigned count_in(struct tt_str text, size_t start, size_t end)
{
    enum { PIECES_MAX = 32 };
    struct tt_split *split = tt_split_create(tt_str_slice(text, 0, end));
    struct tt_piece piece = {.next = start};
    unsigned count = 0;
    for (int i = 0; count < 2; i++) {
        piece = tt_split_at(split, piece.next, end);
        if (piece.kind == TT_PIECE_END) {
            break;
        }
        count += i >= PIECES_MAX || !is_frame(text, &piece);
    }
    tt_split_destroy(split);
    return count;
}

bool tt_check_is_alone(const struct tt_check *check)
{
    const struct tt_file *file = check->file;
    const struct tt_source *source = &check->source;
    unsigned count = 0;
    if (file->part_count == 0) {
        return count_in(source->bytes, source->start, source->end) < 2;
    }
    for (size_t i = 0; i < file->part_count && count < 2; i++) {
        const struct tt_part *part = &file->parts[i];
        size_t start = part->start > source->start ? part->start : source->start;
        size_t end = part->end < source->end ? part->end : source->end;
        count += part->down || start >= end ? 0 : count_in(source->bytes, start, end);
    }
    return count < 2;
}

bool tt_sent_with_others(const struct tt_check *check, size_t offset)
{
    for (size_t i = 0; i < check->file->part_count; i++) {
        const struct tt_part *part = &check->file->parts[i];
        if (part->start <= offset && offset < part->end) {
            return part->as_one_text;
        }
    }
    return false;
}
