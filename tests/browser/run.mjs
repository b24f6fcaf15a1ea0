// run.mjs ADDRESS PEOPLE PICTURES - every page of a served demonstration.
//
// PEOPLE is what `gongkai demo --json' printed; CHROMIUM the browser.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { hold } from './page.mjs';
import { sign_in, stories } from './stories.mjs';
import { ended, tell } from './tap.mjs';

const [address, people_file, pictures] = process.argv.slice(2);
const people = JSON.parse(readFileSync(people_file, 'utf8')).people;
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM,
	args: ['--no-sandbox', '--disable-dev-shm-usage'],
});

// Pages that differ in a name or number alone are one kind: two are enough.
const alike = 2;

function of_each_kind(paths)
{
	const seen = new Map();

	return [...new Set(paths)].filter((path) => {
		const kind = path.split(/[?#]/)[0].split('/').slice(0, 3)
			.map((part, i) => i < 2 || !/[\d%]/.test(part) ? part :
				'{}').join('/');
		const n = (seen.get(kind) ?? 0) + 1;

		seen.set(kind, n);
		return n <= alike;
	});
}

// A page that several people see is held once.
const held = new Set();

async function hold_one(who, context, plain, path, status)
{
	const name = `${who}${path}`.replace(/[^\w-]+/g, '_').slice(0, 80);

	try {
		return await hold(context, plain, address + path, status,
			`${pictures}/${name}`);
	} catch (error) {
		return [error.message.split('\n')[0]];
	}
}

// Two at a time.
async function hold_all(who, context, plain, paths)
{
	const next = paths.filter(([path]) => path === '/desk' ||
		!held.has(path)).values();
	const some = async () => {
		for (const [path, status] of next) {
			held.add(path);
			tell(`${who} ${path}`, await hold_one(who, context,
				plain, path, status));
		}
	};

	await Promise.all([some(), some()]);
}

// What the public sees: the site map's pages, and those it cannot name.
async function in_public()
{
	const map = await (await fetch(`${address}/sitemap.xml`)).text();
	const told = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)]
		.map((m) => new URL(m[1]).pathname)
		.filter((path) => !/\.(txt|xml)$/.test(path));
	const context = await browser.newContext();
	const plain = await browser.newContext({ javaScriptEnabled: false });

	tell('the site map names pages', [told.length > 5 ? '' :
		`only ${told.length}`]);
	await hold_all('public', context, plain, [
		...of_each_kind(told).map((path) => [path, 200]),
		['/search?q=' + encodeURIComponent('公开'), 200],
		['/search?q=' + encodeURIComponent('无此词语甲乙丙'), 200],
		['/deadline?received=2025-09-24&days=20', 200],
		['/fee?by=items&amount=12', 200],
		['/style', 200], ['/sign-in', 200],
		['/there-is-no-such-page', 404],
	]);
	await context.close();
	await plain.close();
}

// What the staff see: from the desk's home, link by link.
async function at_desk(person)
{
	const context = await browser.newContext();
	const page = await context.newPage();
	const paths = new Set(['/desk']);

	await sign_in(page, address, person);
	for (const path of paths) {
		if (paths.size > 60)
			break;
		await page.goto(address + path);
		for (const link of await page.evaluate(() =>
			[...document.querySelectorAll('a[href^="/desk"]')]
				.map((a) => a.getAttribute('href').split('#')[0])))
			if (of_each_kind([...paths, link]).includes(link))
				paths.add(link);
	}
	await page.close();
	const plain = await browser.newContext({ javaScriptEnabled: false,
		storageState: await context.storageState() });

	await hold_all(person.login, context, plain,
		[...paths].map((path) => [path, 200]));
	await context.close();
	await plain.close();
}

try {
	await in_public();
	await stories(browser, address, people, pictures);
	const desks = new Map(people.map((person) => [person.roles[0], person]));

	for (const person of desks.values())
		await at_desk(person);
} finally {
	await browser.close();
}
process.exit(ended());
