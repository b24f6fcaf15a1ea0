/* What a page has besides, where scripts run: nothing depends on it. */
(() => {
	'use strict';

	/* The error summary is read first. */
	document.querySelector('.remarks')?.focus();

	/* A form is sent once, however often its button is pressed. */
	for (const form of document.querySelectorAll('form[method=post]'))
		form.addEventListener('submit', (event) => {
			if (form.dataset.sent === '1')
				event.preventDefault();
			form.dataset.sent = '1';
			setTimeout(() => { form.dataset.sent = ''; }, 5000);
		});

	/* What was typed is not lost by a slip. */
	for (const form of document.querySelectorAll('form[data-keep]')) {
		let typed = false;

		form.addEventListener('input', () => { typed = true; });
		form.addEventListener('submit', () => { typed = false; });
		window.addEventListener('beforeunload', (event) => {
			if (typed)
				event.preventDefault();
		});
	}
})();
