SET search_path TO tenancy;

CREATE INDEX CONCURRENTLY members_user_id_idx ON members (user_id);
