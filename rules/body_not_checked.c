/**
 * # What a body of DO runs is not known
 *
 * `EXECUTE` in PL/pgSQL runs a text that is put together only then, with
 * `format()` or `||`, from what the server holds. tiptoe follows the SQL that
 * stands in a body of `DO`, and the literal text of an `EXECUTE`; what such an
 * expression gives is not known, so it is not checked, and what it makes or
 * drops is not known further down. It is said once for each `DO`, and not where
 * the text begins with what holds nobody up: `GRANT`, `REVOKE`, `COMMENT`, `SELECT`,
 * `SET`, `CREATE ROLE`. It is said of a whole `DO` whose body is in another language,
 * stands in another body, or has quotes doubled within its own (`DO '… ''a'' …'`).
 *
 * ## Unsafe
 *
 * ```sql expect=1
 * DO $$
 * DECLARE name text;
 * BEGIN
 *     FOR name IN SELECT relname FROM pg_class WHERE relname LIKE 'orders_20%' LOOP
 *         EXECUTE format('ALTER TABLE %I ADD COLUMN note text', name);
 *     END LOOP;
 * END
 * $$;
 * ```
 *
 * ## Safe
 *
 * Write the statements out, where it is known beforehand what they are about.
 *
 * ```sql
 * SET lock_timeout = '2s';
 * ALTER TABLE orders_2025 ADD COLUMN note text;
 * ALTER TABLE orders_2026 ADD COLUMN note text;
 * ```
 */
#include "lint/rule.h"

TT_RULE(body_not_checked) = {
    .summary = "a DO block runs what is not known before it runs",
    .family = TT_FAMILY_READING,
    .since = "next",
    .severity = TT_NOTICE,
    .voice = TT_VOICE_BODY,
};
