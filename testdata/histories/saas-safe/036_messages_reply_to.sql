SET lock_timeout = '2s';

ALTER TABLE app.messages ADD CONSTRAINT messages_reply_to_fkey
    FOREIGN KEY (reply_to) REFERENCES app.messages NOT VALID;
