SET lock_timeout = '2s';

CREATE TABLE price_history (
    product_id int NOT NULL,
    price numeric(12, 2) NOT NULL,
    valid_from timestamptz NOT NULL DEFAULT now(),
    valid_to timestamptz DEFAULT 'infinity',
    CHECK (valid_from < valid_to),
    CONSTRAINT price_history_product FOREIGN KEY (product_id) REFERENCES products
);

CREATE UNLOGGED TABLE baskets (
    token uuid NOT NULL,
    product_id int NOT NULL REFERENCES products,
    quantity smallint NOT NULL DEFAULT 1,
    touched timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT baskets_pkey PRIMARY KEY (token, product_id)
);
