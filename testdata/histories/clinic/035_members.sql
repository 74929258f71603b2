SET lock_timeout = '2s';

BEGIN;
ALTER TABLE templates RENAME TO message_templates;
CREATE VIEW templates AS SELECT * FROM message_templates;
COMMIT;
