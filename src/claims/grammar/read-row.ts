import type { PlainText } from '../report-document.ts';
import { lex } from '../text/lexer.ts';
import { slicePlain } from '../text/normal-text.ts';
import { readNumber } from '../text/numbers.ts';
import { has, isOf, type Token } from '../text/token.ts';
import type { SentenceContext } from './context.ts';
import { allOf, flagSets, rowsOf } from './features.ts';
import { type HostRef, hostsOf } from './host.ts';
import { ANY_PACKET, type PacketQuery, type RowRef } from './packet-query.ts';
import { readSentence } from './read-sentence.ts';
import type { Say } from './say.ts';

type Column =
	| 'number'
	| 'time'
	| 'source'
	| 'destination'
	| 'protocol'
	| 'length'
	| 'len'
	| 'seq'
	| 'ack'
	| 'flags'
	| 'info'
	| 'text'
	| 'words';

/** P23: what the titles of the columns of a packet table are called. */
const COLUMNS: readonly (readonly [Column, RegExp])[] = [
	[
		'number',
		/^(?:no\.?|#|nomor|frame|paket|packet|baris|row|step|langkah|nomor paket|no\.? paket|packet no\.?|frame no\.?|no\.? frame|packet number)$/i,
	],
	['time', /^(?:time|waktu)(?:\s*\((?:s|detik|seconds?)\))?$/i],
	['source', /^(?:source|sumber|asal|src|pengirim|sender|dari|from)(?: ip| address| \(ip\))?$/i],
	['destination', /^(?:destination|tujuan|target|dst|penerima|receiver|ke|to)(?: ip| address| \(ip\))?$/i],
	['protocol', /^(?:protocol|protokol)$/i],
	['length', /^(?:length|panjang|ukuran|size)(?: \(bytes?\))?$/i],
	['len', /^(?:len|data|payload)(?: \(bytes?\))?$/i],
	['seq', /^(?:seq(?:uence)?(?: number)?|nomor urut)(?: \((?:raw|asli|relatif|relative)\))?$/i],
	['ack', /^(?:ack(?:nowledg(?:e)?ment)?(?: number)?)(?: \((?:raw|asli|relatif|relative)\))?$/i],
	['flags', /^(?:flags?|tcp flags?|flag tcp)$/i],
	['info', /^(?:info|informasi|information)$/i],
];

/** Seq and Ack as they are in the packet, which a table may have beside the relative ones. */
const RAW = /\((?:raw|asli)\)/i;

/** A line of a table: its number names the packet, and each known column says something of it. */
export function readRow(
	titles: readonly string[],
	cells: readonly PlainText[],
	context: SentenceContext,
): readonly Say[] {
	const columns = titles.map(
		(title): Column => COLUMNS.find(([, pattern]) => pattern.test(title.trim()))?.[0] ?? 'words',
	);
	const number = cells[columns.indexOf('number')];
	const known = columns.filter((column) => column !== 'words' && column !== 'number').length;
	const rows = number ? rowNumber(number.text) : null;
	if (!rows || known < 2) return [];
	const isRaw = (i: number): boolean => RAW.test(titles[i] ?? '');
	const query = queryOf(columns, cells, context, (i) => !isRaw(i));
	const raw = queryOf(columns, cells, context, isRaw);
	const start = cells[0]?.offsets[0] ?? 0;
	const end = cells.at(-1)?.offsets[cells.at(-1)?.text.length ?? 0] ?? start;
	const queries = [query, raw, ...textsOf(columns, cells)].filter((each) => each !== null);
	return queries.length === 0
		? []
		: [...queries.map((each) => packet(rows, each, start, end)), ...wordsOf(columns, cells, rows, context)];
}

/** The payload as it stands in the row: one quoted text and nothing else, not shortened. */
function textsOf(columns: readonly Column[], cells: readonly PlainText[]): readonly PacketQuery[] {
	return columns.flatMap((column, i): readonly PacketQuery[] => {
		const text = cells[i]?.text.trim() ?? '';
		const tokens = column === 'info' || column === 'len' ? lex(text) : [];
		const [quote] = tokens;
		const isWhole = tokens.length === 1 && isOf(quote, 'quote') && quote.isCode && !/…|\.{3}|\\/.test(text);
		return isWhole ? [{ ...ANY_PACKET, texts: [quote.inner] }] : [];
	});
}

function rowNumber(text: string): RowRef | null {
	const found = /^\s*(?:frame|paket|packet|row|baris|#|no\.?)?\s*#?(\d{1,7})\s*$/i.exec(text);
	if (found) return { rows: [Number(found[1])], isRange: false, noun: 'row' };
	const [only, more] = lex(text);
	return isOf(only, 'rows') && more === undefined ? { rows: only.rows, isRange: only.isRange, noun: 'row' } : null;
}

function packet(rows: RowRef, query: PacketQuery, start: number, end: number): Say {
	return {
		say: 'packet',
		kinds: ['K01', 'K02', 'K06', 'K07'],
		pattern: 'P23',
		rows,
		query,
		phase: null,
		isNegated: false,
		isReply: false,
		isWeak: false,
		isFirst: false,
		acknowledges: false,
		tentative: null,
		start,
		end,
	};
}

function queryOf(
	columns: readonly Column[],
	cells: readonly PlainText[],
	context: SentenceContext,
	isAsked: (column: number) => boolean,
): PacketQuery | null {
	let query: PacketQuery = ANY_PACKET;
	for (const [i, column] of columns.entries()) {
		if (!isAsked(i)) continue;
		const text = (cells[i]?.text ?? '').replaceAll('`', '').trim();
		if (text === '' || /^[-–—]+$/.test(text)) continue;
		const tokens = lex(text);
		query = { ...query, ...fieldOf(column, text, tokens, context) };
	}
	return query === ANY_PACKET ? null : query;
}

function fieldOf(
	column: Column,
	text: string,
	tokens: readonly Token[],
	context: SentenceContext,
): Partial<PacketQuery> {
	const whole = /^\d{1,12}$/.test(text.replace(/[.,](?=\d{3}(?:\D|$))/g, '')) ? readNumber(text, true) : null;
	const host = (): HostRef | null => hostsOf(tokens, context.names)[0]?.host ?? null;
	switch (column) {
		case 'source': {
			const from = host();
			return from ? { from } : {};
		}
		case 'destination': {
			const to = host();
			return to ? { to } : {};
		}
		case 'time': {
			const digits = /^\d{1,7}[.,](\d{1,9})$/.exec(text)?.[1]?.length;
			return digits ? { seconds: { value: readNumber(text, false), digits, written: text } } : {};
		}
		case 'length':
			return whole === null ? {} : { frameBytes: whole };
		case 'len':
			return whole === null ? {} : { bytes: whole };
		case 'seq':
			return whole === null ? {} : { sequence: whole };
		case 'ack':
			return whole === null ? {} : { acknowledgment: whole };
		case 'flags': {
			const sets = flagSets(tokens);
			return sets.length === 1 ? { flags: sets, isExact: true } : {};
		}
		case 'protocol':
			return /^(?:tcp|udp|arp|icmp)$/i.test(text) ? protocolOf(text) : {};
		case 'info':
			return infoOf(tokens);
		default:
			return {};
	}
}

/** What Wireshark calls TCP may be shown as what it carries; ARP and UDP are told apart. */
function protocolOf(text: string): Partial<PacketQuery> {
	return { protocol: text.toLowerCase() };
}

/** `52394 → 2222 [SYN] Seq=0 Win=64240 Len=0`. */
export function infoOf(tokens: readonly Token[]): Partial<PacketQuery> {
	const [ports] = allOf(tokens, 'ports');
	const [seq] = allOf(tokens, 'seq');
	const [ack] = allOf(tokens, 'acknum');
	const [len] = allOf(tokens, 'len');
	const [win] = allOf(tokens, 'win');
	const [flags] = allOf(tokens, 'flags');
	return {
		...(ports ? { sourcePort: ports.source, destinationPort: ports.destination } : {}),
		...(seq ? { sequence: seq.value } : {}),
		...(ack ? { acknowledgment: ack.value } : {}),
		...(len ? { bytes: len.value } : {}),
		...(win ? { window: win.value } : {}),
		...(flags?.isBracketed ? { flags: flags.sets, isExact: true } : {}),
	};
}

/** Other columns are prose about this packet. */
function wordsOf(
	columns: readonly Column[],
	cells: readonly PlainText[],
	rows: RowRef,
	context: SentenceContext,
): readonly Say[] {
	return columns.flatMap((column, i): readonly Say[] => {
		const cell = cells[i];
		if (column !== 'words' || !cell || cell.text.trim().length < 4) return [];
		return proseOf(cell, rows, context, columns.includes('flags'));
	});
}

function proseOf(cell: PlainText, rows: RowRef, context: SentenceContext, hasFlags: boolean): readonly Say[] {
	const all = lex(cell.text);
	// "before the first segment" tells when, by another packet.
	if (has(all[0], 'BEFORE', 'AFTER')) return [];
	const tokens = all.filter((token) => !isHash(token));
	const isOfOther = hasFlags && tokens.some((token) => has(token, 'ACKNOWLEDGE'));
	const { says } = readSentence('', tokens, { ...context, rows, areRowsOwn: true });
	// Of a line's own packet only what it is can be refuted; the rest is told around it.
	return (
		says
			.filter(({ say }) => say === 'packet' || say === 'arp')
			// The row says its own flags; those behind "acknowledges" are of the packet that is acknowledged.
			.filter((one) => !(isOfOther && one.say === 'packet' && one.query.flags.length > 0))
			.map((one) => ({ ...one, start: cell.offsets[one.start] ?? 0, end: cell.offsets[one.end] ?? 0 }))
	);
}

function isHash(token: Token | undefined): boolean {
	return isOf(token, 'rows') && token.noun === '#';
}

/** A line of a table that Markdown does not take for one, or without a head: the first number is the row. */
export function readPipeLine(plain: PlainText, context: SentenceContext): readonly Say[] {
	const cells = cellsOf(plain);
	const at = cells.findIndex(({ text }) => /^\d{1,7}$/.test(text));
	const rows = at < 0 ? null : rowNumber(cells[at]?.text ?? '');
	if (!rows || cells.length < 3 || at > 1) return [];
	let query: PacketQuery = ANY_PACKET;
	const prose: PlainText[] = [];
	for (const [i, cell] of cells.entries()) {
		if (i === at || cell.text === '') continue;
		const tokens = lex(cell.text);
		const hosts = hostsOf(tokens, context.names);
		const [host] = hosts;
		if (host && hosts.length === 1 && host.at === 0 && host.end === tokens.length)
			query = query.from === null ? { ...query, from: host.host } : { ...query, to: query.to ?? host.host };
		else if (/^\d{1,6}[.,]\d{3,9}$/.test(cell.text))
			query = {
				...query,
				seconds: {
					value: readNumber(cell.text, false),
					digits: cell.text.replace(/^\d+[.,]/, '').length,
					written: cell.text,
				},
			};
		else if (allOf(tokens, 'ports').length > 0 || allOf(tokens, 'flags').some(({ isBracketed }) => isBracketed))
			query = { ...query, ...infoOf(tokens) };
		else if (!/^[\d.,]*$/.test(cell.text)) prose.push(cell);
	}
	const start = plain.offsets[0] ?? 0;
	const end = plain.offsets[plain.text.length] ?? start;
	const words = prose.flatMap((cell) => proseOf(cell, rows, context, false));
	return query === ANY_PACKET && words.length === 0
		? []
		: [...(query === ANY_PACKET ? [] : [packet(rows, query, start, end)]), ...words];
}

function cellsOf(plain: PlainText): readonly PlainText[] {
	const cells: PlainText[] = [];
	let from = plain.text.indexOf('|') + 1;
	for (let at = plain.text.indexOf('|', from); at >= 0; at = plain.text.indexOf('|', from)) {
		cells.push(slicePlain(plain, from, at));
		from = at + 1;
	}
	return cells;
}

/** A line as Wireshark, tshark or tcpdump print it: number, time, addresses, info. */
export function readPacketLine(tokens: readonly Token[]): readonly Say[] {
	const ips = allOf(tokens, 'ip');
	const [source, destination] = ips;
	const first = tokens[0];
	const named = rowsOf(tokens);
	const isBare =
		isOf(first, 'number') && !first.isWord && first.unit === null && (isOf(tokens[1], 'ip') || isOf(tokens[1], 'time'));
	const rows = named ?? (isBare && isOf(first, 'number') ? { rows: [first.value], isRange: false, noun: 'row' } : null);
	const info = infoOf(tokens);
	if (rows?.rows.length !== 1 || !source || !destination || (info.flags === undefined && info.sourcePort === undefined))
		return [];
	const [time] = allOf(tokens, 'time');
	const host = (ip: typeof source): HostRef => ({
		side: null,
		role: null,
		address: ip.address,
		isPattern: false,
		port: ip.port,
		unbound: null,
	});
	const query: PacketQuery = {
		...ANY_PACKET,
		from: host(source),
		to: host(destination),
		...info,
		seconds: time && time.digits >= 3 ? { value: time.seconds, digits: time.digits, written: time.written } : null,
	};
	return [packet(rows, query, tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0)];
}
