-- Work left for later, what goes outside, and transfers that stop and go on.

-- Work for later.  `once' names what waits only once; a dead letter has none.
-- Under a lease (`owner', until `lease') a runner is at it.  An errand that
-- went well is gone.
create table errand (
	id $id primary key,
	name $text not null,
	argument $text not null,
	once $text,
	state $text not null check (state in ('waiting', 'dead')),
	due $int not null,
	tries $int not null,
	owner $int not null,
	lease $int not null,
	failure $text not null,
	created_at $int not null
);
create unique index errand_once on errand (name, once);
create index errand_due on errand (due, id) where state = 'waiting';

-- Messages to the outside.  Recipient and text are sealed where a subject is.
create table outbox (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	message $text not null,
	way $text not null check (way in ('mail', 'sms', 'notice')),
	subject $int not null,
	recipient $bytes not null,
	title $text not null,
	body $bytes not null,
	sent_at $int
);
create unique index outbox_message on outbox (message);
create index outbox_waiting on outbox (id) where sent_at is null;

-- Imports and exports: how far one came, told by `cursor'.
create table transfer (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	way $text not null check (way in ('import', 'export')),
	name $text not null,
	source $text not null,
	cursor $text not null,
	done $int not null,
	ended_at $int
);
create unique index transfer_open on transfer (agency, way, name, source)
	where ended_at is null;
