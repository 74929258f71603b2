COMMENT ON TABLE list_items IS 'What a customer wishes for';
