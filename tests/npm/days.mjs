// days.mjs FIRST LAST - "2019-01-01 off", a line a day, by npm's chinese-days.
import days from 'chinese-days';

const [first, last] = process.argv.slice(2);
const day = new Date(first + 'T00:00:00Z');

for (; ; day.setUTCDate(day.getUTCDate() + 1)) {
	const iso = day.toISOString().slice(0, 10);

	console.log(iso, days.isWorkday(iso) ? 'work' : 'off');
	if (iso >= last)
		break;
}
