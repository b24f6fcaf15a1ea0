-- The bodies as a tree, who works there, and who may do what where.

-- A body as it is now.  Rows are never deleted, so that a code is never used
-- for another body.  `agency' is its own id: who sees the row.
create table agency (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	code $text not null,
	level $text not null,
	above $int not null,
	name $text not null,
	division $text not null,
	organisation $text not null,
	credit $text not null,
	scheme $text not null,
	supervisor $int not null,
	since $text not null,
	until $text,
	successor $int not null
);
create unique index agency_by_code on agency (lower(code));
create index agency_by_above on agency (above);
create index agency_by_supervisor on agency (supervisor);

-- What a body was from a day on, until the next state begins.
create table agency_state (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	since $text not null,
	level $text not null,
	above $int not null,
	name $text not null,
	division $text not null,
	organisation $text not null,
	credit $text not null,
	scheme $text not null,
	supervisor $int not null,
	until $text,
	successor $int not null
);
create unique index agency_state_by_day on agency_state (agency, since);

-- Each body with itself (depth 0), every one above it, and 0 above all.
-- The row (0, 0) is what a change of the tree or of a grant locks.
create table agency_closure (
	above $int not null,
	below $int not null,
	depth $int not null,
	primary key (above, below)
);
create unique index agency_closure_by_below on agency_closure (below, above);
insert into agency_closure (above, below, depth) values (0, 0, 0);

-- Where its disclosure office is found (Regulation, Art. 12).
create table agency_contact (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	office $text not null,
	address $text not null,
	hours $text not null,
	phone $text not null,
	fax $text not null,
	post_code $text not null,
	mail $text not null,
	site $text not null
);
create unique index agency_contact_by_agency on agency_contact (agency);

create table person (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	login $text not null,
	name $text not null,
	until $text
);
create unique index person_by_login on person (login);
create index person_by_agency on person (agency);

-- A role on a body and all below it; `until' before `since' never held.
create table grant_ (
	id $id primary key,
	agency $int not null,
	version $int not null,
	created_at $int not null,
	person $int not null,
	role $text not null,
	since $text not null,
	until $text
);
create index grant_by_person on grant_ (person);
create index grant_by_role on grant_ (role);
