import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_RUBRIC } from '../src/testing/example-rubric.ts';
import { writeClass } from './class-folder.ts';
import { named, needs } from './needs.ts';
import { axeIn, launch } from './page.ts';

const reason = needs('chromium');
const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
	light: { viewport: { width: 1200, height: 900 } },
	dark: { viewport: { width: 1200, height: 900 }, colorScheme: 'dark' },
	phone: { viewport: { width: 390, height: 844 } },
};

let folder = '';
let browser: Browser;

describe.skipIf(reason)(named('the pages of a grade book', reason), () => {
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'capnote-pages-'));
		await writeClass(join(folder, 'class'));
		writeFileSync(join(folder, 'rubric.yml'), EXAMPLE_RUBRIC);
		const at = (name: string): string => join(folder, name);
		const more = ['-r', at('rubric.yml'), '-o', at('book'), '--no-cache'];
		spawnSync(process.execPath, ['dist/cli/main.js', 'grade', at('class'), ...more]);
		browser = await launch();
	}, 120_000);

	afterAll(async () => {
		await browser.close();
		rmSync(folder, { recursive: true });
	});

	test.each(Object.entries(LOOKS))(
		'%s: everybody can read them, and nothing runs over',
		{ timeout: 60_000 },
		async (_name, look) => {
			const pages = [
				'index.html',
				...readdirSync(join(folder, 'book/students'))
					.slice(0, 2)
					.map((name) => `students/${name}`),
			];
			for (const name of pages) {
				const context = await browser.newContext(look);
				const page = await context.newPage();
				await page.goto(`file://${join(folder, 'book', name)}`);
				const { violations } = await axeIn(page).analyze();
				const tooWide = await page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
				);
				expect([name, violations.map(({ id }) => id), tooWide]).toEqual([name, [], 0]);
				await context.close();
			}
		},
	);

	test('all of the table of a class is seen on a usual screen', async () => {
		const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
		await page.goto(`file://${join(folder, 'book/index.html')}`);
		expect(
			await page.evaluate(() =>
				Math.max(...[...document.querySelectorAll('.scroll')].map((one) => one.scrollWidth - one.clientWidth)),
			),
		).toBe(0);
		expect(await page.getAttribute('html', 'lang')).toBe('id');
		expect(await page.textContent('h2')).toBe('Mirip');
	});
});
