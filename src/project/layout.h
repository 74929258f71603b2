/*
 * What a migration tool makes of a folder: which files are migrations, in which
 * order they run, which lead back, and how the tool has the server run them.
 */
#ifndef PROJECT_LAYOUT_H
#define PROJECT_LAYOUT_H

#include "base/vec.h"
#include "project/release.h"
#include "tiptoe.h"

struct tt_arena;
struct tt_series;

/* How migrations are put in order. */
enum tt_order {
    TT_ORDER_NATURAL, /* by path, as a person sorts: 2_x before 10_x */
    TT_ORDER_NUMBER,  /* by version, as a number; then by path */
    TT_ORDER_DOTTED,  /* by version, each of its numbers; those without one last, by name */
    TT_ORDER_NAME,    /* by path, byte by byte */
    TT_ORDER_LISTED,  /* as `list` tells */
};

/* Who opens transactions. */
enum tt_wrap {
    TT_WRAP_NONE,
    TT_WRAP_FILE, /* one for each migration */
    TT_WRAP_ALL,  /* one for all that are pending */
};

/* What one message to the server carries. */
enum tt_send {
    TT_SEND_STATEMENTS,
    TT_SEND_TEXT, /* the migration as a whole, which is a transaction if it has company */
};

/* What shows that a folder is the tool's; the greater is the surer. */
enum tt_sign_kind {
    TT_SIGN_NONE,
    TT_SIGN_NAMES,  /* its migrations are called as nobody else calls them */
    TT_SIGN_FOLDER, /* the folder's path ends with `file` */
    TT_SIGN_ABOVE,  /* `file` stands in the folder or in one above it, and names `text` */
    TT_SIGN_CALLED, /* a migration's name holds `text` */
    TT_SIGN_TEXT,   /* a migration has a line that begins with `text` */
    TT_SIGN_BESIDE, /* `file`, a path from the folder on, is there, and names `text`; a star
                       before its slash is the migration's own folder */
};

struct tt_sign {
    enum tt_sign_kind kind;
    const char *file;
    const char *text; /* NULL: whatever it holds */
};

enum { TT_SIGNS_MAX = 6 };

/* What a migration falls into, and what is to be said of it. */
typedef struct {
    struct tt_part *items;
    size_t count;
    size_t room;
    TT_VEC(struct tt_remark) remarks;
    struct tt_str text; /* in place of the file's, with all places the same; may be empty */
    bool opts_out;      /* see tt_file */
} tt_parts;

/* A migration's text, and what the tool is known to do with it. */
struct tt_migration_text {
    const struct tt_layout *layout;
    struct tt_str path;
    struct tt_str text;
    struct tt_str settings; /* what the file holds that layout->settings names; NULL: none */
    const void *config;     /* of its folder, as layout->configure has it; or NULL */
    const void *how;        /* it alone is run, as layout->list has it; or NULL */
};

/* Where a text stands that has the tool open no transaction. */
enum tt_opt_out_place {
    TT_OPT_OUT_UNKNOWN, /* or it is no matter of the migration's own text */
    TT_OPT_OUT_TOP,     /* the first bytes of a file that doesn't hold `marker` */
    TT_OPT_OUT_ABOVE,   /* the line above the one with `marker`, which begins the way up */
    TT_OPT_OUT_BEHIND,  /* the end of that line */
};

struct tt_opt_out {
    enum tt_opt_out_place place;
    const char *text;
    const char *marker;
};

struct tt_layout {
    const char *id;    /* what the configuration calls it: "golang-migrate" */
    const char *title; /* as its makers write it; NULL: no tool that is known */

    /* Extended regular expressions for paths below the folder. */
    const char *names;
    int version_group;    /* of `names`; 0: the first */
    const char *versions; /* what of a name is its version; NULL: that group */
    const char *downs;    /* those among them that lead back; NULL: none do */
    const char *others;   /* those that are for another database; NULL: none are */
    bool folders;         /* each migration has a folder of its own, the path's first part */
    bool recursive;       /* migrations may stand in any folder below */
    bool unique;          /* two migrations of one version are an error of the tool's */
    enum tt_order order;
    enum tt_wrap wrap;
    enum tt_send send;
    struct tt_sign signs[TT_SIGNS_MAX]; /* any of them does */

    /* What releases of the tool from before `release` do is another row, by its id: `file`
     * in a folder above says which of its `packages` it asks for. */
    struct {
        const char *id; /* NULL: there is none */
        const char *file;
        const char *packages[TT_PACKAGES_MAX];
        struct tt_release_number release;
    } older;

    /* Where the folder says which database it is for: a file beside, as for signs, or else
     * above, and the key; without one, the features in a Cargo.toml do. */
    const char *database_file;
    const char *database_key;

    /* The file that says how one migration is run, beside it: its path with this behind it,
     * or the name of a file in its folder when that begins with a slash. NULL: none does. */
    const char *settings;

    /* What the tool's own configuration says, for `cut`; may be NULL, and so may its answer. */
    const void *(*configure)(struct tt_arena *arena, const char *folder);
    /* Cuts the text into parts; NULL: it is one, as `wrap` and `send` have it. */
    void (*cut)(struct tt_arena *arena, const struct tt_migration_text *text,
                tt_parts *ret_parts);
    /* What `order` can't tell: which files run at all, and when. */
    void (*list)(struct tt_arena *arena, struct tt_series *series);

    struct tt_opt_out opt_out;
    /* How a migration behind all others is written, which has a transaction of its own. */
    struct {
        const char *extension; /* behind its version and words; NULL: nobody knows */
        const char *head;      /* before its SQL; or NULL */
        const char *tail;      /* behind it; or NULL */
    } later;
    const char *way_out; /* sentences: see tt_file; NULL: it always opens one, or never does */
};

extern const struct tt_layout tt_layouts[]; /* the first is the plain one */
extern const size_t tt_layout_count;

/* NULL when no layout has the id. */
const struct tt_layout *tt_layout_find(struct tt_str id);

/* A part of the layout's own kind, from `start` to `end`. */
struct tt_part tt_layout_part(const struct tt_layout *layout, size_t start, size_t end);

/* Fills in parts, tool and way_out of a file whose path and text are there. */
void tt_layout_cut(struct tt_arena *arena, const struct tt_layout *layout, bool down,
                   struct tt_str settings, const void *config, const void *how,
                   struct tt_file *file);

#endif
