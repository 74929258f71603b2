ALTER TABLE app.api_keys VALIDATE CONSTRAINT api_keys_tenant;
