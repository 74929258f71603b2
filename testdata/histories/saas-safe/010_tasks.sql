BEGIN;
SET LOCAL lock_timeout = '2s';

CREATE TYPE app.task_state AS ENUM ('open', 'done');

CREATE TABLE app.tasks (
    tenant_id uuid NOT NULL,
    project_id bigint NOT NULL,
    number int NOT NULL,
    title text NOT NULL,
    state app.task_state NOT NULL DEFAULT 'open',
    assignee bigint,
    due date,
    position double precision NOT NULL DEFAULT extract(epoch FROM now()),
    CONSTRAINT tasks_pkey PRIMARY KEY (tenant_id, project_id, number),
    CONSTRAINT tasks_project FOREIGN KEY (tenant_id, project_id)
        REFERENCES app.projects (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT tasks_assignee FOREIGN KEY (tenant_id, assignee)
        REFERENCES tenancy.members (tenant_id, user_id) ON DELETE SET NULL (assignee)
);

ALTER TABLE app.tasks ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON app.tasks
    USING (tenant_id = current_setting('app.tenant')::uuid);

COMMIT;
