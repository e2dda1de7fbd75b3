import { type Exchange, joinBytes, type Message } from '../tcp/exchanges.ts';
import { bytes, count, duration, message, packets, row, side, table, yesNo } from './cells.ts';
import { connectionTitle } from './connection-title.ts';
import { dataStatements, SHOWN_EXCHANGES } from './data-statements.ts';
import type { Cell, ReportBlock, ReportRow } from './report.ts';
import { acknowledgedRequests, type RequestAck } from './request-acks.ts';
import { isOpened, type Subject, type Told } from './subject.ts';
import type { ColumnName } from './terms.ts';
import { voteBlocks } from './vote-blocks.ts';

/** Of a longer message only the beginning is shown. */
const SHOWN_BYTES = 200;

/** Section 8: what the two sides said to each other. */
export function dataSection(subject: Subject): readonly ReportBlock[] {
	const votes = voteBlocks(subject);
	return subject.told
		.filter(({ connection }) => isOpened(connection))
		.flatMap((told) => [
			...connectionTitle(subject, told),
			{ kind: 'statements' as const, statements: dataStatements(told) },
			...(votes.get(told.connection.connection) ?? exchangeTable(told)),
		]);
}

function exchangeTable(told: Told): readonly ReportBlock[] {
	const { connection, profile } = told;
	const hasRule = typeof profile?.replyPrefix === 'string';
	const isUpcall = profile?.name === 'upcall';
	const columns: readonly ColumnName[] = [
		...(['exchange', 'requestPackets', 'request', 'requestBytes'] as const),
		...(['replyPackets', 'reply', 'replyBytes', 'wait'] as const),
		...(hasRule ? (['followsRule'] as const) : []),
		'ownAck',
		...(isUpcall ? (['speaksFirst'] as const) : []),
	];
	const acks = acknowledgedRequests(told);
	const rows = connection.exchanges.slice(0, SHOWN_EXCHANGES).map((exchange, i) => {
		const { packets: numbers, cells } = exchangeRow(exchange, i + 1, acks[i]);
		const rule = hasRule ? [yesNo(exchange.followsRule)] : [];
		const speaker = isUpcall ? [side(exchange.request === null ? 'server' : 'client')] : [];
		return { packets: numbers, cells: [...cells, ...rule, ownAckCell(acks[i]), ...speaker] };
	});
	return table('exchanges', columns, rows);
}

function exchangeRow({ request, reply, waitNs }: Exchange, number: number, ack: RequestAck | undefined): ReportRow {
	const own = ack?.own ?? null;
	return row(
		[...(request?.packets ?? []), ...(own === null ? [] : [own]), ...(reply?.packets ?? [])],
		count(number),
		packets(request?.packets ?? []),
		shortened(request),
		bytes(request?.length ?? null),
		packets(reply?.packets ?? []),
		shortened(reply),
		bytes(reply?.length ?? null),
		duration(waitNs),
	);
}

function shortened(of: Message | null): Cell {
	if (of === null || of.length <= SHOWN_BYTES) return message(of);
	return { kind: 'data', bytes: joinBytes(of.parts).subarray(0, SHOWN_BYTES), isWhole: false };
}

function ownAckCell(ack: RequestAck | undefined): Cell {
	if (ack === undefined || ack.own !== null) return packets(ack?.own ? [ack.own] : []);
	return ack.byReply === null ? null : yesNo(false);
}
