BEGIN;
ALTER TABLE app.comments RENAME TO messages;
ALTER TABLE app.messages ADD COLUMN reply_to bigint REFERENCES app.messages;
ALTER TABLE app.messages RENAME CONSTRAINT comments_pkey TO messages_pkey;
ALTER SEQUENCE app.comments_id_seq RENAME TO messages_id_seq;
COMMIT;
