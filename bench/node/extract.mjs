// extract - the tables of a page as grids, by cheerio and by jsdom.
//
//	node extract.mjs FILE
//
// Prints "name microseconds", the middle of the rounds.
import { readFileSync } from "node:fs";
import { load } from "cheerio";
import { JSDOM } from "jsdom";

const html = readFileSync(process.argv[2], "utf8");

// Cells with their spans, laid out as squares.
function grid(rows) {
	const at = [];
	rows.forEach((row, y) => {
		at[y] ??= [];
		let x = 0;
		for (const [text, rowspan, colspan] of row) {
			while (at[y][x] !== undefined) x++;
			for (let dy = 0; dy < rowspan; dy++) {
				at[y + dy] ??= [];
				for (let dx = 0; dx < colspan; dx++)
					at[y + dy][x + dx] = text;
			}
		}
	});
	return at;
}

function byCheerio() {
	const $ = load(html);
	return $("table").toArray().map((table) =>
		grid($(table).find("tr").toArray().map((row) =>
			$(row).children("td, th").toArray().map((cell) => [
				$(cell).text().trim(),
				Number($(cell).attr("rowspan") ?? 1),
				Number($(cell).attr("colspan") ?? 1),
			]))));
}

function byJsdom() {
	const { document } = new JSDOM(html).window;
	return [...document.querySelectorAll("table")].map((table) =>
		grid([...table.querySelectorAll("tr")].map((row) =>
			[...row.children].map((cell) => [
				cell.textContent.trim(), cell.rowSpan, cell.colSpan,
			]))));
}

for (const [name, extract] of [["cheerio", byCheerio], ["jsdom", byJsdom]]) {
	const times = [];
	for (let i = 0; i < 40; i++) {
		const start = performance.now();
		extract();
		times.push(performance.now() - start);
	}
	times.sort((a, b) => a - b);
	console.log(name, Math.round(times[times.length / 2] * 1000));
}
