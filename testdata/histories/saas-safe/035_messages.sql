-- The version still running goes on with "comments".
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE app.comments RENAME TO messages;
CREATE VIEW app.comments AS SELECT * FROM app.messages;
ALTER TABLE app.messages RENAME CONSTRAINT comments_pkey TO messages_pkey;
ALTER TABLE app.messages ADD COLUMN reply_to bigint;
COMMIT;
