import { endpointText } from '../decode/endpoint-text.ts';
import type { Connection } from '../tcp/analysis.ts';
import { bytes, code, count, duration, packets, row, side, table, term } from './cells.ts';
import type { Cell, ReportBlock, ReportRow } from './report.ts';
import type { Statement } from './statement.ts';
import { closerOf, isOpened, type Subject } from './subject.ts';
import type { ColumnName, TermName } from './terms.ts';

/** More connections than that have no row. */
const LISTED_CONNECTIONS = 100;

/** Section 4: how many connections there are, how one can tell, and a row for each. */
export function connectionsSection(subject: Subject): readonly ReportBlock[] {
	const { analysis, digits } = subject;
	if (analysis.connectionCount === 0) return [];
	const listed = Array.from({ length: Math.min(LISTED_CONNECTIONS, analysis.connectionCount) }, (_, i) =>
		analysis.connection(i + 1),
	);
	const firstNs = analysis.span?.firstNs ?? 0n;
	return [
		{ kind: 'statements', statements: counted(subject, listed) },
		...connectionTable(listed.map((one) => connectionRow(one, firstNs, digits))),
	];
}

const COLUMNS: readonly ColumnName[] = [
	...(['connection', 'client', 'server', 'start', 'duration', 'segments', 'handshake'] as const),
	...(['requests', 'replies', 'clientBytes', 'serverBytes', 'closer', 'closeShape'] as const),
];

/** One connection alone stands upright: so many columns fit on no page. */
function connectionTable(rows: readonly ReportRow[]): readonly ReportBlock[] {
	const [only] = rows;
	if (only === undefined || rows.length > 1) return table('connections', COLUMNS, rows);
	const upright = COLUMNS.map((column, i) => row(only.packets, { kind: 'column', column }, only.cells[i] ?? null));
	return table('connections', ['what', 'value'], upright.slice(1));
}

/** A connection begins with a SYN that has no ACK: so they are counted. */
function counted({ told, analysis }: Subject, listed: readonly Connection[]): readonly Statement[] {
	const begun = listed.filter(({ startSeen }) => startSeen);
	const before = listed.filter(({ startSeen }) => !startSeen);
	const left = { kind: 'connections-left-out', shown: listed.length, count: analysis.connectionCount } as const;
	const notTold = { kind: 'connections-left-out', shown: told.length, count: analysis.connectionCount } as const;
	return [
		...(begun.length === 0
			? []
			: [{ kind: 'connections-begin' as const, count: begun.length, packets: begun.map(synOf) }]),
		...(before.length === 0
			? []
			: [
					{
						kind: 'connections-began-before' as const,
						count: before.length,
						packets: before.map(({ firstPacket }) => firstPacket),
					},
				]),
		...(left.shown < left.count ? [{ ...left, packets: [] }] : []),
		...(left.shown === left.count && notTold.shown < notTold.count ? [{ ...notTold, packets: [] }] : []),
	];
}

/** The SYN that the connection began with; it may have been sent before. */
function synOf({ handshake, lifeCycle: { opening }, firstPacket }: Connection): number {
	return handshake.packets[0] ?? opening.packets[0] ?? firstPacket;
}

function connectionRow(connection: Connection, firstNs: bigint, digits: 6 | 9): ReportRow {
	const { client, server, exchanges } = connection;
	return row(
		[connection.firstPacket, connection.lastPacket],
		count(connection.connection),
		code(endpointText(client.address, client.port)),
		code(endpointText(server.address, server.port)),
		{ kind: 'seconds', ns: connection.firstNs - firstNs, digits },
		duration(connection.lastNs - connection.firstNs),
		count(connection.packets),
		handshakeCell(connection),
		count(exchanges.filter(({ request }) => request !== null).length),
		count(exchanges.filter(({ reply }) => reply !== null).length),
		bytes(connection.clientBytes),
		bytes(connection.serverBytes),
		isOpened(connection) ? side(closerOf(connection)) : null,
		term(closeTerm(connection)),
	);
}

function handshakeCell({ handshake, lifeCycle: { opening } }: Connection): Cell {
	if (handshake.complete) return packets(handshake.packets);
	return term(HANDSHAKES[opening.kind]);
}

const HANDSHAKES: { readonly [K in Connection['lifeCycle']['opening']['kind']]: TermName } = {
	'three-way': 'incomplete',
	'simultaneous-open': 'incomplete',
	unfinished: 'incomplete',
	'partly-captured': 'incomplete',
	refused: 'refused',
	'no-answer': 'no-answer',
	challenged: 'refused',
	'not-captured': 'not-captured',
};

/** How a connection ended, in a word. */
export function closeTerm(connection: Connection): TermName {
	return isOpened(connection) ? connection.close.shape : 'never-opened';
}
