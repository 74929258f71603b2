DROP INDEX events_type_idx;
