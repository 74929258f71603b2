-- Old rows keep 'wrong' until they are changed: a value is never renamed under code that runs.
ALTER TYPE return_reason ADD VALUE 'not as described' AFTER 'late';
