SET lock_timeout = '2s';

CREATE TABLE returns (
    id serial PRIMARY KEY,
    order_id bigint NOT NULL,
    line smallint NOT NULL,
    reason varchar(500),
    accepted boolean,
    FOREIGN KEY (order_id, line) REFERENCES order_lines (order_id, line) MATCH FULL ON DELETE RESTRICT
);

CREATE INDEX ON returns (order_id, line);

CREATE INDEX ON returns ((coalesce(accepted, false))) WHERE accepted IS NOT TRUE;
