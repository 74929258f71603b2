/* Messages on a pipe: "Content-Length: N", an empty line, and N bytes. */
#ifndef LSP_FRAME_H
#define LSP_FRAME_H

#include "base/buffer.h"

enum tt_frame_state {
    TT_FRAME_MESSAGE,
    TT_FRAME_NONE, /* none was whole before the time ran out */
    TT_FRAME_BAD,  /* what came was no message; reading goes on behind it */
    TT_FRAME_END,
};

struct tt_frame_reader {
    int fd;
    struct tt_buffer bytes; /* that came and were not taken yet */
    size_t at;              /* how many of them were */
    size_t skip;            /* to be thrown away as they come */
    bool ended;
};

void tt_frame_init(struct tt_frame_reader *reader, int fd);
void tt_frame_finish(struct tt_frame_reader *reader);

/*
 * Waits up to `wait_ms`, or without end when that is negative. `ret_body` lives until the next
 * call; of what is bad, `ret_why` tells people what is wrong with it.
 */
enum tt_frame_state tt_frame_next(struct tt_frame_reader *reader, int wait_ms,
                                  struct tt_str *ret_body, const char **ret_why);

/* False when nobody reads any more. */
bool tt_frame_write(int fd, struct tt_str body);

#endif
