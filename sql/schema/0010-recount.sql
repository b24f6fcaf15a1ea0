-- Due days are counted again when the calendar changes.

-- The years without a notice of holidays that a clock was counted in.
alter table name_change add column missing $text not null default '';

-- The rules that the store was last counted by: a name and a digest.
create table rules_seen (
	name $text primary key,
	digest $text not null,
	at $int not null
);

-- A due day that was final and would be another one now (`fresh').  State is
-- waiting, approved, kept or past: the thing went on meanwhile.
create table recount (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	kind $text not null,
	thing $int not null,
	due $text not null,
	fresh $text not null,
	state $text not null,
	decided_at $int not null,
	actor $int not null
);
create index recount_thing on recount (kind, thing, id);
create index recount_waiting on recount (id) where state = 'waiting';
