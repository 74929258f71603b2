/*
 * Feeds bytes to the readers of Liquibase's changelogs; the first byte of choice says which.
 * What is read keeps the file's length, its parts lie in it, in order and apart, and what
 * stops the reading has a place.
 */
#include "project/changelog.h"
#include "base/arena.h"
#include "base/str.h"
#include "fuzz.h"

static void check_entries(const struct tt_entry *entry, size_t size)
{
    for (; entry; entry = entry->next) {
        require(entry->where.start <= entry->where.end && entry->where.end <= size);
        require(entry->text.start <= entry->text.end && entry->text.end <= size);
        for (const struct tt_entry *each = entry->first; each; each = each->next) {
            require(each->parent == entry);
        }
        check_entries(entry->first, size);
    }
}

static void check_content(const struct tt_changelog_content *content, size_t size)
{
    require(content->text.len == size);
    require(content->no_sql.start <= content->no_sql.end && content->no_sql.end <= size);
    for (size_t i = 0; i < content->parts.count; i++) {
        const struct tt_part *part = &content->parts.items[i];
        require(part->start <= part->end && part->end <= size);
        require(i == 0 || content->parts.items[i - 1].end <= part->start);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"c.xml", "c.yaml", "c.json"};
    struct tt_arena arena = {0};
    struct choice choice = take_choice(data, &size);
    struct tt_changelog changelog;
    struct tt_changelog_content content;
    tt_changelog_read(&changelog, &arena, tt_str_from(paths[choice.first % 3]),
                      (struct tt_str){(const char *)data, size});
    require(changelog.root || changelog.problem.len > 0);
    require(changelog.problem_at <= size);
    check_entries(changelog.root, size);
    tt_changelog_interpret(&changelog, &content);
    check_content(&content, size);
    tt_arena_release(&arena);
    return 0;
}
