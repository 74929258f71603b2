/*
 * What a changelog has run: ChangeSet.java, RawSQLChange.java, SQLFileChange.java and
 * DatabaseChangeLog.java of Liquibase.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "project/changelog.h"
#include "project/liquibase.h"

struct interpreting {
    const struct tt_changelog *changelog;
    char *bytes; /* of the content's text */
    struct tt_changelog_content *content;
    struct tt_changeset changeset; /* the one at hand */
    bool goes_on;                  /* it had SQL before */
};

static bool is_any(struct tt_str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (tt_str_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

static struct tt_str value_of(const struct tt_entry *entry, const char *name)
{
    const struct tt_entry *found = tt_entry_find(entry, name);
    return found ? found->value : (struct tt_str){0};
}

static bool says_true(const struct tt_entry *entry, const char *name)
{
    return tt_str_equal_nocase(value_of(entry, name), TT_STR("true"));
}

static void mention(struct interpreting *all, enum tt_mention_kind kind,
                    const struct tt_entry *entry, const char *name)
{
    struct tt_changeset *changeset = tt_new(all->changelog->arena, struct tt_changeset);
    *changeset = all->changeset;
    struct tt_mention mention = {
        .kind = kind,
        .path = name ? value_of(entry, name) : (struct tt_str){0},
        .relative = entry && says_true(entry, "relativeToChangelogFile"),
        .changeset = changeset,
    };
    tt_vec_push(all->changelog->arena, &all->content->mentions, mention);
}

/* YAML and JSON escape by their quotes. */
static enum tt_escaping escaping_of(struct tt_str source, struct tt_span text, bool is_xml)
{
    char before = text.start > 0 ? source.ptr[text.start - 1] : ' ';
    char behind = text.end < source.len ? source.ptr[text.end] : ' ';
    if (is_xml) {
        return TT_ESCAPING_XML;
    }
    if (before != behind) {
        return TT_ESCAPING_NONE;
    }
    return before == '"'    ? TT_ESCAPING_DOUBLE
           : before == '\'' ? TT_ESCAPING_SINGLE
                            : TT_ESCAPING_NONE;
}

/* The changeset, as a change of SQL has it for itself. */
static struct tt_changeset own_changeset(const struct interpreting *all,
                                         const struct tt_entry *change, bool split)
{
    static const char *const names[] = {"splitStatements", "endDelimiter", "dbms"};
    struct tt_changeset own = all->changeset;
    own.split = split;
    for (const struct tt_entry *each = change->first; each; each = each->next) {
        if (is_any(each->name, names, sizeof(names) / sizeof(names[0]))) {
            tt_changeset_say(&own, each->name, each->value);
        }
    }
    return own;
}

static void take_sql(struct interpreting *all, const struct tt_entry *change,
                     const struct tt_entry *sql, bool split)
{
    struct tt_changeset own = own_changeset(all, change, split);
    if (own.skipped || sql->text.end == sql->text.start) {
        return;
    }
    struct tt_str source = all->changelog->source;
    bool is_xml = all->changelog->format == TT_FORMAT_XML;
    tt_unescape(all->bytes, sql->text, escaping_of(source, sql->text, is_xml));
    tt_changeset_cut(all->changelog->arena, &own, all->content->text, sql->text, all->goes_on,
                     &all->content->parts);
    mention(all, TT_MENTION_OWN, NULL, NULL);
    all->goes_on = true;
}

static void note_no_sql(struct interpreting *all, const struct tt_entry *change)
{
    static const char *const nothing[] = {
        "comment",     "rollback", "preConditions", "validCheckSum", "modifySql",
        "tagDatabase", "empty",    "output",        "stop",          "property",
    };
    if (is_any(change->name, nothing, sizeof(nothing) / sizeof(nothing[0]))) {
        return;
    }
    if (all->content->no_sql_count++ == 0) {
        all->content->no_sql = change->where;
        all->content->no_sql_name = change->name;
    }
}

static void take_change(struct interpreting *all, const struct tt_entry *change)
{
    const struct tt_entry *inner = tt_entry_find(change, "sql");
    if (tt_str_is(change->name, "sql")) {
        take_sql(all, change, inner && !inner->is_attribute ? inner : change, true);
    } else if (tt_str_is(change->name, "createProcedure")) {
        inner = tt_entry_find(change, "procedureText");
        inner = inner ? inner : tt_entry_find(change, "procedureBody");
        take_sql(all, change, inner ? inner : change, false);
    } else if (tt_str_is(change->name, "sqlFile")) {
        struct tt_changeset outer = all->changeset;
        all->changeset = own_changeset(all, change, true);
        mention(all, TT_MENTION_SQL_FILE, change, "path");
        all->changeset = outer;
    } else {
        note_no_sql(all, change);
    }
}

static void take_changes(struct interpreting *all, const struct tt_entry *entry)
{
    for (const struct tt_entry *each = entry->first; each; each = each->next) {
        if (each->name.len == 0) {
            take_changes(all, each);
        } else if (!each->is_attribute) {
            take_change(all, each);
        }
    }
}

/* In XML its elements are its changes; YAML and JSON have a list of them. */
static void take_changeset(struct interpreting *all, const struct tt_entry *entry)
{
    const struct tt_entry *changes = all->changelog->format == TT_FORMAT_XML
                                         ? entry
                                         : tt_entry_find(entry, "changes");
    all->changeset = tt_changeset_default;
    all->goes_on = false;
    for (const struct tt_entry *each = entry->first; each; each = each->next) {
        tt_changeset_say(&all->changeset, each->name, each->value);
    }
    if (!all->changeset.skipped && changes) {
        take_changes(all, changes);
    }
}

static void take_entries(struct interpreting *all, const struct tt_entry *entry)
{
    for (const struct tt_entry *each = entry->first; each; each = each->next) {
        if (tt_str_is(each->name, "changeSet")) {
            take_changeset(all, each);
        } else if (tt_str_is(each->name, "include")) {
            mention(all, TT_MENTION_INCLUDE, each, "file");
        } else if (tt_str_is(each->name, "includeAll")) {
            mention(all, TT_MENTION_INCLUDE_ALL, each, "path");
        } else if (each->name.len == 0 || tt_str_is(each->name, "modifyChangeSets") ||
                   tt_str_is(each->name, "databaseChangeLog")) {
            take_entries(all, each);
        }
    }
}

void tt_changelog_interpret(const struct tt_changelog *changelog,
                            struct tt_changelog_content *ret_content)
{
    char *bytes = tt_new_array(changelog->arena, char, changelog->source.len + 1);
    memcpy(bytes, changelog->source.ptr, changelog->source.len);
    *ret_content = (struct tt_changelog_content){.text = {bytes, changelog->source.len}};
    struct interpreting all = {.changelog = changelog,
                               .bytes = bytes,
                               .content = ret_content,
                               .changeset = tt_changeset_default};
    if (changelog->root) {
        take_entries(&all, changelog->root);
    }
}
