SET lock_timeout = '2s';

CREATE POLICY patients_all ON patients USING (true);
ALTER TABLE patients ENABLE ROW LEVEL SECURITY;
