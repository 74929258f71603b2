--liquibase formatted sql

--property name:schema value:shop
SELECT 'nothing before the first changeset is run' FROM nowhere WHERE;

--changeset ann:users labels:"first, second"
CREATE TABLE users (
    id bigint PRIMARY KEY,
    name varchar(10) NOT NULL,
    email text NOT NULL
);
--rollback DROP TABLE users;

-- changeset ann:users-h2 dbms:h2,hsqldb
ALTER TABLE users ALTER COLUMN email TYPE varchar(200);

--changeset ann:users-not-h2 dbms:!h2
ALTER TABLE users ALTER COLUMN name TYPE varchar(20);
/* liquibase rollback
   ALTER TABLE users ALTER COLUMN name TYPE varchar(10);
*/

--changeset ann:never ignore:true
ALTER TABLE users ALTER COLUMN email TYPE varchar(300);
