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

	/* A text is written as it will look; its HTML goes into the field that
	   is there without scripts. */
	for (const editor of document.querySelectorAll('.editor[data-for]')) {
		const field = document.getElementById(editor.dataset.for);
		const text = editor.querySelector('[role=textbox]');
		let typed = false;

		field.closest('.field').hidden = true;
		editor.hidden = false;
		text.contentEditable = 'true';
		document.execCommand('defaultParagraphSeparator', false, 'p');
		text.addEventListener('input', () => { typed = true; });
		for (const button of editor.querySelectorAll('[data-do]'))
			button.addEventListener('click', () => {
				text.focus();
				document.execCommand(button.dataset.do, false,
					button.dataset.with ?? null);
				typed = true;
			});
		field.form.addEventListener('submit', () => {
			if (typed)
				field.value = `<div>${text.innerHTML}</div>`;
		});
	}
})();
