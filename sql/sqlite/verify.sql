-- verify_engine: what the engine says of its own files; "ok" if nothing
-- rows: said text
select cast(integrity_check as text) as said from pragma_integrity_check(20)
