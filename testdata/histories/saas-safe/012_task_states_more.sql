ALTER TYPE app.task_state ADD VALUE 'blocked' BEFORE 'done';
