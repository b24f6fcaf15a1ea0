-- The words of an attachment, for search and for reading before publication;
-- sealed where a subject owns it.  `unread' 1: there are some that no program
-- could read.
create table attachment_text (
	attachment $id primary key
		references attachment (id) on delete cascade,
	agency $int not null,
	subject $int not null,
	text $bytes not null,
	unread $int not null
);
