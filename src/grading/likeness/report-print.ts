import { hash64 } from '../hash.ts';
import { messageKey } from './capture-print.ts';
import type { CapturePrint, CitedValue, ReportPrint, Shingle, ValueKind } from './print.ts';

const WORDS = 5;
/** Of so many shingles in a row the smallest is kept (winnowing, Schleimer, Wilkerson and Aiken 2003). */
const WINDOW = 4;
const MOST_SHINGLES = 1000;
const MOST_VALUES = 200;
const PORTS = { first: 10_000, last: 65_535 };

/** How reports cite what only one run has. */
const CITES: readonly { readonly kind: ValueKind; readonly pattern: RegExp }[] = [
	{ kind: 'port', pattern: /\d+\.\d+\.\d+\.\d+['"`]?\s*[:,.]\s*(\d{5})\b/g },
	{ kind: 'port', pattern: /\bport\b[^\d\n]{0,40}(\d{5})\b/gi },
	{ kind: 'port', pattern: /\b(\d{5})\s*(?:→|->|>|ke port|to port)\s*\d{2,5}\b/g },
	{ kind: 'port', pattern: /\b\d{2,5}\s*(?:→|->|>)\s*(\d{5})\b/g },
	{ kind: 'mac', pattern: /\b([0-9a-f]{2}(?:[:-][0-9a-f]{2}){5})\b/gi },
	{ kind: 'sequence', pattern: /\b(\d{8,10})\b/g },
	{ kind: 'message', pattern: /\b(?:received|diterima)\s+(?:from|dari)\s+client:?\s*(.{6,80})$/gim },
	{ kind: 'message', pattern: /\bEcho: (.{6,80}?)(?:["'`*]|$)/gm },
	{ kind: 'message', pattern: /Upcall event: Processing (.{6,80}?)(?:["'`*]|$)/gm },
];

/** What reports cite that is in none of the own captures, and how they are worded. */
export function reportPrint(
	reports: readonly { readonly name: string; readonly text: string }[],
	captures: readonly CapturePrint[],
): ReportPrint {
	const own = new Set(captures.flatMap((print) => print.own.map(({ kind, value }) => `${kind} ${value}`)));
	const foreign = reports.flatMap(citedValues).filter(({ kind, value }) => !own.has(`${kind} ${value}`));
	const shingles = reports.flatMap(({ name, text }) => shinglesOf(name, text));
	return { foreign: foreign.slice(0, MOST_VALUES), shingles: shingles.slice(0, MOST_SHINGLES) };
}

function citedValues({ name, text }: { readonly name: string; readonly text: string }): readonly CitedValue[] {
	const found = new Map<string, CitedValue>();
	text.split('\n').forEach((line, i) => {
		for (const { kind, pattern } of CITES) {
			for (const match of line.slice(0, 2000).matchAll(pattern)) {
				const value = citedValue(kind, match[1] ?? '');
				const key = `${kind} ${value}`;
				if (value !== '' && !found.has(key)) found.set(key, { kind, value, document: name, line: i + 1 });
			}
		}
	});
	return [...found.values()];
}

function citedValue(kind: ValueKind, said: string): string {
	if (kind === 'mac') return said.toLowerCase().replaceAll('-', ':');
	if (kind === 'message') return messageKey(said.replace(/[`*"']+$/, ''));
	if (kind === 'port') return Number(said) >= PORTS.first && Number(said) <= PORTS.last ? said : '';
	return said;
}

interface Word {
	readonly text: string;
	readonly line: number;
}

function shinglesOf(name: string, text: string): readonly Shingle[] {
	const words = text.split('\n').flatMap((line, i) => wordsOf(line).map((word): Word => ({ text: word, line: i + 1 })));
	const all = words.slice(0, Math.max(0, words.length - WORDS + 1)).map((word, i) => ({
		hash: hash64(
			words
				.slice(i, i + WORDS)
				.map((one) => one.text)
				.join(' '),
		),
		line: word.line,
	}));
	const kept = new Map<string, Shingle>();
	for (let i = 0; i + WINDOW <= all.length; i++) {
		const least = all.slice(i, i + WINDOW).reduce((best, one) => (one.hash < best.hash ? one : best));
		if (!kept.has(least.hash)) kept.set(least.hash, { ...least, document: name });
	}
	return [...kept.values()];
}

/** Letters only: numbers and addresses are a matter of the capture, and markup of the editor. */
function wordsOf(line: string): readonly string[] {
	return line.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
}
