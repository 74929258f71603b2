SET lock_timeout = '2s';

DROP VIEW subscribers;

DROP VIEW audit;
