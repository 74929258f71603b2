/*
 * Liquibase's changelogs in XML, YAML and JSON: one tree for all three, in which
 * each text knows its place in the file.
 */
#ifndef PROJECT_CHANGELOG_H
#define PROJECT_CHANGELOG_H

#include "base/vec.h"
#include "project/layout.h"
#include "sql/script.h"

/* An element, an attribute, a key with its value, or an item of a list. */
struct tt_entry {
    struct tt_str name;   /* empty: an item */
    struct tt_str value;  /* of an attribute or a plain value, decoded */
    struct tt_span where; /* its name in the file */
    struct tt_span text;  /* its content or value in the file; empty when it has none */
    bool is_attribute;
    struct tt_entry *parent;
    struct tt_entry *first;
    struct tt_entry *last;
    struct tt_entry *next;
};

/* How characters that can't be written as they are stand in a text. */
enum tt_escaping {
    TT_ESCAPING_NONE,
    TT_ESCAPING_XML,    /* &lt; and <![CDATA[ */
    TT_ESCAPING_DOUBLE, /* "\n" of JSON and YAML */
    TT_ESCAPING_SINGLE, /* '' of YAML */
};

enum tt_changelog_format {
    TT_FORMAT_NONE,
    TT_FORMAT_XML,
    TT_FORMAT_YAML,
    TT_FORMAT_JSON,
};

struct tt_changelog {
    struct tt_arena *arena;
    enum tt_changelog_format format;
    struct tt_str source;
    struct tt_entry *root; /* holds databaseChangeLog; NULL: it could not be read */
    /* Where it stopped being readable, or says what is not followed, and why. */
    size_t problem_at;
    struct tt_str problem;
    struct tt_str hint; /* may be empty */
};

/* By the file's name. */
enum tt_changelog_format tt_changelog_format(struct tt_str path);

/* The library that reads it, "expat 2.5.0"; NULL when none is built in. */
const char *tt_changelog_library(enum tt_changelog_format format);

/* Whether the file is of such a kind, and databaseChangeLog stands where it begins. */
bool tt_is_changelog(const char *path);
/* Also when nobody can read it, which whoever tries to check it is told. */
bool tt_may_be_changelog(const char *path);

void tt_changelog_read(struct tt_changelog *changelog, struct tt_arena *arena,
                       struct tt_str path, struct tt_str text);

/* The first entry below that has the name; NULL when none has. */
const struct tt_entry *tt_entry_find(const struct tt_entry *entry, const char *name);

/* What a changelog has run, in its order. */
enum tt_mention_kind {
    TT_MENTION_OWN, /* SQL of its own */
    TT_MENTION_INCLUDE,
    TT_MENTION_INCLUDE_ALL, /* of a folder */
    TT_MENTION_SQL_FILE,
};

struct tt_mention {
    enum tt_mention_kind kind;
    struct tt_str path;
    bool relative; /* to the changelog; otherwise to a folder that nobody names */
    const struct tt_changeset *changeset; /* of a file of SQL; lives in the changelog's arena */
};

struct tt_changelog_content {
    tt_parts parts;     /* of `text` */
    struct tt_str text; /* the file, with SQL in place of what stands for it, in equal length */
    TT_VEC(struct tt_mention) mentions;
    struct tt_span no_sql;     /* the first change that is no SQL; empty when all are */
    struct tt_str no_sql_name; /* "createTable" */
    unsigned no_sql_count;
};

void tt_changelog_interpret(const struct tt_changelog *changelog,
                            struct tt_changelog_content *ret_content);

/* --- for its readers -------------------------------------------------------------- */

void tt_read_xml(struct tt_changelog *changelog);
void tt_read_yaml(struct tt_changelog *changelog);
void tt_read_json(struct tt_changelog *changelog);
const char *tt_xml_library(void);
const char *tt_yaml_library(void);

struct tt_entry *tt_entry_add(struct tt_changelog *changelog, struct tt_entry *parent,
                              struct tt_str name);

/* Writes the SQL over what stands for it in `bytes`, and blanks over what is left. */
void tt_unescape(char *bytes, struct tt_span where, enum tt_escaping escaping);

#endif
