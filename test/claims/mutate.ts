/** What kind of fact was changed. */
export type FactKind = 'flags' | 'number' | 'direction' | 'order' | 'port' | 'count' | 'text' | 'packet';

/** A report in which one fact is not what it was. */
export interface Mutant {
	readonly kind: FactKind;
	/** Of the report, from 0. */
	readonly line: number;
	readonly before: string;
	readonly after: string;
	readonly text: string;
	/** The part of it between two headings in which the fact stands, with the heading. */
	readonly section: string;
}

type Random = () => number;
interface Change {
	readonly kind: FactKind;
	readonly line: number;
	/** By index; a swap of two rows changes two lines. */
	readonly lines: Readonly<Record<number, string>>;
}

/** All the same numbers from the same seed (mulberry32). */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** `count` mutants of a report, as many of each kind as it has facts of. */
export function mutants(report: string, count: number, random: Random): readonly Mutant[] {
	const lines = report.split('\n');
	const changes = changesOf(lines, random);
	const kinds = [...new Set(changes.map(({ kind }) => kind))].sort();
	return Array.from({ length: count }, (_, i) => {
		const ofKind = changes.filter(({ kind }) => kind === kinds[i % kinds.length]);
		const change = pick(ofKind, random);
		const text = lines.map((line, at) => change.lines[at] ?? line).join('\n');
		return {
			kind: change.kind,
			line: change.line,
			before: lines[change.line] ?? '',
			after: change.lines[change.line] ?? '',
			text,
			section: sectionAround(text.split('\n'), change.line),
		};
	});
}

function sectionAround(lines: readonly string[], line: number): string {
	const isHeading = (text: string): boolean => text.startsWith('## ');
	const from = lines.slice(0, line + 1).findLastIndex(isHeading);
	const to = lines.findIndex((text, i) => i > line && isHeading(text));
	return lines.slice(Math.max(0, from), to < 0 ? undefined : to).join('\n');
}

/** Each fact that can be changed, with one way to change it. */
function changesOf(lines: readonly string[], random: Random): readonly Change[] {
	const changes: Change[] = [];
	const flags = flagsByPacket(lines);
	let titles: readonly string[] = [];
	let inCode = false;
	let isAim = false;
	const rows: { line: number; cells: readonly string[] }[] = [];
	for (const [line, text] of lines.entries()) {
		if (text.startsWith('## ')) isAim = AIM.test(text);
		if (text.startsWith('```')) inCode = !inCode;
		if (inCode || isAim || text.startsWith('```')) continue;
		if (!text.startsWith('|')) {
			titles = [];
			changes.push(...proseChanges(text, line, flags, random));
			continue;
		}
		const cells = cellsOf(text);
		if (titles.length === 0) titles = cells;
		else if (isPacketTable(titles) && /^#?\d+$/.test(cells[0] ?? '')) {
			rows.push({ line, cells });
			changes.push(...rowChanges(titles, cells, line, random));
		}
	}
	return [...changes, ...swapsOf(rows)];
}

/** What each packet is, by the tables of the report. */
function flagsByPacket(lines: readonly string[]): ReadonlyMap<number, string> {
	const flags = new Map<number, string>();
	let titles: readonly string[] = [];
	for (const text of lines) {
		const cells = text.startsWith('|') ? cellsOf(text) : [];
		if (cells.length === 0) titles = [];
		else if (titles.length === 0) titles = cells;
		else if (isPacketTable(titles)) {
			const at = titles.findIndex((title) => FLAG_TITLES.test(title));
			flags.set(Number((cells[0] ?? '').replace('#', '')), cells[at] ?? '');
		}
	}
	return flags;
}

function cellsOf(row: string): readonly string[] {
	return row
		.replace(/^\|/, '')
		.replace(/\|\s*$/, '')
		.split(/(?<!\\)\|/)
		.map((cell) => cell.trim());
}

const NUMBER_TITLES = /^(Seq|Ack|Len)$/;
const FLAG_TITLES = /^Flags?$/;
const DIRECTION_TITLES = /→/;
const DATA_TITLES = /^(Data|Info)$/;
const SOURCE_TITLES = /^(Source|Asal)$/;
/** One side of the packet, by its role. */
const SIDE_TITLES = /^(From|Dari)$/;

function isPacketTable(titles: readonly string[]): boolean {
	return titles.some((title) => FLAG_TITLES.test(title)) && titles.some((title) => /^Seq/.test(title));
}

const FLAG_SETS = ['SYN', 'SYN, ACK', 'ACK', 'PSH, ACK', 'FIN, ACK', 'RST, ACK', 'RST'];

function rowChanges(
	titles: readonly string[],
	cells: readonly string[],
	line: number,
	random: Random,
): readonly Change[] {
	const changes: Change[] = [];
	const put = (kind: FactKind, at: number, cell: string): void => {
		changes.push({ kind, line, lines: { [line]: rowText(cells.map((old, i) => (i === at ? cell : old))) } });
	};
	for (const [at, cell] of cells.entries()) {
		const title = titles[at] ?? '';
		if (NUMBER_TITLES.test(title) && /^\d+$/.test(cell))
			put('number', at, `${Number(cell) + 1 + Math.floor(random() * 9)}`);
		if (FLAG_TITLES.test(title) && cell !== 'ARP' && cell !== '') {
			put(
				'flags',
				at,
				pick(
					FLAG_SETS.filter((set) => set !== cell),
					random,
				),
			);
		}
		const ends = DIRECTION_TITLES.test(title) ? cell.split(' → ') : [];
		if (ends.length === 2 && cells[1] !== undefined && !/everyone|semua/.test(cell)) {
			put('direction', at, swapped(ends));
			if (/:\d+/.test(cell))
				put(
					'port',
					at,
					cell.replace(/:(\d+)/, (_all, port) => `:${Number(port) + 1}`),
				);
		}
		if (SOURCE_TITLES.test(title) && /:\d+`?$/.test(cell)) {
			const other = cells[at + 1] ?? '';
			const both = cells.map((old, i) => (i === at ? other : i === at + 1 ? cell : old));
			changes.push({ kind: 'direction', line, lines: { [line]: rowText(both) } });
			put(
				'port',
				at,
				cell.replace(/:(\d+)/, (_all, port) => `:${Number(port) + 1}`),
			);
		}
		if (SIDE_TITLES.test(title) && /^(client|server)$/.test(cell))
			put('direction', at, cell === 'client' ? 'server' : 'client');
		if (DATA_TITLES.test(title) && /^`[^`]+`$/.test(cell)) put('text', at, cell.replace(/[a-z](?=[^a-z`]*`$)/i, 'zq'));
	}
	return changes;
}

/** Addresses and roles change their places together. */
function swapped([from = '', to = '']: readonly string[]): string {
	return `${to} → ${from}`;
}

function rowText(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}

/** Two neighbouring rows with each other's numbers, if they are not alike. */
function swapsOf(rows: readonly { line: number; cells: readonly string[] }[]): readonly Change[] {
	return rows.slice(1).flatMap(({ line, cells }, i): readonly Change[] => {
		const before = rows[i];
		if (before === undefined || before.line !== line - 1) return [];
		if (before.cells.slice(2).join() === cells.slice(2).join()) return [];
		const [number = '', ...rest] = cells;
		const [other = '', ...others] = before.cells;
		const changed = { [line]: rowText([other, ...rest]), [before.line]: rowText([number, ...others]) };
		return [{ kind: 'order', line, lines: changed }];
	});
}

const UNITS =
	/\b(\d+) (?=(?:TCP )?(?:packets?|segments?|bytes?|requests?|repl(?:y|ies)|connections?|messages?|frames?|paket|segmen|byte|permintaan|balasan|koneksi|pesan)\b)/g;
const ORDER: Readonly<Record<string, string>> = {
	before: 'after',
	after: 'before',
	sebelum: 'sesudah',
	sesudah: 'sebelum',
	setelah: 'sebelum',
};

/** What somebody wants to see is no statement, whoever is named first. */
const AIM = /^## \d+\. (?:Aim|Tujuan)/;

/** Each packet of a connection shows its port: another number behind it makes nothing false. */
const SHOWN_BY_EACH = /^(?:The server's port|Port server) \d+/;

/** Headings, quotes, questions, what the student fills in, and states, which are no statements about packets. */
const NO_STATEMENT = /^\s*(#|>|<|!|- \[|✎)|sha-?256|capnote|\?\s*$|SYN_SENT|SYN_RECEIVED/i;

function proseChanges(
	text: string,
	line: number,
	flags: ReadonlyMap<number, string>,
	random: Random,
): readonly Change[] {
	if (NO_STATEMENT.test(text)) return [];
	const changes: Change[] = [];
	const put = (kind: FactKind, changed: string): void => {
		if (changed !== text) changes.push({ kind, line, lines: { [line]: changed } });
	};
	for (const { 0: said, index } of text.matchAll(UNITS)) {
		const more = Number.parseInt(said, 10) + 1 + Math.floor(random() * 5);
		put('count', `${text.slice(0, index)}${more} ${text.slice(index + said.length)}`);
	}
	const places = SHOWN_BY_EACH.test(text) ? [] : text.matchAll(/#\d+/g);
	for (const { 0: said, index } of places) {
		const number = Number(said.slice(1));
		const [first, last] = rangeAround(text, index, number);
		const unlike = [...flags].filter(
			([other, set]) => Math.abs(other - number) > 1 && set !== flags.get(number) && !(first <= other && other <= last),
		);
		if (unlike.length === 0) continue;
		const [other] = pick(unlike, random);
		put('packet', `${text.slice(0, index)}#${other}${text.slice(index + said.length)}`);
	}
	for (const { 0: said, index } of text.matchAll(/(?<=port |\d\.\d{1,3}:)\d{2,5}\b/g)) {
		put('port', `${text.slice(0, index)}${Number(said) + 1}${text.slice(index + said.length)}`);
	}
	if (/\bclient\b/i.test(text) && /\bserver\b/i.test(text)) {
		put(
			'direction',
			text.replace(/\b(client|server)\b/gi, (side) => (/client/i.test(side) ? 'server' : 'client')),
		);
	}
	const word = /\b(before|after|sebelum|sesudah|setelah)\b(?! (itu|that))/.exec(text)?.[0];
	if (word !== undefined) put('order', text.replace(word, ORDER[word] ?? word));
	return changes;
}

/** A shorter range still names only packets that show it: the other number must lie outside. */
function rangeAround(text: string, at: number, number: number): readonly [number, number] {
	const behind = /^#\d+–#(\d+)/.exec(text.slice(at))?.[1];
	const before = /#(\d+)–$/.exec(text.slice(0, at))?.[1];
	return [Number(before ?? number), Number(behind ?? number)];
}

function pick<T>(from: readonly T[], random: Random): T {
	const chosen = from[Math.floor(random() * from.length)];
	if (chosen === undefined) throw new Error('nothing to choose from');
	return chosen;
}
