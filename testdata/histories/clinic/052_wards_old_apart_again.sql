SET lock_timeout = '2s';

ALTER TABLE wards DETACH PARTITION wards_old CONCURRENTLY;
