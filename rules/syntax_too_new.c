/**
 * # Syntax newer than the server
 *
 * The statement uses syntax that the release given with `--pg-version` does
 * not know. The server answers with a syntax error.
 *
 * Without `--pg-version` nothing is reported: newer syntax proves a newer
 * server, and the file and all later ones are checked for that.
 *
 * ## Unsafe
 *
 * ```sql expect=1 pg=14
 * CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (email) NULLS NOT DISTINCT;
 * ```
 *
 * ## Safe
 *
 * ```sql pg=15
 * CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (email) NULLS NOT DISTINCT;
 * ```
 */
#include "lint/rule.h"

TT_RULE(syntax_too_new) = {
    .summary = "the server's release does not know the syntax",
    .family = TT_FAMILY_READING,
    .since = "0.1.0",
    .severity = TT_ERROR,
    .voice = TT_VOICE_TOO_NEW,
};
