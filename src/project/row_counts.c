#include "project/row_counts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"

/*
 * A partitioned table is as large as its partitions together. reltuples is -1
 * where nothing was counted yet, and was 0 there before PostgreSQL 14.
 */
const char tt_row_counts_query[] =
    "SELECT n.nspname AS \"schema\", c.relname AS \"table\",\n"
    "       sum(nullif(leaf.reltuples, -1))::bigint AS \"rows\",\n"
    "       sum(pg_table_size(leaf.oid))::bigint AS \"bytes\"\n"
    "FROM pg_class AS c\n"
    "JOIN pg_namespace AS n ON n.oid = c.relnamespace\n"
    "LEFT JOIN LATERAL pg_partition_tree(c.oid) AS tree ON tree.isleaf\n"
    "JOIN pg_class AS leaf ON leaf.oid = coalesce(tree.relid, c.oid)\n"
    "WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't'\n"
    "  AND n.nspname NOT IN ('pg_catalog', 'information_schema')\n"
    "GROUP BY n.nspname, c.relname\n"
    "ORDER BY n.nspname, c.relname;\n";

enum { FIELDS = 4, SCHEMA = 0, TABLE, ROWS, BYTES };

struct rows {
    struct tt_arena *arena;
    struct tt_str text;
    size_t at;
    unsigned line;
};

static bool ends_field(const struct rows *rows)
{
    return rows->at == rows->text.len || strchr(",\r\n", rows->text.ptr[rows->at]);
}

/* Two quotes stand for one. */
static struct tt_str take_quoted(struct rows *rows)
{
    struct tt_str text = rows->text, field = {0};
    size_t start = ++rows->at;
    while (rows->at < text.len) {
        bool quote = text.ptr[rows->at] == '"';
        bool two = quote && rows->at + 1 < text.len && text.ptr[rows->at + 1] == '"';
        if (quote && !two) {
            break;
        }
        rows->line += text.ptr[rows->at] == '\n';
        rows->at += two ? 2 : 1;
    }
    char *bytes = tt_new_array(rows->arena, char, rows->at - start + 1);
    for (size_t i = start; i < rows->at; i++) {
        bytes[field.len++] = text.ptr[i];
        i += text.ptr[i] == '"';
    }
    rows->at += rows->at < text.len;
    field.ptr = bytes;
    return field;
}

/* Up to a comma or the line's end. */
static struct tt_str take_field(struct rows *rows)
{
    size_t start = rows->at;
    if (!ends_field(rows) && rows->text.ptr[start] == '"') {
        return take_quoted(rows);
    }
    while (!ends_field(rows)) {
        rows->at++;
    }
    return tt_str_copy(rows->arena, tt_str_slice(rows->text, start, rows->at));
}

static unsigned take_line(struct rows *rows, struct tt_str *fields)
{
    unsigned count = 0;
    for (bool more = true; more;) {
        struct tt_str field = take_field(rows);
        if (count < FIELDS) {
            fields[count] = field;
        }
        count++;
        more = rows->at < rows->text.len && rows->text.ptr[rows->at] == ',';
        rows->at += more;
    }
    while (rows->at < rows->text.len && rows->text.ptr[rows->at] == '\r') {
        rows->at++;
    }
    bool whole = ends_field(rows);
    rows->at += rows->at < rows->text.len;
    return whole ? count : 0;
}

/* An empty field is a number that nobody knows. */
static bool read_number(struct tt_str field, long long *ret_number)
{
    char *end = NULL;
    *ret_number = -1;
    if (field.len == 0) {
        return true;
    }
    *ret_number = strtoll(field.ptr, &end, 10);
    return *end == '\0' && *ret_number >= 0;
}

static bool is_header(const struct tt_str *fields, unsigned count)
{
    static const char *const names[FIELDS] = {"schema", "table", "rows", "bytes"};
    bool same = count == FIELDS;
    for (unsigned i = 0; same && i < FIELDS; i++) {
        same = tt_str_is(fields[i], names[i]);
    }
    return same;
}

/* The names as patterns that fit nothing but them. */
static const char *pattern_of(struct tt_arena *arena, const struct tt_str *fields)
{
    struct tt_str name = tt_str_format(arena, TT_FMT "." TT_FMT, TT_ARG(fields[SCHEMA]),
                                       TT_ARG(fields[TABLE]));
    char *pattern = tt_new_array(arena, char, 2 * name.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < name.len; i++) {
        if (strchr("*?[\\", name.ptr[i])) {
            pattern[len++] = '\\';
        }
        pattern[len++] = name.ptr[i];
    }
    return pattern;
}

static void add(struct rows *rows, const struct tt_str *fields, long long count,
                long long bytes, struct tt_table_sizes *sizes)
{
    bool small = count >= 0 && count <= TT_SMALL_ROWS_MAX && bytes >= 0 &&
                 bytes <= TT_SMALL_BYTES_MAX;
    bool big = count >= TT_BIG_ROWS_MIN || bytes >= TT_BIG_BYTES_MIN;
    if (small || big) {
        struct tt_table_size size = {.table = pattern_of(rows->arena, fields), .big = big};
        tt_vec_push(rows->arena, sizes, size);
    }
}

bool tt_row_counts_read(struct tt_arena *arena, struct tt_str text,
                        struct tt_table_sizes *sizes, unsigned *ret_line,
                        struct tt_error *error)
{
    struct rows rows = {.arena = arena, .text = text, .line = 1};
    struct tt_str fields[FIELDS];
    *ret_line = 1;
    if (!is_header(fields, take_line(&rows, fields))) {
        return tt_refuse(error, "this line should be: schema,table,rows,bytes; \"tiptoe stats "
                                "--help\" tells how the file is made");
    }
    while (rows.at < text.len) {
        long long count = 0, bytes = 0;
        *ret_line = ++rows.line;
        if (take_line(&rows, fields) != FIELDS || !read_number(fields[ROWS], &count) ||
            !read_number(fields[BYTES], &bytes)) {
            return tt_refuse(error, "this line should hold a schema, a table and two numbers "
                                    "with commas between them");
        }
        add(&rows, fields, count, bytes, sizes);
    }
    return true;
}
