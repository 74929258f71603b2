CREATE TABLE events (id bigint NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
DO $$
DECLARE
    month int;
BEGIN
    IF to_regclass('events_2024') IS NULL THEN
        CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    END IF;
    IF to_regclass('events_2024') IS NULL THEN
        CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    END IF;
    BEGIN
        ALTER TABLE events ADD PRIMARY KEY (id, day);
    EXCEPTION WHEN invalid_table_definition THEN NULL;
    END;
    BEGIN
        ALTER TABLE events ADD PRIMARY KEY (id, day);
    EXCEPTION WHEN invalid_table_definition THEN NULL;
    END;
END
$$;
