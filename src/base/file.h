/* Reads a file whole. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "tiptoe.h"

struct tt_arena;

/*
 * Pipes and devices are refused, since they may never end, but for the ones
 * that a shell hands over: /dev/stdin, /dev/fd/63.
 */
bool tt_file_read(struct tt_arena *arena, const char *path, struct tt_str *ret_text,
                  struct tt_error *error);
/* Its first bytes, `room` at most; false, with errno, when it cannot be read. */
bool tt_file_read_head(const char *path, char *bytes, size_t room, size_t *ret_used);
/* All that comes from an open pipe or file, up to its end. */
bool tt_file_read_fd(struct tt_arena *arena, int fd, struct tt_str *ret_text,
                     struct tt_error *error);
bool tt_file_read_stdin(struct tt_arena *arena, struct tt_str *ret_text,
                        struct tt_error *error);

#endif
