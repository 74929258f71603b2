UPDATE payments SET method_new = method::payment_method
    WHERE number BETWEEN 1000 AND 10999 AND method_new::text <> method;

UPDATE payments SET method_new = method::payment_method
    WHERE number BETWEEN 11000 AND 20999 AND method_new::text <> method;
