import type { TcpOption } from '../decode/tcp-options.ts';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { row, side, table, term, text } from './cells.ts';
import { connectionTitle } from './connection-title.ts';
import type { Cell, ReportBlock, ReportRow } from './report.ts';
import { adviceOn, numeral, STEP_COLUMNS, stepRow } from './segment-rows.ts';
import type { Statement } from './statement.ts';
import type { Subject, Told } from './subject.ts';
import type { TermName } from './terms.ts';

/** Section 7: how each connection was opened, or why the capture does not show it. */
export function openingSection(subject: Subject): readonly ReportBlock[] {
	return subject.told.flatMap((told) => [...connectionTitle(subject, told), ...openingBlocks(told, subject)]);
}

function openingBlocks(told: Told, subject: Subject): readonly ReportBlock[] {
	const rows = openingPackets(told).map((packet) => stepRow(packet, subject));
	const isMissing = told.connection.lifeCycle.opening.kind === 'not-captured';
	return [
		{ kind: 'statements', statements: openingStatements(told) },
		...table('handshake', STEP_COLUMNS, isMissing ? withMissing(told, rows) : rows),
		...optionTable(told),
		...(isMissing ? adviceOn(subject, told, 'starts-mid-connection') : []),
	];
}

/** The packets that the opening consists of. */
function openingPackets({ connection: { handshake, lifeCycle }, packets: all }: Told): readonly AnnotatedPacket[] {
	const { opening } = lifeCycle;
	const isNamed = opening.kind !== 'not-captured' || all[0]?.segment?.syn === true;
	const numbers = new Set([...handshake.packets, ...(isNamed ? opening.packets : [])]);
	return all.filter(({ packet }) => numbers.has(packet.number));
}

/** What would have been there, in the place of what was not captured. */
function withMissing({ packets: all }: Told, rows: readonly ReportRow[]): readonly ReportRow[] {
	const has = (wanted: (packet: AnnotatedPacket) => boolean): boolean => all.some(wanted);
	const hasSynAck = has(({ segment }) => segment?.syn === true && segment.ack);
	return [
		missingRow('client', 'SYN', '0', null, 'missing-syn'),
		...(hasSynAck ? rows : [missingRow('server', 'SYN, ACK', '0', '1', 'missing-syn-ack')]),
		...(hasSynAck && rows.length > 1 ? [] : [missingRow('client', 'ACK', '1', '1', 'missing-ack')]),
	];
}

function missingRow(
	from: 'client' | 'server',
	flags: string,
	sequence: string,
	acknowledgment: string | null,
	meaning: TermName,
): ReportRow {
	const cells = [null, null, side(from), text(flags), text(sequence), text(acknowledgment), text('0'), null, null];
	return { packets: [], cells: [...cells, term(meaning)], isMissing: true };
}

function openingStatements(told: Told): readonly Statement[] {
	const { connection } = told;
	const { client, server, handshake, handshakeNs, lifeCycle } = connection;
	const { opening } = lifeCycle;
	const resent = lifeCycle.traits.flatMap((trait): readonly Statement[] =>
		trait.kind === 'syn-resent' || trait.kind === 'syn-ack-resent' || trait.kind === 'fast-open' ? [trait] : [],
	);
	switch (opening.kind) {
		case 'three-way':
			return [
				{ kind: 'opens', client, server, packets: opening.packets },
				...numberStatements(told),
				...(handshakeNs === null
					? []
					: [{ kind: 'handshake-time' as const, ns: handshakeNs, packets: handshake.packets }]),
				...resent,
			];
		case 'refused': {
			const [syn = 0, rst = 0] = opening.packets;
			return [{ kind: 'refused', port: server.port, syn, rst, packets: opening.packets }, ...resent];
		}
		case 'no-answer':
			return [{ kind: 'no-answer', server, waitsNs: opening.waitsNs, packets: opening.packets }];
		case 'unfinished':
			return [{ kind: 'handshake-unfinished', packets: opening.packets }, ...resent];
		case 'partly-captured':
			return [{ kind: 'syn-ack-not-captured', packets: opening.packets }, ...resent];
		case 'simultaneous-open':
			return [{ kind: 'opened-simultaneously', packets: opening.packets }];
		case 'challenged':
			return [{ kind: 'syn-challenged', packets: opening.packets }];
		case 'not-captured':
			return [notCaptured(told)];
	}
}

function notCaptured({ connection, packets: all }: Told): Statement {
	const first = connection.firstPacket;
	return {
		kind: 'handshake-not-captured',
		first,
		isSynAck: all[0]?.segment?.syn === true,
		packets: [first],
	};
}

/** The initial sequence numbers, and that a SYN counts as one byte (RFC 9293, section 3.4). */
function numberStatements({ connection, packets: all }: Told): readonly Statement[] {
	const [syn, synAck, ack] = connection.lifeCycle.opening.packets.map(
		(number) => all.find(({ packet }) => packet.number === number)?.segment,
	);
	if (!syn || !synAck || !ack) return [];
	const pairs = [
		[syn, synAck],
		[synAck, ack],
	] as const;
	return [
		{
			kind: 'initial-numbers',
			client: syn.sequence,
			server: synAck.sequence,
			packets: [syn.number, synAck.number],
		},
		...pairs
			// With data in the SYN (Fast Open) or a later ACK the sum is another.
			.filter(([of, by]) => of.payloadBytes === 0 && of.end === by.acknowledgment)
			.map(([of, by]) => ({
				kind: 'syn-counts-one' as const,
				...{ syn: of.number, ack: by.number, sequence: of.sequence, acknowledgment: by.acknowledgment },
				packets: [of.number, by.number],
			})),
	];
}

/** The options that a teacher asks for, and what each is for. */
const OPTIONS = {
	mss: 'mss-meaning',
	'window-scale': 'window-scale-meaning',
	'sack-permitted': 'sack-permitted-meaning',
	timestamps: 'timestamps-meaning',
	'fast-open': 'fast-open-meaning',
} as const satisfies { readonly [K in TcpOption['kind']]?: TermName };

function optionTable({ packets: all }: Told): readonly ReportBlock[] {
	const client = all.find(({ segment }) => segment?.syn && segment.side === 'client');
	const server = all.find(({ segment }) => segment?.syn && segment.side === 'server');
	if (client === undefined && server === undefined) return [];
	const kinds = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
	const rows = kinds.flatMap((kind) => {
		const [mine, theirs] = [optionCell(client, kind), optionCell(server, kind)];
		if (mine === null && theirs === null) return [];
		const numbers = [client, server].flatMap((packet, i) => {
			return packet && (i === 0 ? mine : theirs) !== null ? [packet.packet.number] : [];
		});
		return [row(numbers, term(kind), mine, theirs, term(OPTIONS[kind]))];
	});
	return table('options', ['option', 'client', 'server', 'meaning'], rows);
}

function optionCell(packet: AnnotatedPacket | undefined, kind: keyof typeof OPTIONS): Cell {
	const option = packet?.packet.tcp?.options.find((one) => one.kind === kind);
	switch (option?.kind) {
		case undefined:
			return null;
		case 'mss':
			return numeral(option.value);
		case 'window-scale':
			return text(`${option.shift} (× ${2 ** option.shift})`);
		case 'timestamps':
			return numeral(option.value);
		default:
			return term('yes');
	}
}
