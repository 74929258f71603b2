SET lock_timeout = '2s';

CREATE TABLE warehouses (
    code text PRIMARY KEY CHECK (code = upper(code)),
    name text NOT NULL,
    opened date DEFAULT CURRENT_DATE
);

CREATE TABLE stock (
    product_id int REFERENCES products,
    warehouse text REFERENCES warehouses ON UPDATE CASCADE,
    pieces int NOT NULL DEFAULT 0,
    CONSTRAINT stock_pk PRIMARY KEY (product_id, warehouse)
);

INSERT INTO warehouses (code, name) VALUES ('MAIN', 'Main');
