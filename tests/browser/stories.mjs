// stories.mjs - what citizens and clerks do, with the keyboard alone.
import { story } from './tap.mjs';

const changed = 'a longer sentence that nobody guesses 7';

// Go to a control by its label and write there, without a mouse.
async function write(page, label, text)
{
	const field = page.getByLabel(label).first();

	await field.focus();
	await page.keyboard.press('Control+A');
	await page.keyboard.type(text);
}

async function press(page, name)
{
	await page.getByRole('button', { name }).first().focus();
	await Promise.all([page.waitForNavigation(),
		page.keyboard.press('Enter')]);
}

function must(truth, wrong)
{
	if (!truth)
		throw new Error(wrong);
}

// Sign in; who still has the printed password sets another one first.
export async function sign_in(page, address, person)
{
	await page.goto(`${address}/sign-in?back=/desk`);
	await write(page, '登录名', person.login);
	await page.locator('input[type=password]').first().focus();
	await page.keyboard.type(person.changed ? changed : person.password);
	await Promise.all([page.waitForNavigation(),
		page.keyboard.press('Enter')]);
	const fields = page.locator('main input[type=password]');

	if (await fields.count() > 1) {
		const n = await fields.count();

		for (let i = 0; i < n; i++) {
			await fields.nth(i).focus();
			await page.keyboard.type(i === 0 ? person.password :
				changed);
		}
		await Promise.all([page.waitForNavigation(),
			page.keyboard.press('Enter')]);
		person.changed = true;
	}
	must(!page.url().includes('/sign-in'), `${person.login} is not let in: ` +
		await page.locator('main').innerText());
}

export async function stories(browser, address, people, pictures)
{
	await story('a citizen searches with the keyboard', async () => {
		const page = await browser.newPage();

		await page.goto(address);
		await page.locator('input[type=search]').first().focus();
		await page.keyboard.type('公开');
		await Promise.all([page.waitForNavigation(),
			page.keyboard.press('Enter')]);
		must(page.url().includes('/search?'), page.url());
		must(await page.locator('main mark').count() > 0,
			'nothing is marked in what was found');
		await page.close();
	});
	await story('a supervisor has a report checked', async () => {
		const page = await browser.newPage();

		await page.goto(`${address}/check`);
		await page.locator('input[type=file]').setInputFiles(
			process.env.REPORT);
		await press(page, '上传并检查');
		must(await page.locator('main table').count() > 2,
			'the report is not drawn');
		must(await page.locator('main').getByText('错误').count() > 0,
			'no error is told');
		await page.close();
	});
	await story('a supervisor has a folder checked and sees how far it is',
		async () => {
			const context = await browser.newContext({
				javaScriptEnabled: false });
			const page = await context.newPage();
			const result = 'main a[href$="/json"]';
			let again = 0;

			page.on('response', (response) => {
				again += 'refresh' in response.headers();
			});
			await page.goto(`${address}/check`);
			await page.locator('input[type=file]').setInputFiles(
				process.env.REPORTS);
			await press(page, '上传并检查');
			if (await page.locator('main progress').count() > 0)
				await page.screenshot({ path:
					`${pictures}/progress.png` });
			await page.waitForSelector(result, { timeout: 120000 });
			const rows = page.locator('main tbody tr');

			must(await rows.count() === 288, 'not all are listed');
			must(again > 0, 'no progress was shown');
			for (const [name, start] of [['json', '['],
				['html', '<!DOCTYPE']]) {
				const link = page.locator(
					`main a[href$="/${name}"]`);
				const got = await context.request.get(address +
					await link.getAttribute('href'));

				must((await got.text()).startsWith(start),
					`no ${name} to take away`);
			}
			await Promise.all([page.waitForNavigation(),
				rows.first().getByRole('link').click()]);
			must(await page.locator('main .drawn').count() === 1,
				'the report is not drawn');
			await page.goBack();
			const gone = page.url();

			await press(page, '删除文件和结果');
			must((await page.goto(gone)).status() === 404,
				'it is still there');
			await context.close();
		});
	await story('a wrong password is told in one sentence', async () => {
		const page = await browser.newPage();

		await page.goto(`${address}/sign-in`);
		await write(page, '登录名', people[0].login);
		await page.locator('input[type=password]').first().focus();
		await page.keyboard.type('not the password');
		await Promise.all([page.waitForNavigation(),
			page.keyboard.press('Enter')]);
		must(await page.locator('[role=alert], .error-summary, ' +
			'.remarks').count() > 0, 'no error is summed up');
		await page.close();
	});
	await story('a clerk signs in, sets a password and signs out',
		async () => {
			const context = await browser.newContext();
			const page = await context.newPage();

			await sign_in(page, address, people[0]);
			await page.goto(`${address}/desk`);
			must(page.url().endsWith('/desk'), page.url());
			await press(page, '退出');
			await page.goto(`${address}/desk`);
			must(page.url().includes('/sign-in'),
				'the desk is open to nobody');
			await context.close();
		});
	await story('an administrator brings bodies in and sees first what ' +
		'would change', async () => {
		const context = await browser.newContext();
		const page = await context.newPage();
		const admin = people.find((one) =>
			one.roles.includes('system_admin'));

		await sign_in(page, address, admin);
		await page.goto(`${address}/desk/agencies`);
		const row = page.locator('main tbody tr').nth(1);
		const code = await row.locator('td').first().innerText();
		const send = async (text) => {
			await page.goto(`${address}/desk/agencies/import`);
			await page.locator('input[type=file]').setInputFiles({
				name: '机关.csv', mimeType: 'text/csv',
				buffer: Buffer.from(text) });
			await press(page, '上传并预览');
			return page.locator('main').innerText();
		};

		must((await send('甲,乙\n1,2\n')).includes('表头'),
			'a table without heads is taken');
		must((await send(`编码,邮编\n${code},12\n`)).includes('有误 1'),
			'what is wrong is not told by its row');
		must(await page.getByRole('button', { name: '确认导入' })
			.count() === 0, 'what is wrong can be brought in');
		const told = await send(`编码,电话\n${code},0199-5550177\n`);

		must(told.includes('变更 1') && told.includes('0199-5550177'),
			`the change is not previewed: ${told}`);
		await page.screenshot({ path: `${pictures}/preview.png`,
			fullPage: true });
		await press(page, '确认导入');
		must((await page.locator('main').innerText())
			.includes('已经导入'), 'it is not said to be done');
		await page.goto(`${address}/desk/agencies/${code}`);
		must((await page.locator('main').innerText())
			.includes('0199-5550177'), 'it was not brought in');
		await context.close();
	});
	await story('a notice is written, checked, reviewed, signed, published ' +
		'and read', async () => {
		const title = '关于芦荻镇晒谷场夜间照明的告知';
		const today = new Date(Date.now() + 8 * 3600000).toISOString()
			.slice(0, 10);
		const desk = async (login) => {
			const context = await browser.newContext();
			const page = await context.newPage();

			await sign_in(page, address, people.find((one) =>
				one.login === login));
			return page;
		};
		const told = async (page, text) => must((await page.locator('main')
			.innerText()).includes(text), `${text} is not told: ` +
			await page.locator('main').innerText());
		const editor = await desk('lu.di');

		await editor.goto(`${address}/desk/record/new`);
		await editor.getByLabel('种类').selectOption('emergency');
		await editor.getByLabel('机关').first().selectOption('LG101');
		await press(editor, '下一步');
		await write(editor, '标题', title);
		await editor.locator('#column').selectOption(
			'emergency');
		await editor.getByLabel('成文日期').fill(today);
		await editor.getByLabel('形成或者变更日期').fill(today);
		await editor.getByRole('textbox', { name: '正文' }).focus();
		await editor.keyboard.type('晒谷场的灯每晚十点熄灭。');
		await editor.screenshot({ path: `${pictures}/editor.png`,
			fullPage: true });
		await press(editor, '保存');
		await told(editor, '晒谷场的灯每晚十点熄灭。');
		const path = new URL(editor.url()).pathname;

		await press(editor, '现在检查');
		must(!(await editor.locator('main').innerText()).includes(
			'还没有检查'), 'it was not checked');
		await press(editor, '提交审核');
		await told(editor, '待初审');
		const reviewer = await desk('shen.tao');

		await reviewer.goto(address + path);
		for (const box of await reviewer.locator(
			'main input[type=checkbox]').all()) {
			await box.focus();
			await reviewer.keyboard.press('Space');
		}
		await reviewer.screenshot({ path: `${pictures}/review.png`,
			fullPage: true });
		await press(reviewer, '初审通过');
		await told(reviewer, '已初审');
		const signer = await desk('jiang.he');

		await signer.goto(address + path);
		await press(signer, '签发');
		await told(signer, '已签发');
		await editor.goto(address + path);
		await press(editor, '发布');
		await told(editor, '已公开');
		for (const page of [editor, reviewer, signer])
			await page.context().close();
		const citizen = await browser.newPage();

		await citizen.goto(address);
		await citizen.locator('input[type=search]').first().focus();
		await citizen.keyboard.type('晒谷场夜间照明');
		await Promise.all([citizen.waitForNavigation(),
			citizen.keyboard.press('Enter')]);
		await citizen.locator('main a', { hasText: '晒谷场' }).first()
			.focus();
		await Promise.all([citizen.waitForNavigation(),
			citizen.keyboard.press('Enter')]);
		must(new URL(citizen.url()).pathname.startsWith('/info/'),
			citizen.url());
		await told(citizen, '晒谷场的灯每晚十点熄灭。');
		await citizen.close();
	});
}
