COMMENT ON TABLE events IS 'What happened';
