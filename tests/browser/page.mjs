// page.mjs - what every page is held to.
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
	extends: ['html-validate:recommended', 'html-validate:document'],
	rules: {
		// Blanks and the style of writing are the page compiler's.
		'no-trailing-whitespace': 'off',
		// What we serve ourselves needs no digest.
		'require-sri': ['error', { target: 'crossorigin' }],
		'attribute-boolean-style': 'off',
		'doctype-style': 'off',
		'void-style': 'off',
		'no-inline-style': 'error',
		'long-title': 'off',
		'tel-non-breaking': 'off',
	},
});

const narrow = { width: 320, height: 640 };
const wide = { width: 1200, height: 900 };
const tabs = 400;

async function valid(html)
{
	const report = await validator.validateString(html);

	return report.results.flatMap((result) => result.messages.map((m) =>
		`html ${m.line}:${m.column}: ${m.message} (${m.ruleId})`));
}

async function accessible(page)
{
	await page.evaluate(axe.source);
	const found = await page.evaluate(() => window.axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',
			'best-practice'],
	}));

	return found.violations.flatMap((violation) => violation.nodes
		.slice(0, 3).map((node) => `axe ${violation.id}: ` +
			`${node.target.join(' ')}: ${node.failureSummary}`));
}

// What is wider than the window, were it not for a frame that scrolls.
async function runs_out(page, what)
{
	const over = await page.evaluate(() => {
		const width = document.documentElement.clientWidth;

		if (document.documentElement.scrollWidth <= width)
			return [];
		return [...document.querySelectorAll('body *')]
			.filter((e) => e.getBoundingClientRect().right >
				width + 1)
			.slice(0, 5)
			.map((e) => e.tagName + '.' + e.className);
	});

	return over.map((element) => `${what}: ${element} runs out`);
}

// Tab through the page as somebody without a mouse does.
async function by_keyboard(page)
{
	const wrong = [];
	const wanted = await page.evaluate(() => {
		const names = new Set();

		for (const e of document.querySelectorAll('a[href], button, ' +
			'input:not([type=hidden]), select, textarea, ' +
			'summary, [tabindex="0"]')) {
			if (e.disabled || !e.checkVisibility({
				visibilityProperty: true }))
				continue;
			// Of a group of radio buttons Tab stops at one.
			names.add(e.type === 'radio' ? 'radio ' + e.name :
				names.size + ' ' + e.outerHTML);
		}
		return names.size;
	});
	let reached = 0, first = null, within = 0;

	await page.evaluate(() => document.activeElement?.blur());
	while (reached < tabs && within < 9) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate(() => {
			const e = document.activeElement;

			if (e === null || e === document.body)
				return null;
			const style = getComputedStyle(e);
			const seen = e.dataset.reached === '1';
			const same = e === window.last_focus;

			e.dataset.reached = '1';
			window.last_focus = e;
			return { seen, same, href: e.getAttribute('href'),
				name: e.outerHTML.slice(0, 90),
				shown: style.outlineStyle !== 'none' ||
					style.boxShadow !== 'none' };
		});
		// A day's field has a stop for year, month, day and calendar.
		within = at?.same ? within + 1 : 0;
		if (at?.same)
			continue;
		if (at === null || at.seen)
			break;
		reached++;
		first ??= at;
		if (!at.shown)
			wrong.push(`keyboard: no focus seen at ${at.name}`);
	}
	if (reached < wanted && reached < tabs)
		wrong.push(`keyboard: ${reached} of ${wanted} controls`);
	if (!first?.href?.startsWith('#'))
		wrong.push('keyboard: the first is no link past the head');
	return wrong;
}

async function printed(page)
{
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize({ width: 760, height: 1000 });
	const wrong = await runs_out(page, 'print');
	const shown = await page.evaluate(() => [...document
		.querySelectorAll('nav')].filter((e) => e.checkVisibility())
		.length);

	await page.emulateMedia({ media: 'screen' });
	if (shown > 0)
		wrong.push('print: the navigation is printed');
	return wrong;
}

// What a page says, but for the number that each request has of its own.
const words = (page) => page.evaluate(() => document.body.innerText
	.replace(/[0-9a-f]{16}/g, '').replace(/\s+/g, ' '));

// Everything about one page; `status' is what it answers.
export async function hold(context, plain, address, status, picture)
{
	const page = await context.newPage();
	const wrong = [];

	page.on('console', (message) => {
		if (message.type() === 'error' && !(status >= 400 &&
			message.text().includes('status of')))
			wrong.push(`console: ${message.text()}`);
	});
	page.on('pageerror', (error) => wrong.push(`script: ${error}`));
	await page.setViewportSize(wide);
	const reply = await page.goto(address);

	if (reply.status() !== status)
		wrong.push(`status ${reply.status()}, not ${status}`);
	wrong.push(...await valid(await reply.text()));
	wrong.push(...await accessible(page));
	await page.screenshot({ path: picture + '.png', fullPage: true });
	const text = await words(page);

	wrong.push(...await by_keyboard(page));
	await page.setViewportSize(narrow);
	wrong.push(...await runs_out(page, '320 px'));
	await page.screenshot({ path: picture + '-320.png', fullPage: true });
	wrong.push(...await printed(page));
	await page.close();

	const bare = await plain.newPage();

	await bare.setViewportSize(wide);
	await bare.goto(address);
	if (await words(bare) !== text)
		wrong.push('another text with scripts off');
	await bare.close();
	return wrong;
}
