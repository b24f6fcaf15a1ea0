-- Where others are told of what is published, and each time they are.

-- A machine of somebody else's; `channel' 0: what it answers is no posting.
create table outlet (
	id $id primary key,
	agency $int not null references agency (id),
	version $int not null,
	created_at $int not null,
	code $text not null,
	kind $text not null,
	address $text not null,
	mapping $text not null,
	channel $int not null,
	secret $bytes not null,
	since $text,
	until $text
);
create unique index outlet_by_code on outlet (lower(code));
create index outlet_by_agency on outlet (agency);

-- A record that one is told of; `done_at' 0: not yet.
create table delivery (
	id $id primary key,
	agency $int not null references agency (id),
	outlet $int not null references outlet (id),
	record $int not null,
	version $int not null,
	action $text not null,
	created_at $int not null,
	done_at $int not null
);
create unique index delivery_by_record
    on delivery (outlet, record, version, action);
