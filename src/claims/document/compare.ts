import type { PacketQuery } from '../grammar/packet-query.ts';
import type { Say } from '../grammar/say.ts';
import { placeOf, type ReportDocument } from '../report-document.ts';
import type { Statement } from './statement.ts';

type PacketStatement = Extract<Say, { readonly say: 'packet' }>;

/** A row that the report quotes from the screen. */
interface QuotedRow {
	readonly row: number;
	readonly say: PacketStatement;
	readonly line: number;
	readonly unit: number;
}

/**
 * Adds to prose what rows quoted in the same report say of it: a digit lost in an address, flags that differ. It needs
 * no capture. Rows with one number that differ among themselves come from two captures, and are left alone.
 */
export function documentSays(document: ReportDocument, statements: readonly Statement[]): readonly Statement[] {
	const quoted = quotedRows(document, statements);
	if (quoted.size === 0) return statements;
	return statements.map((statement) => {
		const added = statement.says.flatMap((say) => compare(say, statement, quoted));
		return added.length === 0 ? statement : { ...statement, says: [...statement.says, ...added] };
	});
}

function quotedRows(document: ReportDocument, statements: readonly Statement[]): ReadonlyMap<number, QuotedRow> {
	const found = new Map<number, QuotedRow>();
	const doubtful = new Set<number>();
	for (const { says, unitIndex } of statements)
		for (const say of says) {
			const row = say.say === 'packet' && say.rows?.rows.length === 1 ? say.rows.rows[0] : undefined;
			if (say.say !== 'packet' || row === undefined || !isQuoted(say.query)) continue;
			if (found.has(row)) doubtful.add(row);
			found.set(row, { row, say, line: placeOf(document, say.start, say.end).line, unit: unitIndex });
		}
	for (const row of doubtful) found.delete(row);
	return found;
}

/** Both addresses and flags or ports: a line of the screen. */
function isQuoted({ from, to, flags, sourcePort, isExact }: PacketQuery): boolean {
	return from?.address != null && to?.address != null && ((isExact && flags.length > 0) || sourcePort !== null);
}

function compare(say: Say, statement: Statement, quoted: ReadonlyMap<number, QuotedRow>): readonly Say[] {
	const rows = 'rows' in say && say.rows ? say.rows.rows : [];
	const [row] = rows;
	const found = rows.length === 1 && row !== undefined ? quoted.get(row) : undefined;
	if (!found || found.unit === statement.unitIndex) return [];
	const base = {
		say: 'document' as const,
		pattern: 'P23' as const,
		tentative: say.tentative,
		start: say.start,
		end: say.end,
		line: found.line,
	};
	if (say.say === 'endpoint' && say.role === 'source' && say.address !== null) {
		const elsewhere = found.say.query.from?.address ?? '';
		return [{ ...base, kinds: ['K10'], isTrue: elsewhere === say.address, said: say.address, elsewhere }];
	}
	if (say.say === 'endpoint' && say.role === 'source' && say.port !== null && found.say.query.sourcePort !== null) {
		const elsewhere = `${found.say.query.sourcePort}`;
		return [{ ...base, kinds: ['K10'], isTrue: elsewhere === `${say.port}`, said: `${say.port}`, elsewhere }];
	}
	if (say.say !== 'packet' || isQuoted(say.query)) return [];
	const [said] = say.query.flags;
	const [written] = found.say.query.flags;
	if (!said || !written || say.query.flags.length !== 1) return [];
	const isTrue = said.every((flag) => written.includes(flag)) && said.includes('SYN') === written.includes('SYN');
	return [{ ...base, kinds: ['K06'], isTrue, said: said.join(', '), elsewhere: written.join(', ') }];
}
