ALTER TYPE return_reason RENAME VALUE 'wrong' TO 'not as described';

ALTER TYPE address_kind RENAME TO address_use;
