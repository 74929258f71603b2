CREATE TABLE "Legacy Import" (
    "Row" int NOT NULL,
    "order" text,
    "user" text DEFAULT 'it''s nobody',
    payload xml,
    PRIMARY KEY ("Row")
);

CREATE INDEX "Legacy order" ON "Legacy Import" ("order" text_pattern_ops);
