CREATE TABLE products (
    id serial PRIMARY KEY,
    sku varchar(40) NOT NULL CONSTRAINT products_sku_key UNIQUE,
    title varchar(200) NOT NULL,
    description text,
    price numeric(8, 2) NOT NULL CHECK (price >= 0),
    stock integer NOT NULL DEFAULT 0,
    weight real,
    active boolean DEFAULT true,
    CHECK (stock >= 0)
);

CREATE INDEX ON products (title);
