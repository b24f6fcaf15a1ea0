-- The journal.  An entry and its changes are written once and never again:
-- the triggers below refuse it, but for taking the values of a change out,
-- which an erasure does.  Values stand apart from the digest that is chained.
create table journal (
	id $id primary key,
	agency $int not null,
	at $int not null,
	day $text not null,
	actor $int not null,
	kind $text not null,
	thing $int not null,
	action $text not null,
	changes $int not null,
	digest $text not null
);
create index journal_thing on journal (kind, thing, id);
create index journal_agency on journal (agency, id);

-- Place 0 is the reason.  `subject': whose data key seals both values; 0
-- for none.  `erasure': what took salt and values out.
create table journal_change (
	journal $int not null references journal (id),
	place $int not null,
	field $text not null,
	subject $int not null,
	digest $text not null,
	salt $bytes,
	was $bytes,
	became $bytes,
	erasure $int,
	primary key (journal, place)
);
create index journal_change_erasure on journal_change (erasure)
	where erasure is not null;

-- The chain: numbers without a gap, an entry in one link only.
create table journal_seal (
	n $id primary key,
	journal $int not null unique references journal (id),
	digest $text not null
);

-- Entries that no link holds yet, and the end of the chain, whose row those
-- who chain must lock.
create table journal_tail (
	journal $id primary key references journal (id)
);
create table journal_head (
	id $id primary key,
	n $int not null,
	digest $text not null
);
insert into journal_head (id, n, digest) values (1, 0, '');

-- engine: sqlite
create trigger journal_written before update on journal
	begin select raise(abort, 'the journal is append-only'); end;
-- engine: sqlite
create trigger journal_kept before delete on journal
	begin select raise(abort, 'the journal is append-only'); end;
-- engine: sqlite
create trigger journal_change_written before update on journal_change
	when old.erasure is not null or new.erasure is null
	or new.salt is not null or new.was is not null
	or new.became is not null
	or new.journal <> old.journal or new.place <> old.place
	or new.field <> old.field or new.subject <> old.subject
	or new.digest <> old.digest
	begin select raise(abort, 'the journal is append-only'); end;
-- engine: sqlite
create trigger journal_change_kept before delete on journal_change
	begin select raise(abort, 'the journal is append-only'); end;
-- engine: sqlite
create trigger journal_seal_written before update on journal_seal
	begin select raise(abort, 'the journal is append-only'); end;
-- engine: sqlite
create trigger journal_seal_kept before delete on journal_seal
	begin select raise(abort, 'the journal is append-only'); end;

-- engine: pgsql
create function journal_refuse() returns trigger language plpgsql as
	'begin raise exception ''the journal is append-only''; end';
-- engine: pgsql
create trigger journal_kept before update or delete or truncate on journal
	for each statement execute function journal_refuse();
-- engine: pgsql
create trigger journal_change_written before update on journal_change
	for each row when (old.erasure is not null or new.erasure is null
	or new.salt is not null or new.was is not null
	or new.became is not null
	or new.journal <> old.journal or new.place <> old.place
	or new.field <> old.field or new.subject <> old.subject
	or new.digest <> old.digest)
	execute function journal_refuse();
-- engine: pgsql
create trigger journal_change_kept before delete or truncate on journal_change
	for each statement execute function journal_refuse();
-- engine: pgsql
create trigger journal_seal_kept before update or delete or truncate
	on journal_seal for each statement execute function journal_refuse();

-- What lies in DIR/blobs, by the digest of what lies there.
create table blob (
	name $text primary key,
	size $int not null,
	created_at $int not null
);

-- What is attached to a thing.  Where a subject is, the name and the blob are
-- sealed under its data key.
create table attachment (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	owner_kind $text not null,
	owner $int not null,
	subject $int not null,
	blob $text not null references blob (name),
	name $bytes not null,
	type $text not null,
	size $int not null,
	state $text not null
		check (state in ('quarantine', 'clean', 'refused'))
);
create index attachment_owner on attachment (owner_kind, owner, id);
create index attachment_blob on attachment (blob);
create index attachment_state on attachment (state, id)
	where state = 'quarantine';

-- The tombstones.  `done_at' is null until its bytes are out of every file.
create table erasure (
	id $id primary key,
	agency $int not null,
	created_at $int not null,
	actor $int not null,
	kind $text not null check (kind in ('text', 'attachment', 'subject')),
	reason $text not null,
	found $int not null,
	journal_values $int not null,
	done_at $int
);

-- Blobs an erasure has yet to take off the disk.
create table erasure_blob (
	erasure $int not null,
	name $text not null,
	primary key (erasure, name)
);
