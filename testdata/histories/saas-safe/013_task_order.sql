CREATE INDEX CONCURRENTLY tasks_order ON app.tasks (project_id, position);
