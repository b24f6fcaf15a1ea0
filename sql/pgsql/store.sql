-- schema_present: whether the store has the table of migrations
-- row: n int
select count(*) as n from pg_catalog.pg_class
where relname = 'schema_version' and relkind = 'r' and pg_table_is_visible(oid)

-- schema_lock: keep other migrations out until this transaction ends
-- row: n int
select count(*) as n from (select pg_advisory_xact_lock(4711)) as held
