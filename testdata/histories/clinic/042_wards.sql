CREATE TABLE wards (
    clinic int NOT NULL,
    opened date NOT NULL,
    name text,
    beds int CHECK (beds > 0)
) PARTITION BY RANGE (opened);
CREATE TABLE wards_old PARTITION OF wards FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
CREATE TABLE wards_new PARTITION OF wards FOR VALUES FROM ('2020-01-01') TO (MAXVALUE)
    PARTITION BY LIST (name);
CREATE TABLE wards_new_few PARTITION OF wards_new FOR VALUES IN ('east', 'the "west"', 'o''north');
CREATE TABLE wards_new_one PARTITION OF wards_new FOR VALUES IN ('south', NULL);

CREATE TABLE beds (
    ward int,
    bed int,
    kind text
) PARTITION BY RANGE (ward, bed);
CREATE TABLE beds_1 PARTITION OF beds FOR VALUES FROM (1, 1) TO (1, 100);
CREATE TABLE beds_2 PARTITION OF beds FOR VALUES FROM (2, 10) TO (3, 20);
CREATE TABLE beds_3 PARTITION OF beds (CONSTRAINT beds_3_check CHECK (kind <> ''))
    FOR VALUES FROM (4, MINVALUE) TO (5, MAXVALUE);

CREATE TABLE slots (
    id bigint NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT slots_room CHECK (id > 0)
) PARTITION BY HASH (id);
CREATE TABLE slots_0 PARTITION OF slots FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE slots_1 PARTITION OF slots FOR VALUES WITH (MODULUS 2, REMAINDER 1);
