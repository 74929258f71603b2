ALTER TABLE accounts.users VALIDATE CONSTRAINT users_name_or_mail;
