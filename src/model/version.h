/* The PostgreSQL releases that the model knows. */
#ifndef MODEL_VERSION_H
#define MODEL_VERSION_H

enum {
    TT_PG_OLDEST = 12, /* the model knows from here */
    TT_PG_NEWEST = 19, /* to here */
    /* The oldest that still gets fixes in November 2026 (the project's versioning policy page).
     */
    TT_PG_SUPPORTED = 15,
};

#endif
