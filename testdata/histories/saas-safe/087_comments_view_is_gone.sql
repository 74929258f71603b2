SET lock_timeout = '2s';

DROP VIEW app.comments;
