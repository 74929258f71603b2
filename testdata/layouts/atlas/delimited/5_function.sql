-- atlas:delimiter \n\n\n
-- atlas:txmode none

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN


    RETURN NEW;
END;
$$;


SELECT 1; REINDEX TABLE CONCURRENTLY users;



REINDEX TABLE CONCURRENTLY users;
