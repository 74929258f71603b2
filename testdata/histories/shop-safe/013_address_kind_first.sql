ALTER TYPE address_kind ADD VALUE IF NOT EXISTS 'office' BEFORE 'shipping';
