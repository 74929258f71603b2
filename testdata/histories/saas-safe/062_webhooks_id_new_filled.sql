UPDATE app.webhooks SET id_new = id WHERE id BETWEEN 1 AND 50000 AND id_new = 0;

UPDATE app.webhooks SET id_new = id WHERE id BETWEEN 50001 AND 100000 AND id_new = 0;
