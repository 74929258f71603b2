ALTER TABLE app.messages VALIDATE CONSTRAINT messages_reply_to_fkey;
