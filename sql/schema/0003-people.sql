-- How people prove who they are, and the keys of what is sealed.

-- The data key of a subject (an applicant, a case), wrapped by the master key
-- of a number.  Once it is destroyed, only that it was remains.
create table subject_key (
	id $id primary key,
	agency $int not null,
	created_at $int not null,
	master $int not null,
	wrapped $bytes,
	destroyed_at $int
);
create index subject_key_by_master on subject_key (master, id)
	where wrapped is not null;

-- The keys of the store itself: blind indexes and second factors need one
-- that is the same whatever master key wraps it.
create table store_key (
	name $text primary key,
	master $int not null,
	wrapped $bytes not null
);

-- How a person proves himself; its id is the person's.  `renew': the
-- password must be changed before anything else.  A second factor that has no
-- `totp_at' was begun and not confirmed; `totp_last' is the step of the last
-- code that was taken.
create table credential (
	id $id primary key,
	password $text not null,
	password_at $int not null,
	renew $int not null,
	totp $bytes,
	totp_at $int,
	totp_last $int not null,
	locked_at $int
);

-- Codes for the day on which the phone is lost; each is taken once.
create table recovery (
	id $id primary key,
	person $int not null,
	digest $text not null,
	used_at $int
);
create unique index recovery_by_digest on recovery (person, digest);

-- What was tried and went wrong, by account and by source; the key is a
-- digest, and stands here for logins that do not exist, too.
create table attempt (
	key $text primary key,
	failed $int not null,
	last_at $int not null,
	until $int not null
);

-- Who is signed in; of the token only the digest is kept.  `due': what must
-- be done before anything else.
create table session (
	id $id primary key,
	person $int not null,
	digest $text not null,
	due $text not null check (due in ('', 'password', 'second')),
	created_at $int not null,
	seen_at $int not null
);
create unique index session_by_digest on session (digest);
create index session_by_person on session (person);

create table invitation (
	id $id primary key,
	person $int not null,
	digest $text not null,
	created_at $int not null,
	until $int not null,
	used_at $int
);
create unique index invitation_by_digest on invitation (digest);
create index invitation_by_person on invitation (person);
