CREATE VIEW latest AS SELECT stream_id, max(version) AS version FROM events GROUP BY stream_id;
