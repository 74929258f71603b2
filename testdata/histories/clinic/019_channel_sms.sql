ALTER TYPE channel ADD VALUE 'sms';
