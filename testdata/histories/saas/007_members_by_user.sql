SET search_path TO tenancy;

CREATE INDEX ON members (user_id);
