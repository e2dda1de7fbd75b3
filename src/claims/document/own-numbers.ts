import type { Say } from '../grammar/say.ts';
import { placeOf, type ReportDocument, type Unit } from '../report-document.ts';
import { flagsAt } from '../text/flags.ts';
import { numberWord } from '../text/numbers.ts';
import type { Statement } from './statement.ts';

/** What a document says of its own lists and of the ports that FTP was told; it needs no capture. */
export function ownNumbers(document: ReportDocument, statements: readonly Statement[]): readonly Statement[] {
	const ports = passivePorts(document.text);
	return statements.map((statement) => {
		const added = [...listLength(document, statement), ...passivePort(document, statement, ports)];
		return added.length === 0 ? statement : { ...statement, says: [...statement.says, ...added] };
	});
}

interface Listed {
	readonly port: number;
	readonly formula: string;
	readonly at: number;
}

/** `227 Entering Passive Mode (10,79,2,2,63,66)`: p1 × 256 + p2. */
function passivePorts(text: string): readonly Listed[] {
	return [...text.matchAll(/\((?:\d{1,3}\s?,\s?){4}(\d{1,3})\s?,\s?(\d{1,3})\)/g)].flatMap(({ index, 1: a, 2: b }) => {
		const [high, low] = [Number(a), Number(b)];
		return high > 255 || low > 255
			? []
			: [{ port: high * 256 + low, formula: `${high} × 256 + ${low} = ${high * 256 + low}`, at: index }];
	});
}

/** The port that a sentence about passive mode gives: one of those that the document itself shows. */
function passivePort(document: ReportDocument, { says, plain }: Statement, ports: readonly Listed[]): readonly Say[] {
	const [first] = ports;
	if (!first || !/\b(?:passive|pasif|pasv)\b/i.test(plain.text)) return [];
	return says.flatMap((say): readonly Say[] => {
		const isData = say.say === 'endpoint' && say.port !== null && say.port > 1023 && !say.isNegated;
		if (!isData || say.port === null) return [];
		const found = ports.find(({ port }) => port === say.port);
		// A client's port, or one of several, may be another one.
		const isOther =
			says.filter((one) => one.say === 'endpoint').length > 1 || /\b(?:client|klien|source|asal)\b/i.test(plain.text);
		if (!found && (isOther || say.role === 'client')) return [];
		const { line } = placeOf(document, (found ?? first).at, (found ?? first).at + 1);
		return [documentSay(say, found !== undefined, `${say.port}`, (found ?? first).formula, line, 'K10')];
	});
}

const COUNTED =
	/\b(\d{1,2}|[a-z]{3,6})[ -](?:langkah|tahap(?:an)?|fase|steps?|stages?|phases?|segmen|segments?|paket|packets?)\b[^.;:]{0,80}:\s*$/i;

/** `three steps:` with an ordered list behind it: as many items, or as many that name flags. */
function listLength(document: ReportDocument, statement: Statement): readonly Say[] {
	const { plain, unitIndex, says } = statement;
	const found = COUNTED.exec(plain.text);
	const said = found ? (numberWord(found[1]?.toLowerCase() ?? '') ?? Number(found[1])) : Number.NaN;
	const items = Number.isInteger(said) && said > 1 ? itemsOf(document, unitIndex) : null;
	if (!found || !items) return [];
	const flagged = items.filter((item) => namesFlags(item.plain.text)).length;
	const isTrue = items.length === said || flagged === said;
	const areAllAlike = flagged === items.length;
	if ((isTrue && says.length > 0) || (!isTrue && !areAllAlike)) return [];
	const [start, end] = [plain.offsets[0] ?? 0, (plain.offsets[plain.text.length - 1] ?? 0) + 1];
	const { line } = placeOf(document, items[0]?.plain.offsets[0] ?? 0, (items[0]?.plain.offsets[0] ?? 0) + 1);
	const place = { start, end, tentative: null };
	return [documentSay(place, isTrue, found[0].replace(/\s*:\s*$/, ''), `${items.length}`, line, 'K11')];
}

/** The items of the one ordered list that a unit leads in to; `null` if it is another, or has lists or paragraphs in it. */
function itemsOf({ units, text }: ReportDocument, unitIndex: number): readonly Unit[] | null {
	const items = units.filter(({ leadIn }) => leadIn === unitIndex);
	const isOrdered = items.every((item, i) => numberBefore(text, item.plain.offsets[0] ?? 0) === i + 1);
	const areTogether = new Set(items.map(({ group }) => group)).size === 1;
	return items.length > 1 && isOrdered && areTogether ? items : null;
}

function numberBefore(text: string, offset: number): number | null {
	const line = text.slice(Math.max(0, offset - 16), offset);
	const found = /(?:^|\n)[ \t]{0,6}(\d{1,2})[.)][ \t]{1,4}[*_`]{0,3}$/.exec(line);
	return found ? Number(found[1]) : null;
}

function namesFlags(text: string): boolean {
	for (let at = 0; at < Math.min(text.length, 300); at++)
		if (!/[\p{L}\d]/u.test(text[at - 1] ?? '') && flagsAt(text, at)) return true;
	return false;
}

function documentSay(
	{ start, end, tentative }: Pick<Say, 'start' | 'end' | 'tentative'>,
	isTrue: boolean,
	said: string,
	elsewhere: string,
	line: number,
	kind: 'K10' | 'K11',
): Say {
	return { say: 'document', kinds: [kind], pattern: 'P23', isTrue, said, elsewhere, line, start, end, tentative };
}
