CREATE INDEX CONCURRENTLY tasks_search ON app.tasks USING gin (search);
