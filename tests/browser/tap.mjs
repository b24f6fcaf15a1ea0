// tap.mjs - one line of TAP for each case, with what is wrong below it.

let failed = 0;

export function tell(name, wrong)
{
	const list = wrong.filter(Boolean);

	console.log((list.length === 0 ? 'ok - ' : 'not ok - ') + name);
	for (const line of list.slice(0, 20))
		console.log('  ' + String(line).replaceAll('\n', '\n  '));
	if (list.length > 0)
		failed++;
}

// Tell how a case went that throws what is wrong.
export async function story(name, act)
{
	try {
		await act();
		tell(name, []);
	} catch (wrong) {
		tell(name, [wrong.message.split('\n').slice(0, 8).join('\n')]);
	}
}

export function ended()
{
	return failed === 0 ? 0 : 1;
}
