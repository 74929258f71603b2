-- Customers come first: everything else hangs on them.
CREATE TABLE customers (
    id serial PRIMARY KEY,
    email varchar(120) NOT NULL,
    name text NOT NULL,
    phone varchar(20),
    created_at timestamp NOT NULL DEFAULT now(),
    UNIQUE (email)
);

COMMENT ON TABLE customers IS 'People who buy, or may one day';
