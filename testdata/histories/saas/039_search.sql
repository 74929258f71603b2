ALTER TABLE app.tasks ADD COLUMN search tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', coalesce(title, ''))) STORED;

CREATE INDEX CONCURRENTLY tasks_search ON app.tasks USING gin (search);

CREATE INDEX CONCURRENTLY ON app.projects (tenant_id, lower(title), (archived::int));
