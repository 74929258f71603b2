-- Only a report reads it, and it is off until the new one is out.
ALTER TYPE billing.period RENAME ATTRIBUTE ends TO until;
