-- No query casts to it.
ALTER TYPE event_class SET SCHEMA store;
