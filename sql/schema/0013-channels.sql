-- Where bodies make information public, and each time they did.

-- An account, a gazette, a board of a body.
create table channel (
	id $id primary key,
	agency $int not null references agency (id),
	version $int not null,
	created_at $int not null,
	code $text not null,
	kind $text not null,
	name $text not null,
	address $text not null,
	identifier $text not null,
	since $text,
	until $text
);
create unique index channel_by_code on channel (lower(code));
create index channel_by_agency on channel (agency);

-- One time that something was made public there.  `record' 0: a post of its
-- own; `reads' -1: nobody counted; `origin' is how an import knows it again.
create table posting (
	id $id primary key,
	agency $int not null references agency (id),
	version $int not null,
	created_at $int not null,
	channel $int not null references channel (id),
	record $int not null,
	at $int not null,
	day $text not null,
	title $text not null,
	address $text not null,
	place $text not null,
	issue $text not null,
	units $int not null,
	reprint $int not null,
	source $text not null,
	reads $int not null,
	attachment $int not null,
	origin $text not null,
	person $int not null
);
create unique index posting_by_origin on posting (channel, origin);
create index posting_by_at on posting (at, id);
create index posting_by_channel on posting (channel, at, id);
create index posting_by_day on posting (day, channel);
create index posting_by_record on posting (record) where record <> 0;
