-- Bodies of DO for tools/check_bodies.c, which holds what is found in them against what
-- PostgreSQL's own parser finds. They need not make sense; they must be PL/pgSQL.

DO $$ BEGIN END $$;
DO $$BEGIN NULL;END$$;
DO $$ BEGIN ALTER TABLE a ADD COLUMN b int; END $$;
do $$ begin alter table a add column b int; end; $$;
DO LANGUAGE plpgsql $$ BEGIN DROP TABLE a; END $$;
DO $$ BEGIN DROP TABLE a; END $$ LANGUAGE plpgsql;
DO LANGUAGE 'plpgsql' $body$ BEGIN DROP TABLE a; END; $body$;
DO 'BEGIN DROP TABLE a; UPDATE b SET c = 1; END';
DO ' begin lock table a; end ';
DO '
BEGIN
    DELETE FROM a;
    -- the last line of it
END';

-- Blocks.
DO $$
BEGIN
    INSERT INTO a VALUES (1);
    BEGIN
        INSERT INTO a VALUES (2);
        DECLARE
            b int := 3;
        BEGIN
            INSERT INTO a VALUES (b);
        END;
        INSERT INTO a VALUES (4);
    END;
    INSERT INTO a VALUES (5);
END
$$;

DO $$
<<whole>>
DECLARE
    a int;
BEGIN
    <<part>>
    DECLARE
        a int;
    BEGIN
        UPDATE t SET b = part.a;
    END part;
    UPDATE t SET b = whole.a;
END whole
$$;

DO $$<<a>>BEGIN<<b>>BEGIN DELETE FROM t;END b;TRUNCATE t;END a;$$;

DO $$
<<"a label;">>
BEGIN
    <<"begin">>
    LOOP
        DELETE FROM t;
        EXIT "begin" WHEN NOT FOUND;
    END LOOP "begin";
    DROP TABLE t;
END "a label;";
$$;

-- Declarations.
DO $$
DECLARE
    update int;
    comment text := 'drop table t;';
    a CONSTANT int NOT NULL DEFAULT 1;
    b t.c%TYPE;
    d t%ROWTYPE;
    e record;
    f refcursor;
    g CURSOR FOR SELECT * FROM t;
    h NO SCROLL CURSOR (x int, y text) FOR SELECT * FROM t WHERE z = x;
    i ALIAS FOR comment;
    j text[] := ARRAY['a;b', 'begin'];
    k int := (SELECT count(*) FROM t WHERE 'begin' <> ';');
    l numeric(10, 2) = 3.5;
    m int[] DEFAULT '{}';
    n text COLLATE "C" := $q$ begin; $q$;
BEGIN
    DROP TABLE t;
END
$$;

DO $$
DECLARE
BEGIN
    DROP TABLE t;
END
$$;

DO $$ DECLARE a int; DECLARE b int; BEGIN GRANT SELECT ON t TO a; END $$;
DO $$ DECLARE "begin" int; BEGIN REVOKE SELECT ON t FROM a; END $$;

DO $$
#variable_conflict use_column
BEGIN
    UPDATE t SET a = 1;
    DELETE FROM t;
END
$$;

DO $$
#variable_conflict use_variable
#print_strict_params on
DECLARE
    comment text;
BEGIN
    UPDATE t SET a = 1;
END
$$;

DO $$ #variable_conflict error
<<l>> BEGIN UPDATE t SET a = 1; END l $$;

-- IF.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_class WHERE relname = 't') THEN
        CREATE TABLE t (a int);
    END IF;
    CREATE TABLE u (a int);
END
$$;

DO $$
BEGIN
    IF a THEN DROP TABLE b; ELSIF c THEN DROP TABLE d; ELSEIF e THEN DROP TABLE f; ELSE DROP TABLE g; END IF;
    DROP TABLE h;
END
$$;

DO $$
BEGIN
    IF (CASE WHEN 1 = 1 THEN true ELSE false END) THEN
        DROP TABLE a;
    ELSIF (CASE 1 WHEN 1 THEN (SELECT CASE WHEN true THEN false END) END) THEN
        DROP TABLE b;
    END IF;
    DROP TABLE c;
END
$$;

DO $$
BEGIN
    IF a THEN
        IF b THEN
            DROP TABLE c;
        ELSE
            DROP TABLE d;
        END IF;
        DROP TABLE e;
    END IF;
    IF a THEN
    END IF;
    IF a THEN
    ELSE
        DROP TABLE f;
    END IF;
    DROP TABLE g;
END
$$;

DO $$BEGIN IF(SELECT true)THEN DROP TABLE a;ELSE DROP TABLE b;END IF;DROP TABLE c;END$$;
DO $$ BEGIN IF .5 < 1 THEN DROP TABLE a; END IF; CASE .5 WHEN 1 THEN DROP TABLE b; END CASE; END $$;
DO $$ BEGIN IF "then" = 'then' /* then */ -- then
    THEN DROP TABLE a; END IF; DROP TABLE b; END $$;
DO $$ DECLARE x int[]; BEGIN IF x[1] = .5 THEN DROP TABLE a; END IF; DROP TABLE b; END $$;

-- CASE.
DO $$
BEGIN
    CASE a
        WHEN 1, 2 THEN
            DROP TABLE a;
        WHEN 3 THEN
            DROP TABLE b;
            DROP TABLE c;
        ELSE
            DROP TABLE d;
    END CASE;
    DROP TABLE e;
END
$$;

DO $$
BEGIN
    CASE
        WHEN a > 1 THEN NULL;
        WHEN (CASE WHEN b THEN c END) THEN DROP TABLE a;
    END CASE;
    CASE (SELECT count(*) FROM t) WHEN 0 THEN DROP TABLE b; ELSE END CASE;
    DROP TABLE e;
END
$$;

DO $$
DECLARE a int;
BEGIN
    a := CASE WHEN true THEN 1 ELSE 2 END;
    UPDATE t SET b = CASE WHEN c THEN 1 ELSE 2 END WHERE d;
    DROP TABLE e;
END
$$;

-- Loops.
DO $$
DECLARE
    r record;
    i int;
BEGIN
    LOOP
        DELETE FROM a;
        EXIT WHEN NOT FOUND;
        CONTINUE WHEN i > 3;
        EXIT;
    END LOOP;
    WHILE i < (SELECT max(b) FROM c) LOOP
        DELETE FROM d;
        i := i + 1;
    END LOOP;
    FOR i IN 1..10 LOOP
        DELETE FROM e;
    END LOOP;
    FOR i IN REVERSE 10..1 BY 2 LOOP DELETE FROM f; END LOOP;
    FOR r IN SELECT * FROM g LOOP
        DELETE FROM h WHERE a = r.a;
    END LOOP;
    FOR r IN (SELECT loop.a FROM g AS loop) LOOP
        DELETE FROM i;
    END LOOP;
    DELETE FROM j;
END
$$;

DO $$
DECLARE
    r record;
    x int[] := '{1,2}';
    e int;
    c CURSOR (k int) FOR SELECT * FROM t WHERE id > k;
BEGIN
    FOREACH e IN ARRAY x LOOP
        INSERT INTO a VALUES (e);
    END LOOP;
    FOREACH x SLICE 1 IN ARRAY ARRAY[[1], [2]] LOOP
        INSERT INTO b VALUES (x);
    END LOOP;
    FOR r IN c (3) LOOP
        DELETE FROM t WHERE CURRENT OF c;
    END LOOP;
    FOR r IN EXECUTE 'SELECT * FROM t WHERE a = $1' USING 1 LOOP
        INSERT INTO d VALUES (r.a);
    END LOOP;
    FOR r IN EXECUTE format('SELECT * FROM %I', 't') LOOP
        EXECUTE format('DROP TABLE %I', r.a);
    END LOOP;
    INSERT INTO e VALUES (1);
END
$$;

DO $$
DECLARE
    r record;
    a int;
    b int;
BEGIN
    FOR r IN DELETE FROM t WHERE old RETURNING id LOOP
        INSERT INTO gone VALUES (r.id);
    END LOOP;
    FOR a, b IN UPDATE t SET c = 1 WHERE (SELECT true) RETURNING id, c LOOP
        NULL;
    END LOOP;
    FOR r IN WITH d AS (DELETE FROM t RETURNING id) SELECT id FROM d LOOP
        NULL;
    END LOOP;
    FOR r IN INSERT INTO t VALUES (1) RETURNING id LOOP NULL; END LOOP;
END
$$;

DO $$
DECLARE i int := 0;
BEGIN
    <<rows>>
    LOOP
        <<inner>>
        FOR j IN 1..3 LOOP
            CONTINUE rows WHEN j = 2;
            EXIT rows;
        END LOOP inner;
        UPDATE t SET a = i;
        COMMIT;
    END LOOP rows;
    ROLLBACK;
    UPDATE t SET a = 2;
END
$$;

DO $$BEGIN LOOP UPDATE t SET a=1;EXIT;END LOOP;END$$;
DO $$ BEGIN FOR i IN 1 .. (SELECT count(*) FROM t) LOOP UPDATE t SET a = i; END LOOP; END $$;
DO $$ BEGIN FOR i IN 1..3 LOOP FOR j IN 1..i LOOP UPDATE t SET a = j; END LOOP; END LOOP; DROP TABLE t; END $$;

-- EXCEPTION.
DO $$
BEGIN
    CREATE TYPE mood AS ENUM ('sad', 'ok');
EXCEPTION
    WHEN duplicate_object THEN NULL;
END
$$;

DO $$
BEGIN
    DROP TABLE a;
    BEGIN
        DROP TABLE b;
    EXCEPTION WHEN undefined_table THEN
        DROP TABLE c;
    END;
    DROP TABLE d;
    BEGIN
        DROP TABLE e;
    END;
END
$$;

DO $$
BEGIN
    DROP TABLE a;
    BEGIN
        DROP TABLE b;
    END;
    IF c THEN DROP TABLE d; END IF;
EXCEPTION
    WHEN SQLSTATE '42P01' OR undefined_column THEN
        DROP TABLE e;
        BEGIN
            DROP TABLE f;
        EXCEPTION
            WHEN OTHERS THEN
                RAISE NOTICE 'no f: %', SQLERRM;
        END;
    WHEN others THEN
        RAISE;
END
$$;

DO $$ BEGIN LOOP BEGIN DROP TABLE a; EXCEPTION WHEN OTHERS THEN EXIT; END; DROP TABLE b; END LOOP; DROP TABLE c; END $$;

DO $$
DECLARE
    exception text;
BEGIN
    exception := 'x';
    DROP TABLE a;
    BEGIN
        DROP TABLE b;
    EXCEPTION WHEN unique_violation THEN exception := 'y'; DROP TABLE c;
    END;
    DROP TABLE d;
END
$$;

-- Other statements of its own.
DO $$
DECLARE
    n int;
    t text;
    c refcursor;
BEGIN
    GET DIAGNOSTICS n = ROW_COUNT;
    GET CURRENT DIAGNOSTICS t = PG_CONTEXT;
    RAISE NOTICE 'drop table a; % and %', n, (SELECT 1);
    RAISE EXCEPTION 'no; %', t USING ERRCODE = '42P01', HINT = 'update; delete';
    RAISE unique_violation USING MESSAGE = 'x';
    RAISE division_by_zero;
    RAISE SQLSTATE '22012';
    RAISE;
    ASSERT n > 0, 'update a set b = 1;';
    PERFORM pg_notify('a', 'delete from b;');
    PERFORM 1 FROM t WHERE update > 3;
    SELECT 1 INTO n;
    SELECT count(*) INTO STRICT n FROM t;
    OPEN c FOR SELECT * FROM t;
    FETCH NEXT FROM c INTO n;
    MOVE FORWARD 2 FROM c;
    CLOSE c;
    NULL;
    RETURN;
    DROP TABLE a;
END
$$;

DO $$
BEGIN
    BEGIN
        DROP TABLE a;
    EXCEPTION WHEN OTHERS THEN
        DECLARE m text;
        BEGIN
            GET STACKED DIAGNOSTICS m = MESSAGE_TEXT;
            INSERT INTO log VALUES (m);
        END;
    END;
END
$$;

DO $$
BEGIN
    COMMIT;
    DELETE FROM t;
    COMMIT AND CHAIN;
    DELETE FROM t;
    ROLLBACK AND NO CHAIN;
    DELETE FROM t;
    IF a THEN COMMIT; ELSE ROLLBACK; END IF;
END
$$;

DO $$
DECLARE n int;
BEGIN
    CALL p(n);
    CALL s.p(1, (SELECT 2));
END
$$;

-- Variables that are called as commands are, and others.
DO $$
DECLARE
    comment text;
    set int[];
    lock int := 1;
    commit int;
    rollback int;
    call int;
    raise int;
    insert int;
    a int[];
BEGIN
    comment := 'a';
    comment = 'b';
    comment:='c';
    set[1] := 2;
    set [2] := 3;
    lock := lock + 1;
    commit := 1;
    rollback = 2;
    call := 3;
    raise := 4;
    insert := 5;
    a[1] := 3;
    a[2:3] := '{1,2}';
    COMMENT ON TABLE t IS 'd';
    SET lock_timeout = '1s';
    LOCK TABLE t;
    LOCK t;
    COMMENT ON COLUMN t.a IS 'e;f';
    INSERT INTO t VALUES (comment);
END
$$;

DO $$
DECLARE
    r record;
    update record;
BEGIN
    r.update := 4;
    update.a := 5;
    r.comment = 'x';
    UPDATE t SET a = 6;
END
$$;

-- INTO.
DO $$
DECLARE
    a int;
    b int;
    r record;
BEGIN
    INSERT INTO t VALUES (1) RETURNING id INTO a;
    INSERT INTO t (x) SELECT y FROM u RETURNING id, x INTO STRICT a, b;
    INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET x = excluded.x RETURNING id INTO a;
    INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING;
    UPDATE t SET x = 1 WHERE id = (SELECT max(id) FROM t) RETURNING * INTO r;
    DELETE FROM t WHERE id = 3 RETURNING id /* the key */ INTO a;
    UPDATE t SET x = 1 RETURNING id INTO r.a;
    INSERT INTO t VALUES (2);
END
$$;

DO $$
DECLARE
    a int;
    b int;
BEGIN
    WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x;
    WITH x AS (INSERT INTO t VALUES (1) RETURNING id) SELECT id INTO a FROM x WHERE id > 0;
    WITH x AS (UPDATE t SET y = 1 WHERE z RETURNING id), y AS (DELETE FROM u RETURNING id)
        SELECT count(*) INTO STRICT a FROM x, y;
    WITH x AS (SELECT id FROM t LIMIT 10) UPDATE t SET y = 1 FROM x WHERE t.id = x.id RETURNING t.id INTO a;
    WITH RECURSIVE x AS (SELECT 1 UNION ALL SELECT 2) DELETE FROM t USING x WHERE true;
    UPDATE t SET x = 1 RETURNING INTO a id;
    UPDATE t SET x = 1 RETURNING
        INTO a, b -- both
        id, x;
    UPDATE t SET x = 1 RETURNING id INTO a , b;
END
$$;

DO $$
DECLARE a int;
BEGIN
    MERGE INTO t USING u ON t.id = u.id
        WHEN MATCHED THEN UPDATE SET x = u.x
        WHEN NOT MATCHED THEN INSERT (id, x) VALUES (u.id, u.x);
    MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DELETE;
    CREATE TABLE v AS SELECT 1 AS begin;
    IMPORT FOREIGN SCHEMA s FROM SERVER f INTO g;
END
$$;

-- EXECUTE.
DO $$
DECLARE
    s text := 'DROP TABLE a';
    a int;
BEGIN
    EXECUTE 'ALTER TABLE a ADD COLUMN b int';
    EXECUTE 'ALTER TABLE a ADD COLUMN c int; ALTER TABLE a ADD COLUMN d int;';
    EXECUTE $q$UPDATE a SET b = 'x;y'$q$;

END
$$;

DO $do$
DECLARE
    s text := 'DROP TABLE a';
    a int;
BEGIN
    EXECUTE $$UPDATE a SET b = 'x;y'$$;
    EXECUTE s;
    EXECUTE 'SELECT 1' INTO a;
    EXECUTE 'UPDATE a SET b = $1 RETURNING b' INTO a USING 3;
    EXECUTE 'UPDATE a SET b = $1' USING 3;
    EXECUTE 'UPDATE a SET b = $1 RETURNING b' USING 3 INTO STRICT a;
    EXECUTE 'DROP TABLE ' || s;
    EXECUTE format('DROP TABLE %I', s);
    EXECUTE format('DROP TABLE %I USING', s) USING 3, (SELECT 4);
    EXECUTE 'DROP '
        'TABLE a';
    EXECUTE concat('DROP TABLE ', s, ';') INTO a;
    EXECUTE ('DROP TABLE a');
    EXECUTE 'DROP TABLE a'::text;
    EXECUTE E'DROP TABLE a;\n';
    EXECUTE 'SELECT ''into''' INTO a;
    EXECUTE 'ALTER TABLE a ADD COLUMN b text DEFAULT ''c'', ADD d text DEFAULT ''''';
    EXECUTE 'COMMENT ON TABLE a IS ''it''''s''';
    EXECUTE 'CREATE TYPE e AS ENUM (''a'',''b'')';
    EXECUTE'DROP TABLE a';
    execute(s);
    DROP TABLE z;
END
$do$;

-- Comments and quotes in odd places.
DO $$
-- begin; drop table a;
/* begin; /* drop table b; */ 'end */
BEGIN -- it's; not the end
    /* END; */ UPDATE t /* SET b = 1; */ SET a = 'x -- ;' -- ; WHERE
        WHERE b = E'it\'s; so' /* the last */ ; -- done
    INSERT INTO t VALUES ('it''s; end', "a;b"."c""d;", U&'\0041;', $q$ ; end; $q$, $1);
    DELETE FROM t--
    ;
    DROP TABLE "END";
END -- of it
/* and of all */
$$;

DO $$ BEGIN UPDATE t SET a = b -1, c = d/2, e = f- -1, g = h#>>'{a}', i = j||'x'; END $$;
DO $$ BEGIN UPDATE t SET a = (b)[1], c = d[1:2], e = f::int, g = h ?| ARRAY['x'], i = a->>'b'; END $$;

-- Statements that hold semicolons, or bodies of their own.
DO $body$
BEGIN
    CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; DELETE FROM t; $$;
    CREATE OR REPLACE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $fn$
    BEGIN
        IF true THEN UPDATE t SET a = 1; END IF;
        RETURN NEW;
    END
    $fn$;
    CREATE TRIGGER t BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();
    DROP FUNCTION f();
END
$body$;

DO $$
BEGIN
    CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b);
    CREATE RULE s AS ON UPDATE TO t WHERE a DO ALSO INSERT INTO b VALUES (1);
    DROP RULE r ON t;
END
$$;

DO $$
BEGIN
    CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;
    CREATE OR REPLACE PROCEDURE p(begin int) LANGUAGE sql BEGIN ATOMIC DELETE FROM t; END;
    DROP TABLE t;
END
$$;

DO $$
BEGIN
    DO $q$ BEGIN DROP TABLE a; END $q$;
    DROP TABLE b;
END
$$;

-- Commands of many kinds.
DO $$
BEGIN
    ANALYZE t;
    VACUUM t;
    REINDEX TABLE t;
    CLUSTER t USING i;
    REFRESH MATERIALIZED VIEW v;
    TRUNCATE t, u CASCADE;
    GRANT SELECT ON t TO a;
    REVOKE ALL ON t FROM PUBLIC;
    ALTER TYPE e ADD VALUE 'x';
    SET LOCAL search_path = a, b;
    RESET search_path;
    SET CONSTRAINTS ALL DEFERRED;
    SECURITY LABEL FOR x ON TABLE t IS 'y';
    REASSIGN OWNED BY a TO b;
    NOTIFY a, 'b';
    LISTEN a;
    UNLISTEN *;
    DISCARD PLANS;
    LOAD 'x';
    CHECKPOINT;
    COPY t FROM '/x' WITH (FORMAT csv);
    EXPLAIN UPDATE t SET a = 1;
    SHOW lock_timeout;
    PREPARE p AS UPDATE t SET a = 1;
    DEALLOCATE p;
    ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO a;
    CREATE EXTENSION IF NOT EXISTS x;
    CREATE UNIQUE INDEX CONCURRENTLY i ON t (a) WHERE b;
    DROP OWNED BY a;
END
$$;

-- Case.
Do $$ Declare A Int; Begin If A Is Null Then Drop Table B; End If; Update T Set C = 1; Exception When Others Then Delete From D; End $$;
DO $$ BEGIN INSERT INTO"t"VALUES(1);UPDATE"t"SET"a"='b'WHERE"c";DELETE FROM"t"; END $$;

-- Idioms.
DO $$ BEGIN
 ALTER TABLE "a" ADD CONSTRAINT "a_b_fk" FOREIGN KEY ("b") REFERENCES "public"."b"("id") ON DELETE cascade ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;

DO $$
DECLARE
    r record;
BEGIN
    FOR r IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'ALTER TABLE public.' || quote_ident(r.tablename) || ' OWNER TO app;';
        EXECUTE format($f$CREATE POLICY p ON %I USING (true);$f$, r.tablename);
    END LOOP;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'app') THEN
        CREATE ROLE app LOGIN;
    END IF;
END
$$;

DO $$
DECLARE
    moved int;
BEGIN
    LOOP
        WITH batch AS (
            SELECT id FROM t WHERE a IS NULL LIMIT 1000 FOR UPDATE SKIP LOCKED
        ), done AS (
            UPDATE t SET a = 0 FROM batch WHERE batch.id = t.id RETURNING 1
        )
        SELECT count(*) INTO moved FROM done;
        EXIT WHEN moved = 0;
        COMMIT;
        PERFORM pg_sleep(0.1);
    END LOOP;
END
$$;
