UPDATE app.tasks SET title = title WHERE project_id BETWEEN 1 AND 1000 AND search IS NULL;

UPDATE app.tasks SET title = title WHERE project_id BETWEEN 1001 AND 2000 AND search IS NULL;
