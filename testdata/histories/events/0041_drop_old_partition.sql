DROP TABLE archive.events_until_2023;
