CREATE INDEX CONCURRENTLY tasks_due ON app.tasks (due) WHERE state <> 'done' AND due IS NOT NULL;
