SET lock_timeout = '2s';

ALTER TABLE wards_new DETACH PARTITION wards_new_one CONCURRENTLY;
