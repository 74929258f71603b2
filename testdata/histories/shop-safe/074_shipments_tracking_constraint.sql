SET lock_timeout = '2s';

ALTER TABLE shipments ADD CONSTRAINT shipments_tracking_key UNIQUE USING INDEX shipments_tracking;
