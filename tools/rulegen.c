/*
 * rulegen OUTPUT RULE.c... - makes the table of rules from the rules' own files.
 *
 * For each file: its name gives the id and the symbol; the comment at its top
 * gives the docs; each ```sql block in that comment gives an example.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 512, LINES_MAX = 800, NAME_BYTES = 128 };

struct rule {
    char name[NAME_BYTES];             /* add_column_volatile_default */
    char lines[LINES_MAX][LINE_BYTES]; /* of the comment, unstarred */
    unsigned count;
};

static _Noreturn void fail(const char *path, unsigned line, const char *problem)
{
    fprintf(stderr, "%s:%u: %s\n", path, line, problem);
    exit(EXIT_FAILURE);
}

static void set_name(struct rule *rule, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    size_t len = strlen(base);
    if (len < 3 || len - 2 >= NAME_BYTES) {
        fail(path, 0, "not a rule's file name");
    }
    memcpy(rule->name, base, len - 2);
    rule->name[len - 2] = '\0';
    for (const char *c = rule->name; *c; c++) {
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_') {
            fail(path, 0, "a rule's file name is lower_case.c");
        }
    }
}

static void read_comment(struct rule *rule, const char *path)
{
    char line[LINE_BYTES];
    FILE *file = fopen(path, "r");
    if (!file || !fgets(line, sizeof(line), file) || strcmp(line, "/**\n") != 0) {
        fail(path, 1, "a rule's file starts with its documentation: /**");
    }
    rule->count = 0;
    while (fgets(line, sizeof(line), file) && strcmp(line, " */\n") != 0) {
        unsigned at = rule->count + 2;
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, " *", 2) != 0 || (line[2] != ' ' && line[2] != '\0')) {
            fail(path, at, "a documentation line starts with ' * '");
        }
        if (rule->count == LINES_MAX) {
            fail(path, at, "the documentation is too long");
        }
        const char *text = line[2] ? line + 3 : "";
        memcpy(rule->lines[rule->count++], text, strlen(text) + 1);
    }
    fclose(file);
    if (rule->count == 0 || strncmp(rule->lines[0], "# ", 2) != 0) {
        fail(path, 2, "the documentation starts with a '# ' title");
    }
}

static void put_line(FILE *out, const char *text)
{
    fputs("\n\t\"", out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') {
            fputc('\\', out);
        }
        fputc(*text, out);
    }
    fputs("\\n\"", out);
}

/* Reads " key=N" where `*text` points, and moves past it; leaves both alone if it is not there.
 */
static void read_number(const char **text, const char *key, unsigned long *ret_number)
{
    size_t len = strlen(key);
    if (strncmp(*text, key, len) == 0 && isdigit((unsigned char)(*text)[len])) {
        char *end = NULL;
        *ret_number = strtoul(*text + len, &end, 10);
        *text = end;
    }
}

/* What follows ```sql. */
struct fence {
    unsigned long expected;
    unsigned long version;
    const char *file; /* what is known of the file: a word, or nothing */
};

/* Any of " expect=N", " pg=NN" and " file=WORD", in this order. */
static bool read_fence(const char *text, struct fence *ret_fence)
{
    static const char file[] = " file=";
    *ret_fence = (struct fence){.file = ""};
    read_number(&text, " expect=", &ret_fence->expected);
    read_number(&text, " pg=", &ret_fence->version);
    if (strncmp(text, file, strlen(file)) == 0) {
        ret_fence->file = text + strlen(file);
        text += strlen(text);
    }
    return *text == '\0';
}

static void put_examples(FILE *out, const struct rule *rule, const char *path)
{
    unsigned count = 0, unsafe = 0;
    fprintf(out, "\nstatic const struct tt_example examples_%s[] = {", rule->name);
    for (unsigned i = 0; i < rule->count; i++) {
        struct fence fence;
        if (strncmp(rule->lines[i], "```sql", 6) != 0) {
            continue;
        }
        if (!read_fence(rule->lines[i] + 6, &fence)) {
            fail(path, i + 2,
                 "an example is ```sql, then expect=N, pg=NN, file=WORD or nothing");
        }
        fprintf(out, "\n\t{ %u, %lu, %lu, \"%s\",", i + 3, fence.expected, fence.version,
                fence.file);
        for (i++; i < rule->count && strcmp(rule->lines[i], "```") != 0; i++) {
            put_line(out, rule->lines[i]);
        }
        fputs(" },", out);
        unsafe += fence.expected > 0;
        count++;
    }
    fputs("\n};\n", out);
    if (unsafe == 0 || unsafe == count) {
        fail(path, 1, "a rule needs an unsafe example and a safe one");
    }
}

static void put_id(FILE *out, const char *name)
{
    for (; *name; name++) {
        fputc(*name == '_' ? '-' : *name, out);
    }
}

static void put_entry(FILE *out, const struct rule *rule)
{
    fputs("\t{ \"", out);
    put_id(out, rule->name);
    fprintf(out, "\", &tt_rule_%s,", rule->name);
    for (unsigned i = 0; i < rule->count; i++) {
        /* What is expected of an example is for the tests alone. */
        bool fence = strncmp(rule->lines[i], "```sql", 6) == 0;
        put_line(out, fence ? "```sql" : rule->lines[i]);
    }
    fprintf(out, ",\n\texamples_%s, sizeof(examples_%s) / sizeof(examples_%s[0]) },\n",
            rule->name, rule->name, rule->name);
}

int main(int argc, char **argv)
{
    static struct rule rule;
    if (argc < 3) {
        fputs("usage: rulegen OUTPUT RULE.c...\n", stderr);
        return EXIT_FAILURE;
    }
    FILE *out = fopen(argv[1], "w");
    if (!out) {
        fail(argv[1], 0, "cannot write");
    }
    fputs("/* Made by tools/rulegen from rules/. */\n#include \"lint/table.h\"\n", out);
    for (int i = 2; i < argc; i++) {
        set_name(&rule, argv[i]);
        read_comment(&rule, argv[i]);
        fprintf(out, "\nextern const struct tt_rule tt_rule_%s;", rule.name);
        put_examples(out, &rule, argv[i]);
    }
    fputs("\nconst struct tt_rule_entry tt_rules[] = {\n", out);
    for (int i = 2; i < argc; i++) {
        set_name(&rule, argv[i]);
        read_comment(&rule, argv[i]);
        put_entry(out, &rule);
    }
    fputs("};\n\nconst size_t tt_rule_count = sizeof(tt_rules) / sizeof(tt_rules[0]);\n", out);
    return fclose(out) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
