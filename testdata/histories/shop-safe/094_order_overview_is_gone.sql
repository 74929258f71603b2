-- Replaced by a query in the application, two releases ago.
SET lock_timeout = '2s';

DROP VIEW order_overview;
