-- Public records (政府信息): what import, search and export of documents need.
-- `origin' is how an import knows its record again.
create table record (
	id $id primary key,
	agency $int not null references agency (id),
	version $int not null,
	created_at $int not null,
	changed_at $int not null,
	origin $text not null,
	number $text not null,
	title $text not null,
	day $text,
	kind $text not null,
	catalogue $text not null,
	validity $text not null,
	body $text not null
);
create unique index record_origin on record (agency, origin)
	where origin <> '';

-- What a record was before its present version.
create table record_version (
	record $int not null references record (id),
	version $int not null,
	agency $int not null,
	changed_at $int not null,
	number $text not null,
	title $text not null,
	day $text,
	kind $text not null,
	catalogue $text not null,
	validity $text not null,
	body $text not null,
	primary key (record, version)
);

-- A text is read far more often than written: nothing is packed or unpacked.
-- engine: pgsql
alter table record alter column body set storage external;
-- engine: pgsql
alter table record_version alter column body set storage external;
