-- +migrate Up notransaction
-- +migrate StatementBegin
SELECT 1;
REINDEX TABLE CONCURRENTLY users;
-- +migrate StatementEnd
REINDEX TABLE CONCURRENTLY users;
-- +migrate Down
