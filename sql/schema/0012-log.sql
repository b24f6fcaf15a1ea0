-- The transparency log.  A leaf of a published version is written once; it
-- gets its place in the tree once, and an erasure takes out what could be
-- guessed: number, salt and the salted digest of the content.  Its own digest
-- stays, so the tree stays whole.
create table log_leaf (
	id $id primary key,
	agency $int not null,
	record $int not null,
	version $int not null,
	action $text not null
		check (action in ('published', 'corrected', 'withdrawn')),
	at $int not null,
	number $text,
	content $bytes,
	salt $bytes,
	digest $bytes not null,
	n $int unique,
	erasure $int
);
create index log_leaf_record on log_leaf (record, id);
create index log_leaf_waiting on log_leaf (id) where n is null;

-- Roots of full subtrees, of every fourth level: node n of a level holds the
-- 2^level leaves from n * 2^level on.
create table log_node (
	level $int not null,
	n $int not null,
	digest $bytes not null,
	primary key (level, n)
);

-- Signed heads, and how many leaves have their place, in the row that who
-- gives places must lock.  `kind' is of every digest of the tree, for ever;
-- empty until there is a leaf.
create table log_head (
	id $id primary key,
	n $int not null,
	root $bytes not null,
	at $int not null,
	note $text not null
);
create index log_head_size on log_head (n, id);
create table log_tree (
	id $id primary key,
	n $int not null,
	kind $text not null
);
insert into log_tree (id, n, kind) values (1, 0, '');

-- engine: sqlite
create trigger log_leaf_written before update on log_leaf
	when new.id <> old.id or new.agency <> old.agency
	or new.record <> old.record or new.version <> old.version
	or new.action <> old.action or new.at <> old.at
	or new.digest <> old.digest
	or (old.n is not null and new.n is not old.n)
	or (new.erasure is null and (new.number is not old.number
	or new.content is not old.content or new.salt is not old.salt))
	or (old.erasure is not null and new.erasure is not old.erasure)
	or (new.erasure is not null and (new.number is not null
	or new.content is not null or new.salt is not null))
	begin select raise(abort, 'the log is append-only'); end;
-- engine: sqlite
create trigger log_leaf_kept before delete on log_leaf
	begin select raise(abort, 'the log is append-only'); end;
-- engine: sqlite
create trigger log_node_written before update on log_node
	begin select raise(abort, 'the log is append-only'); end;
-- engine: sqlite
create trigger log_node_kept before delete on log_node
	begin select raise(abort, 'the log is append-only'); end;
-- engine: sqlite
create trigger log_head_written before update on log_head
	begin select raise(abort, 'the log is append-only'); end;
-- engine: sqlite
create trigger log_head_kept before delete on log_head
	begin select raise(abort, 'the log is append-only'); end;

-- engine: pgsql
create function log_refuse() returns trigger language plpgsql as
	'begin raise exception ''the log is append-only''; end';
-- engine: pgsql
create trigger log_leaf_written before update on log_leaf
	for each row when (new.id <> old.id or new.agency <> old.agency
	or new.record <> old.record or new.version <> old.version
	or new.action <> old.action or new.at <> old.at
	or new.digest <> old.digest
	or (old.n is not null and new.n is distinct from old.n)
	or (new.erasure is null and (new.number is distinct from old.number
	or new.content is distinct from old.content
	or new.salt is distinct from old.salt))
	or (old.erasure is not null
	and new.erasure is distinct from old.erasure)
	or (new.erasure is not null and (new.number is not null
	or new.content is not null or new.salt is not null)))
	execute function log_refuse();
-- engine: pgsql
create trigger log_leaf_kept before delete or truncate on log_leaf
	for each statement execute function log_refuse();
-- engine: pgsql
create trigger log_node_kept before update or delete or truncate on log_node
	for each statement execute function log_refuse();
-- engine: pgsql
create trigger log_head_kept before update or delete or truncate on log_head
	for each statement execute function log_refuse();
