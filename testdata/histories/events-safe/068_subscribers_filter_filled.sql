UPDATE subscribers SET filter = '{}' WHERE filter IS NULL;
