COMMENT ON TABLE sales_by_day IS 'Filled once a night';
