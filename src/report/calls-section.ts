import { type CallRow, callRows } from '../events/calls.ts';
import type { Programs } from '../events/place-events.ts';
import type { Call } from '../events/program-event.ts';
import type { ProgramCall } from '../tcp/timeline/row.ts';
import { count, packets, row, side, table } from './cells.ts';
import { connectionTitle } from './connection-title.ts';
import { inferredCalls } from './inferred-calls.ts';
import type { ReportBlock, ReportRow } from './report.ts';
import { isOpened, type Subject, type Told } from './subject.ts';

/** Section 11: what the calls of the programs put on the wire. */
export function callsSection(subject: Subject): readonly ReportBlock[] {
	return subject.told
		.filter(({ connection }) => isOpened(connection))
		.flatMap((told) => [...connectionTitle(subject, told), ...callBlocks(told, subject)]);
}

function callBlocks(told: Told, { analysis, programs }: Subject): readonly ReportBlock[] {
	const { connection } = told;
	const isRecorded = programs?.events.some((event) => event.connection === connection.connection) === true;
	const rows = isRecorded ? callRows(analysis, connection, programs) : inferredCalls(told);
	return [
		{
			kind: 'statements',
			statements: [
				isRecorded
					? { kind: 'calls-recorded', uncertaintyNs: programs.uncertaintyNs, packets: [] }
					: { kind: 'calls-inferred', packets: [] },
			],
		},
		...table(
			'calls',
			isRecorded ? ['call', 'by', 'calls', 'wire', 'packets'] : ['call', 'by', 'wire', 'packets'],
			rows.map((one) => callRow(one, isRecorded)),
		),
	];
}

function callRow({ kind, by, calls, packets: numbers }: CallRow, isRecorded: boolean): ReportRow {
	return row(
		numbers,
		{ kind: 'call', call: kind },
		side(by),
		...(isRecorded ? [count(calls === 0 ? null : calls)] : []),
		{ kind: 'wire', call: kind },
		packets(numbers),
	);
}

/** As the programs of these labs call them. */
const CALLS: { readonly [C in Call]: string } = {
	bind: 'bind()',
	listen: 'listen()',
	connect: 'connect()',
	accept: 'accept()',
	read: 'recv()',
	write: 'send()',
	'end-of-stream': 'recv() = 0',
	close: 'close()',
	reset: 'close(), RST',
	error: 'error',
};

/** The calls of a connection's programs, as marks for its ladder. */
export function callsOf({ events }: Programs, connection: number): readonly ProgramCall[] {
	return events
		.filter((placed) => placed.connection === connection)
		.map(({ event, atNs }) => ({ side: event.program, timeNs: atNs, text: CALLS[event.call] }));
}
