SET lock_timeout = '2s';

CREATE TABLE shipments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    order_id bigint NOT NULL,
    carrier text NOT NULL,
    tracking text COLLATE "C",
    sent_at timestamp(0) with time zone,
    size point,
    details jsonb NOT NULL DEFAULT '{}'::jsonb,
    CONSTRAINT shipments_order_fk FOREIGN KEY (order_id)
        REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE UNIQUE INDEX shipments_tracking ON shipments (carrier, tracking);
