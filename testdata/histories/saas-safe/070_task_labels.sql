SET lock_timeout = '2s';

CREATE TABLE app.labels (
    tenant_id uuid NOT NULL,
    label text NOT NULL,
    colour text NOT NULL DEFAULT '#888888' CONSTRAINT colour_is_hex CHECK (colour ~ '^#[0-9a-f]{6}$'),
    PRIMARY KEY (tenant_id, label)
);

CREATE TABLE app.task_labels (
    tenant_id uuid,
    project_id bigint,
    number int,
    label text,
    PRIMARY KEY (tenant_id, project_id, number, label),
    FOREIGN KEY (tenant_id, label) REFERENCES app.labels ON UPDATE CASCADE ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, project_id, number) REFERENCES app.tasks ON DELETE CASCADE
);
