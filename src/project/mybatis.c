/*
 * MyBatis Migrations: MigrationReader.java (the undo section), ScriptRunner.java and
 * template_environment.properties (one commit for each script; the script as one text).
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/str.h"
#include "project/cut.h"
#include "project/said.h"

struct config {
    enum tt_said auto_commit;
    enum tt_said full_script;
};

static void read_environment(struct tt_arena *arena, const char *path, struct config *config)
{
    struct tt_str text;
    struct tt_error error;
    if (tt_file_read(arena, path, &text, &error)) {
        text = tt_without_comments(arena, text);
        enum tt_said auto_commit = tt_said_of(text, "autocommit");
        enum tt_said full_script = tt_said_of(text, "sendfullscript");
        config->auto_commit = auto_commit == TT_SAID_YES ? auto_commit : config->auto_commit;
        config->full_script = full_script == TT_SAID_YES ? config->full_script : TT_SAID_NO;
    }
}

/* Where environments differ, what is safe in one is taken to be meant. */
const void *tt_mybatis_configure(struct tt_arena *arena, const char *folder)
{
    struct config *config = tt_new(arena, struct config);
    struct tt_folder entries;
    struct tt_error error;
    if (tt_folder_read(arena, tt_folder_join(arena, folder, "../environments"), &entries,
                       &error)) {
        for (size_t i = 0; i < entries.count; i++) {
            read_environment(arena, entries.entries[i].path, config);
        }
    }
    return config;
}

/* -- //@UNDO, and the same with other blanks, or with // for the first dashes. */
static bool is_undo(struct tt_str line)
{
    struct tt_str rest = tt_str_trim(line);
    return (tt_line_says(rest, "--", &rest) || tt_line_says(rest, "//", &rest)) &&
           tt_line_says(rest, "//", &rest) && tt_str_starts(rest, "@UNDO");
}

void tt_cut_mybatis(struct tt_arena *arena, const struct tt_migration_text *text,
                    tt_parts *ret_parts)
{
    const struct config *config = text->config;
    struct tt_part part = tt_layout_part(text->layout, 0, text->text.len);
    struct tt_line line = {0};
    part.in_transaction = !config || config->auto_commit != TT_SAID_YES;
    part.as_one_text = !config || config->full_script != TT_SAID_NO;
    while (tt_next_line(text->text, &line)) {
        if (is_undo(line.text)) {
            part.end = line.start;
            tt_vec_push(arena, ret_parts, part);
            part.start = line.end;
            part.down = true;
            break;
        }
    }
    part.end = text->text.len;
    tt_vec_push(arena, ret_parts, part);
}
