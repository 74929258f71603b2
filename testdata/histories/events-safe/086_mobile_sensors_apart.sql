SET lock_timeout = '2s';

ALTER TABLE mobile_sensors NO INHERIT sensors;
