SET lock_timeout = '2s';

ALTER TABLE events_2024_rest ADD CONSTRAINT rest_without_users
    CHECK (type NOT IN ('UserJoined', 'UserLeft')) NOT VALID;
