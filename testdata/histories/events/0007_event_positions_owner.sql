ALTER SEQUENCE event_positions OWNED BY events.position;
