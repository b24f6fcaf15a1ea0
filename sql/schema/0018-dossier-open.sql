-- What is still on its way to the public is few among all that ever was.
create index dossier_open on dossier (id)
	where state not in ('published', 'withdrawn', 'archived', 'dropped');
