ALTER TYPE billing.period ADD ATTRIBUTE note text;
