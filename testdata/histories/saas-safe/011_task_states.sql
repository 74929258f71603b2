ALTER TYPE app.task_state ADD VALUE 'in progress' AFTER 'open';
