SET lock_timeout = '2s';

-- tiptoe:ignore column-dropped: no version has named it since release 31
ALTER TABLE appointments DROP COLUMN note;
