UPDATE events SET origin = source
    WHERE position BETWEEN 1 AND 20000 AND origin = 'api' AND source <> 'api';

UPDATE events SET origin = source
    WHERE position BETWEEN 20001 AND 40000 AND origin = 'api' AND source <> 'api';
