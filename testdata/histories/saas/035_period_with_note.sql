ALTER TYPE billing.period ADD ATTRIBUTE note text;

ALTER TYPE billing.period RENAME ATTRIBUTE ends TO until;
