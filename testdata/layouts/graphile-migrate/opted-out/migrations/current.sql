--! no-transaction
REINDEX TABLE CONCURRENTLY users;
