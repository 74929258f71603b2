/* Running out of memory, wherever it happens. */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

/* Before anything else: not only tiptoe's own code, cJSON too ends the program. */
void tt_memory_ends_the_program(void);

#endif
