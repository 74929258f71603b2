CREATE INDEX CONCURRENTLY streams_kind_open_idx ON streams (kind, open) WHERE open;
