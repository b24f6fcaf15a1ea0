-- Tokens with which other programs act as a person; of the text only the
-- digest is kept.  `scopes' are needs parted by blanks, `body' 0 is wherever
-- the person may.

create table token (
	id $id primary key,
	person $int not null,
	name $text not null,
	digest $text not null,
	scopes $text not null,
	body $int not null,
	until $text not null,
	created_at $int not null,
	used_at $int not null
);
create unique index token_by_digest on token (digest);
create unique index token_by_name on token (person, name);
