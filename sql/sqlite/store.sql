-- schema_present: whether the store has the table of migrations
-- row: n int
select count(*) as n from sqlite_schema
where type = 'table' and name = 'schema_version'

-- schema_lock: keep other migrations out until this transaction ends
-- row: n int
select 1 as n
