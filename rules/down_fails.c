/**
 * # Way back that would fail
 *
 * The down part of a migration, or the file that takes it back, is read as it
 * would run behind the way up: against the schema that the migrations so far have
 * made. Here PostgreSQL would refuse it, whatever the rows hold, so the migration
 * can't be taken back as written. Often the way up was changed in review, and the
 * way back was not.
 *
 * Where several migrations are undone one after the other, the later ones come
 * first; each is read alone here, so one that leans on another is reported too.
 *
 * Nothing else of a way back is judged: locks that it takes are not reported.
 *
 * ## Unsafe
 *
 * ```sql expect=1 file=goose
 * -- +goose Up
 * CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);
 *
 * -- +goose Down
 * ALTER TABLE orders DROP COLUMN created_at;
 * ```
 *
 * ## Safe
 *
 * ```sql file=goose
 * -- +goose Up
 * CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);
 *
 * -- +goose Down
 * DROP TABLE orders;
 * ```
 */
#include "lint/rule.h"

TT_RULE(down_fails) = {
    .summary = "the way back would be refused by PostgreSQL",
    .family = TT_FAMILY_FAILURES,
    .since = "0.1.0",
    .severity = TT_NOTICE,
    .strict_severity = TT_WARNING,
    .voice = TT_VOICE_DOWN,
};
