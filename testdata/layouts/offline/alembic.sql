BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 1a2b3c

CREATE TABLE users (
    id BIGSERIAL NOT NULL,
    email VARCHAR(20) NOT NULL,
    PRIMARY KEY (id)
);

INSERT INTO alembic_version (version_num) VALUES ('1a2b3c') RETURNING alembic_version.version_num;

-- Running upgrade 1a2b3c -> 4d5e6f

COMMIT;

CREATE INDEX CONCURRENTLY users_email ON users (email);

BEGIN;

UPDATE alembic_version SET version_num='4d5e6f' WHERE alembic_version.version_num = '1a2b3c';

-- Running upgrade 4d5e6f -> 7a8b9c

CREATE INDEX CONCURRENTLY users_email_lower ON users (lower(email));

UPDATE alembic_version SET version_num='7a8b9c' WHERE alembic_version.version_num = '4d5e6f';

COMMIT;
