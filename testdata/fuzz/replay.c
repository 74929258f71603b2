/* replay FILE... - gives each file to the target, in the place of a fuzzer. */
#include <string.h>

#include "fuzz.h"

int main(int argc, char **argv)
{
    int passed = 0;
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        char *bytes = NULL;
        size_t len = 0;
        FILE *memory = file ? open_memstream(&bytes, &len) : NULL;
        if (!memory) {
            printf("FAILED cannot read %s\n%d passed, 1 failed\n", argv[i], passed);
            return EXIT_FAILURE;
        }
        for (int c; (c = getc(file)) != EOF;) {
            putc(c, memory);
        }
        fclose(memory);
        fclose(file);
        fprintf(stderr, "%s\n", argv[i]); /* the last one, if the target stops */
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, len);
        free(bytes);
        passed++;
    }
    printf("%d passed, 0 failed\n", passed);
    return EXIT_SUCCESS;
}
