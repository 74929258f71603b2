CREATE TABLE users (
    id bigint,
    email text NOT NULL,
    phone text
);
-- next migration
SET lock_timeout = '2s';
ALTER TABLE users ALTER COLUMN email DROP NOT NULL;
--                ^ not-null-dropped
ALTER TABLE users ALTER COLUMN phone DROP NOT NULL;
ALTER TABLE unseen ALTER COLUMN phone DROP NOT NULL;
--                 ^ not-null-dropped
CREATE TABLE fresh (id bigint NOT NULL);
ALTER TABLE fresh ALTER COLUMN id DROP NOT NULL;
-- next migration
SET lock_timeout = '2s';
ALTER TABLE users ADD COLUMN what_was_said_when_the_last_letter_of_the_second_reminder_came_back text;
--                           ^ name-truncated
ALTER TABLE users ADD COLUMN "what_was_said_when_the_last_letter_of_the_second_reminder_was" text;
COMMENT ON TABLE users IS 'a comment may have more than sixty-three bytes, and so may_what_stands_in_an_expression_of_it';
