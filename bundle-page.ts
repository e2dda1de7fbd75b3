/**
 * Makes the HTML file that `capnote report` fills with a capture: `src/browser` and all that it imports, in one file
 * that needs nothing else and connects to nothing. Its policy allows the script and the style that are in it, by their
 * hashes, and no other; text never becomes markup (`require-trusted-types-for`).
 *
 * It is made anew only when a file that it is made of has changed.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licencesOf } from './bundle-licences.ts';
import { DATA_PLACE } from './src/render/report-page.ts';

const OUT = 'dist/browser';
const PAGE = join(OUT, 'report.html');
const LICENCES = join(OUT, 'LICENSES.txt');
const MADE_OF = join(OUT, 'made-of.cache');

function main(): Promise<void> | undefined {
	const madeOf = inputsHash();
	if (readIfThere(MADE_OF) === madeOf && readIfThere(PAGE) !== undefined) return undefined;
	return makePage(madeOf);
}

async function makePage(madeOf: string): Promise<void> {
	const { build } = await import('vite');
	const { viteSingleFile } = await import('vite-plugin-singlefile');
	let licences = '';
	const readLicences = {
		name: 'read-licences',
		generateBundle(
			_options: unknown,
			bundle: Readonly<Record<string, { readonly type: string; readonly moduleIds?: readonly string[] }>>,
		) {
			licences = licencesOf(Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds));
		},
	};
	const result = await build({
		root: 'src/browser',
		configFile: false,
		logLevel: 'error',
		plugins: [readLicences, viteSingleFile()],
		oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
		build: { write: false, target: 'es2023', modulePreload: false, reportCompressedSize: false },
	});
	const output = 'output' in result ? result.output : [];
	const page = output.find(({ fileName }) => fileName === 'index.html');
	if (page?.type !== 'asset') throw new Error('vite made no index.html');
	mkdirSync(OUT, { recursive: true });
	writeFileSync(LICENCES, licences);
	writeFileSync(PAGE, withLicences(withPolicy(`${page.source}`), licences));
	writeFileSync(MADE_OF, madeOf);
}

/** A page is a copy of the packages in it, so it says whose they are. */
function withLicences(page: string, licences: string): string {
	if (licences === '' || /--|<\/html>/.test(licences)) throw new Error('The licences do not go into a comment');
	return page.replace(
		'</html>',
		() => `<!--\nBeside capnote's own, this file has code of these packages.\n\n${licences}-->\n</html>`,
	);
}

/** Puts the policy at the head of the page, with the hashes of what is in it. */
function withPolicy(page: string): string {
	if (page.split(DATA_PLACE).length !== 2) throw new Error('The page has not one place for data');
	const hashes = (pattern: RegExp): string => {
		const found = [...page.matchAll(pattern)].map(([, text = '']) => sha256(text, 'base64'));
		if (found.length !== 1) throw new Error(`The page has ${found.length} of ${pattern}, not one`);
		return found.map((hash) => `'sha256-${hash}'`).join(' ');
	};
	const policy = [
		"default-src 'none'",
		`script-src ${hashes(/<script type="module"[^>]*>(.*?)<\/script>/gs)} 'wasm-unsafe-eval'`,
		`style-src ${hashes(/<style[^>]*>(.*?)<\/style>/gs)}`,
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	].join('; ');
	return page.replace('<meta charset="utf-8">', (charset) => {
		return `${charset}\n<meta http-equiv="Content-Security-Policy" content="${policy}">`;
	});
}

/** Of all that the page can be made of: every source file, this one, and the versions of packages. */
function inputsHash(): string {
	const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
		.filter(
			(name) => /\.(tsx?|css|html)$/.test(name) && !/^(cli|lab|capture|node|doctor|testing)\b|\.test\.ts$/.test(name),
		)
		.sort()
		.map((name) => join('src', name));
	const all = [...sources, 'bundle-page.ts', 'bundle-licences.ts', 'package-lock.json'];
	return sha256(all.map((path) => `${path} ${sha256(readFileSync(path, 'utf8'), 'hex')}`).join('\n'), 'hex');
}

function sha256(text: string, as: 'hex' | 'base64'): string {
	return createHash('sha256').update(text).digest(as);
}

function readIfThere(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}

await main();
