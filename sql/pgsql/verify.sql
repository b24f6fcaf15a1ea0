-- verify_engine: what the engine says of its own files; "ok" if nothing
-- rows: said text
select cast('ok' as text) as said
