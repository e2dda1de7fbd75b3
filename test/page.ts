import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { LABS } from '../src/profile/labs.ts';
import { reportPage } from '../src/render/report-page.ts';
import { CHROMIUM } from './needs.ts';

/** What a page is made of. */
interface PageOf {
	readonly name?: string;
	readonly bytes: Uint8Array;
	readonly events?: string;
	readonly language?: 'en' | 'id';
}

const folder = mkdtempSync(join(tmpdir(), 'capnote-page-'));
let made = 0;

// Of each test file that imports this.
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the HTML file of a capture; returns its path. */
export function writePage({ name = 'lab.pcap', bytes, events, language = 'en' }: PageOf): string {
	const path = join(folder, `${++made}.html`);
	const capture = { name, bytes, events: events ?? null, sha256: null, roughTimes: false };
	const template = readFileSync('dist/browser/report.html', 'utf8');
	const report = { title: null, student: {} };
	writeFileSync(
		path,
		reportPage({
			template,
			version: '0.0.0',
			language,
			profile: '4.6',
			captures: [capture],
			report,
			check: null,
			labs: Object.values(LABS),
		}),
	);
	return path;
}

export function launch(): Promise<Browser> {
	return chromium.launch({
		executablePath: CHROMIUM,
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
	});
}

/** A page that is open, without a network, and what its console and its scripts complained of. */
export interface OpenedPage {
	readonly page: Page;
	readonly complaints: readonly string[];
}

/** Opens a page from its file, with the network off, and waits until the capture is there. @param before Is done first. */
export async function openPage(
	browser: Browser,
	path: string,
	options: BrowserContextOptions = {},
	before: (page: Page) => Promise<void> = async () => undefined,
): Promise<OpenedPage> {
	const context = await browser.newContext({
		...{ viewport: { width: 1280, height: 900 }, locale: 'en-US', offline: true },
		...options,
	});
	const page = await context.newPage();
	page.setDefaultTimeout(120_000);
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('request', (request) => {
		if (!/^(file|blob|data):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
	});
	page.on('dialog', (dialog) => {
		complaints.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	await before(page);
	await page.goto(`file://${path}`);
	await page.waitForSelector('.notice, .lead');
	await page.waitForFunction(() => !/^(Reading|Membaca)/.test(document.querySelector('.notices')?.textContent ?? ''));
	return { page, complaints };
}

const HEADLESS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--no-pdf-header-footer'];

/** What stands on the paper of a page: printed by an open page, or by the browser's command line, which tells no script. */
export async function printed(path: string, opened?: Page): Promise<string> {
	const pdf = join(folder, `${++made}.pdf`);
	if (opened) await opened.pdf({ path: pdf, format: 'A4' });
	else spawnSync(CHROMIUM, [...HEADLESS, `--user-data-dir=${pdf}.profile`, `--print-to-pdf=${pdf}`, `file://${path}`]);
	return execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
}

/** The numbers of the packets on that paper: those at the start of a line with a time behind. */
export function numbersOnPaper(text: string): readonly number[] {
	return Array.from(text.matchAll(/^ *(\d+) +\d+\.\d{6,9} /gm), ([, number]) => Number(number));
}

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * axe in a page of one frame, asked for what is wrong only: to list all that is right, and to carry it to another page and
 * back, takes six times as long.
 */
export function axeIn(page: Page): AxeBuilder {
	return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
}

/** What axe finds at WCAG AA, each with where. */
export async function lookForBarriers(page: Page): Promise<readonly string[]> {
	const { violations } = await axeIn(page).withTags(LEVELS).analyze();
	return violations.map(({ id, nodes }) => {
		const places = nodes.slice(0, 3).map(({ target }) => target.join(' '));
		return `${id}: ${places.join(', ')}`;
	});
}
