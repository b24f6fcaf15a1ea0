-- What all things that take steps have in common, and the first kind of them.

-- The ledger: one row a step.  `day' is the legal day, `at' when it was
-- entered; `due' is the clock behind it.
create table event (
	id $id primary key,
	agency $int not null,
	kind $text not null,
	thing $int not null,
	step $text not null,
	was $text not null,
	became $text not null,
	day $text not null,
	at $int not null,
	actor $int not null,
	due $text,
	provisional $int not null,
	paper $text not null,
	figure $text not null
);
create index event_thing on event (kind, thing, id);
create index event_figure on event (figure, agency, day)
	where figure <> '';

-- A gate that was closed: by the actor's own hand, or by a scanned paper form
-- (`attachment') that `signer' signed and the actor uploaded.
create table gate (
	id $id primary key,
	agency $int not null,
	kind $text not null,
	thing $int not null,
	gate $text not null,
	event $int not null references event (id),
	actor $int not null,
	signer $text not null,
	day $text not null,
	at $int not null,
	attachment $int not null
);
create index gate_thing on gate (kind, thing, id);

-- A body gets another name: the agency is the one whose name changes.
create table name_change (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	state $text not null,
	due $text,
	paused $text,
	provisional $int not null,
	name $text not null,
	since $text not null,
	reason $text not null
);
create index name_change_agency on name_change (agency, id);
