import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseScript, scriptFile } from '../src/testing/script.ts';
import { named, needs } from './needs.ts';
import { launch, lookForBarriers, numbersOnPaper, openPage, printed } from './page.ts';

const reason = needs('chromium');
const noPaper = needs('chromium', 'pdftotext');
const SECONDS = 1000;
const CAPTURE = 'fixtures/typed-k2.pcap';
const REPORT = `# Analysis

Packet 3 is the SYN of the client. Packet 4 is the SYN of the client.

| No. | Flags | Info |
|-----|-------|------|
| 6 | PSH, ACK | the client sends "halo" |

- Rows 13 to 15 close the connection.
- The checksum of the packet looks blue.
`;

describe.skipIf(reason)(named('the HTML file of a check', reason), { timeout: 300 * SECONDS }, () => {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-check-page-'));
	let browser: Browser;
	beforeAll(async () => {
		browser = await launch();
	}, 120 * SECONDS);
	afterAll(async () => {
		await browser?.close();
		rmSync(folder, { recursive: true });
	});

	let made = 0;
	/** What `capnote check` writes of a report. */
	function pageOf(report: string, captures: readonly string[] = [CAPTURE], ...options: readonly string[]): string {
		const source = join(folder, `report-${++made}.md`);
		const path = join(folder, `${made}.html`);
		writeFileSync(source, report);
		const args = ['dist/cli/main.js', 'check', source, ...captures, '-o', path, '--fail-on', 'none', ...options];
		execFileSync(process.execPath, args, { env: { ...process.env, LC_ALL: 'C' } });
		return path;
	}
	const open = async (report: string, options?: Parameters<typeof openPage>[2]) =>
		openPage(browser, pageOf(report), options);
	const litRows = (page: Page) =>
		page.locator('.row.lit').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-packet'))));
	const statement = (words: string) => `.statement.first:has-text("${words}")`;

	test('says of each statement, by sign and word, whether the capture agrees', async () => {
		const { page, complaints } = await open(REPORT);
		const said = await page.locator('.statement.first').allTextContents();
		expect(said).toEqual([
			'confirmed: Packet 3 is the SYN of the client.',
			'refuted: Packet 4 is the SYN of the client.',
			'confirmed: 6',
			'confirmed: Rows 13 to 15 close the connection.',
			'Not understood: The checksum of the packet looks blue.',
		]);
		const signs = await page
			.locator('.statement.first > .sign')
			.evaluateAll((all) => all.map((sign) => getComputedStyle(sign, '::before').content));
		expect(signs).toEqual(['"✔"', '"✘"', '"✔"', '"✔"', '"–"']);
		expect(await page.locator('.verdicts > li:visible').count()).toBe(1);
		expect(await page.textContent('.verdicts > .refuted')).toContain('Refuted: #4 10.77.0.3:2222');
		expect(await page.textContent('.tally')).toBe(' 3 confirmed 1 refuted 0 not checkable 1 Not understood');
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	test('is one file below 1 MB whose policy lets nothing in', async () => {
		const path = pageOf(REPORT);
		expect(statSync(path).size).toBeLessThan(1e6);
		const policy = /content="(default-src[^"]*)"/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
		expect(policy).toContain("default-src 'none'");
		expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
	});

	test('lights the packets of a statement in table and ladder, and the statements of a packet', async () => {
		const { page, complaints } = await open(REPORT);
		await page.click(statement('Rows 13'));
		expect(await litRows(page)).toEqual([13, 14, 15]);
		expect(await page.locator('.band.spoken').count()).toBe(3);
		expect(await page.locator('.verdicts > li:visible').count()).toBe(2);
		await page.click('.row[data-packet="6"]');
		expect(await page.textContent('.statement.naming')).toBe('confirmed: 6');
		expect(await page.textContent('.naming >> nth=0')).toContain('1 statement rests on #6: line 7');
		await page.click('p.naming button');
		expect(await litRows(page)).toEqual([6]);
		await page.click('.verdicts > .refuted .packet-link >> nth=0');
		expect(await page.getAttribute('.row[aria-selected="true"]', 'data-packet')).toBe('4');
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	test('is worked with keys alone', async () => {
		const { page } = await open(REPORT);
		await page.focus(statement('Packet 3'));
		await page.keyboard.press('Enter');
		expect(await litRows(page)).toEqual([3]);
		await page.keyboard.press('n');
		expect(await litRows(page)).toEqual([4]);
		expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Packet 4');
		await page.keyboard.press('n');
		await page.keyboard.press('n');
		expect(await litRows(page)).toEqual([13, 14, 15]);
		await page.keyboard.press('p');
		expect(await litRows(page)).toEqual([6]);
		await page.keyboard.press('j');
		expect(await page.textContent('#details-title')).toContain('Packet 1');
		await page.keyboard.press('l');
		await expect.poll(() => page.textContent('.tally')).toContain('3 terbukti');
		await page.keyboard.press('r');
		await page.waitForSelector('.lead');
		expect(await page.locator('.statement').count()).toBe(0);
		await page.context().close();
	});

	test('scrolls to the packets of a statement in a long capture', async () => {
		const lines = Array.from({ length: 400 }, (_, i) => `0.${1000 + i} client PSH,ACK ${1 + i}:${2 + i} ack 1 "x"`);
		const capture = join(folder, 'long.pcap');
		writeFileSync(
			capture,
			scriptFile(parseScript(`0.001 client SYN 0:0\n0.002 server SYN,ACK 0:0 ack 1\n${lines.join('\n')}`)),
		);
		const { page } = await openPage(browser, pageOf('Packet 390 is a PSH, ACK of the client.', [capture]));
		expect(await page.locator('.row[data-packet="390"]').count()).toBe(0);
		await page.click('.statement.first');
		await page.waitForSelector('.row.lit[data-packet="390"]:visible');
		await page.context().close();
	});

	test('shows of several captures the one that a statement is about', async () => {
		const report = '# One\n\nIn `typed-k2.pcap` packet 3 is a SYN.\n\n# Two\n\nIn `refused.pcap` packet 3 is a SYN.\n';
		const path = pageOf(report, [CAPTURE, 'fixtures/refused.pcap']);
		const { page } = await openPage(browser, path);
		const names = page.locator('.head-name button');
		expect(await names.allTextContents()).toEqual(['typed-k2.pcap', 'refused.pcap']);
		await page.click('.statement.first >> nth=1');
		await expect.poll(() => names.nth(1).getAttribute('aria-pressed')).toBe('true');
		await page.click('.statement.first >> nth=0');
		await expect.poll(() => names.nth(0).getAttribute('aria-pressed')).toBe('true');
		expect(await litRows(page)).toEqual([3]);
		await page.context().close();
	});

	test('hides from the student what is there, until it is asked for', async () => {
		const { page } = await openPage(browser, pageOf(REPORT, [CAPTURE], '--self'));
		const refuted = page.locator('.verdicts > .refuted');
		expect(await refuted.innerText()).toContain('Look at #4 again.');
		expect(await refuted.innerText()).not.toContain('SYN, ACK');
		await page.click('.verdicts summary');
		expect(await refuted.innerText()).toContain('[SYN, ACK]');
		expect(await page.innerText('.verdicts > .open')).toContain('Write, for example: #');
		await page.context().close();
	});

	test('is of use without a capture', async () => {
		const { page, complaints } = await openPage(browser, pageOf('The sum is 5 + 16 = 22.', []));
		expect(await page.textContent('.checked')).toContain('no capture beside this report');
		expect(await page.locator('.statement.refuted').count()).toBe(1);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	test('shows markup of the report and of payloads as text that does nothing', async () => {
		const hostile = [
			'<script>alert(1)</script>',
			'</script><img src=x onerror=alert(2)>',
			'[packet 3 is a SYN](javascript:alert(3))',
			'![packet 3 is a SYN](https://evil.example/x.png)',
			'<iframe srcdoc="<script>alert(4)</script>">packet 3 is a SYN</iframe>',
			'<style>*{display:none}</style>',
			'Packet 4 sends "</script><svg onload=alert(5)>" as SYN\u202ePCAP.',
			'| <b onclick=alert(6)>6</b> | `</pre>` |\n|---|---|\n| packet 3 | <form action=//evil.example> |',
			'```html\n<script>alert(7)</script> packet 4 is a FIN',
		].join('\n\n');
		const bytes = scriptFile(
			parseScript(
				'0.001 client SYN 0:0\n0.002 server SYN,ACK 0:0 ack 1\n0.003 client PSH,ACK 1:30 ack 1 "</script><svg onload=alert(8)>"',
			),
		);
		const capture = join(folder, '<img src=x onerror=alert(9)>.pcap');
		writeFileSync(capture, bytes);
		const { page, complaints } = await openPage(browser, pageOf(hostile, [capture]));
		for (const one of await page.locator('.statement.first').all()) await one.click();
		await page.click('.checked >> text=Show all verdicts');
		const active = '#app :is(script, img, style, iframe, form, a[href^="javascript"], [onload], [onerror], [onclick])';
		expect(await page.locator(active).count()).toBe(0);
		const text = await page.evaluate(() => document.body.innerText);
		expect(text).toContain('<script>alert(1)</script>');
		expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
		expect(complaints).toEqual([]);
		await page.context().close();
	});

	test.each([
		['light', 'en', 1280],
		['dark', 'id', 1280],
		['light', 'id', 390],
		['dark', 'en', 390],
	] as const)('has nothing that axe finds at WCAG AA: %s, %s, %i pixels wide', async (colorScheme, lang, width) => {
		const path = pageOf(REPORT, [CAPTURE], '--lang', lang);
		const { page } = await openPage(browser, path, { colorScheme, viewport: { width, height: 844 } });
		await page.click('.checked button');
		expect(await lookForBarriers(page)).toEqual([]);
		await page.click('.statement.refuted');
		expect(await lookForBarriers(page)).toEqual([]);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(wide).toBeLessThanOrEqual(0);
		await page.context().close();
	});

	test.skipIf(noPaper)(named('prints the text with all verdicts, then all packets', noPaper), async () => {
		const { page } = await open(REPORT);
		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('.verdicts > li:visible').count()).toBe(5);
		expect(numbersOnPaper(await printed('', page))).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
		await page.context().close();
	});
});
