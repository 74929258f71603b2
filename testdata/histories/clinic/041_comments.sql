COMMENT ON TABLE patients IS 'those who are treated here';
COMMENT ON COLUMN appointments.state IS 'booked, met or missed';
