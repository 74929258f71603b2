-- "role" reads badly in SQL; its default and its column follow.
ALTER TYPE tenancy.role RENAME TO member_role;

ALTER TYPE tenancy.member_role RENAME VALUE 'member' TO 'editor';

ALTER TYPE tenancy.member_role ADD VALUE 'viewer';
