-- // shorten email
ALTER TABLE users ALTER COLUMN email TYPE varchar(320);

  --  // @UNDO
ALTER TABLE users ALTER COLUMN email TYPE text;
this is no SQL;
