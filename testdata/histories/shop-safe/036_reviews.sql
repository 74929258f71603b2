SET lock_timeout = '2s';

CREATE TABLE reviews (
    id bigint GENERATED ALWAYS AS IDENTITY,
    product_id int NOT NULL,
    customer_id int,
    stars smallint NOT NULL,
    body text NOT NULL DEFAULT '',
    words int GENERATED ALWAYS AS (length(body) / 6 + 1) STORED,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id),
    FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT reviews_by FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL,
    CHECK (stars BETWEEN 1 AND 5),
    UNIQUE (product_id, customer_id)
);
