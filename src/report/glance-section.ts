import type { AnnotatedPacket, Connection } from '../tcp/analysis.ts';
import type { ReportBlock, Strip, StripMark } from './report.ts';
import type { Statement } from './statement.ts';
import { closerOf, isOpened, type Subject } from './subject.ts';

/** Section 3: the capture in a few sentences, on one line, and what is wrong with it. */
export function glanceSection(subject: Subject): readonly ReportBlock[] {
	const { analysis, result, findings } = subject;
	const damage = result.read.kind === 'capture' ? result.read.damage : null;
	const statements: Statement[] = [];
	if (analysis.packetCount > 0) statements.push(summary(subject), ...completeConnections(subject), recordedAt(subject));
	if (analysis.packetCount > 0 && analysis.connectionCount === 0) statements.push({ kind: 'no-tcp', packets: [] });
	if (result.roughTimes) statements.push({ kind: 'rough-times', packets: [] });
	if (damage) statements.push({ kind: 'damaged', damage, packets: [] });
	return [
		...(statements.length === 0 ? [] : [{ kind: 'statements' as const, statements }]),
		...stripOf(subject),
		...findings.map((finding): ReportBlock => ({ kind: 'advice', finding })),
	];
}

function summary({ analysis, copies }: Subject): Statement {
	const { packetCount, connectionCount, protocols, span } = analysis;
	const copied = { tcp: 0, arp: 0, other: 0 };
	for (const [of, { length }] of copies) {
		const { protocol } = analysis.packet(of).packet;
		copied[protocol === 'tcp' || protocol === 'arp' ? protocol : 'other'] += length;
	}
	const tcp = protocols.get('tcp') ?? 0;
	const arp = protocols.get('arp') ?? 0;
	const only = connectionCount === 1 ? analysis.connection(1) : null;
	return {
		kind: 'capture-summary',
		count: packetCount,
		spanNs: span ? span.lastNs - span.firstNs : 0n,
		connections: connectionCount,
		only: only && { client: only.client, server: only.server },
		segments: tcp - copied.tcp,
		copies: copied.tcp + copied.arp + copied.other,
		arp: arp - copied.arp,
		other: packetCount - tcp - arp - copied.other,
		packets: [],
	};
}

/** Of each connection that was captured from its handshake to its end. */
function completeConnections({ told, analysis }: Subject): readonly Statement[] {
	const complete = told.filter(({ connection }) => isComplete(connection));
	return complete.map(({ connection }) => {
		const { handshake, close, exchanges } = connection;
		return {
			kind: 'connection-complete',
			connection: analysis.connectionCount > 1 ? connection.connection : null,
			handshake: handshake.packets,
			exchanges: exchanges.filter(({ request, reply }) => request !== null && reply !== null).length,
			close: close.packets,
			starter: closerOf(connection),
			isReset: close.shape === 'reset',
			packets: [...handshake.packets, ...close.packets],
		};
	});
}

function isComplete(connection: Connection): boolean {
	return connection.handshake.complete && connection.endSeen && isOpened(connection);
}

function recordedAt({ analysis }: Subject): Statement {
	return { kind: 'recorded-at', firstNs: analysis.span?.firstNs ?? 0n, packets: [1] };
}

/** More marks than that nobody can tell apart on one line. */
const STRIP_MARKS = 2000;
const PAUSE_NS = 1_000_000_000n;
/** A pause is told if it is at least this part of the whole. */
const PAUSE_PART = 20n;

function stripOf({ analysis, told }: Subject): readonly ReportBlock[] {
	const { span, packetCount } = analysis;
	if (span === null || packetCount < 2 || packetCount > STRIP_MARKS || span.lastNs <= span.firstNs) return [];
	const shown = [...analysis.packets].filter(({ duplicateOf }) => duplicateOf === null);
	const spanNs = span.lastNs - span.firstNs;
	const strip: Strip = {
		spanNs,
		marks: shown.map(markOf),
		pauses: pausesOf(shown, spanNs),
		connections: told.map(({ connection: { connection, firstNs, lastNs } }) => ({
			connection,
			fromNs: firstNs - span.firstNs,
			toNs: lastNs - span.firstNs,
		})),
	};
	return [{ kind: 'strip', strip }];
}

function markOf({ packet, relativeNs, segment }: AnnotatedPacket): StripMark {
	const of = { packet: packet.number, ns: relativeNs, connection: segment?.connection ?? null };
	if (segment === null) return { ...of, kind: packet.protocol === 'arp' ? 'arp' : 'other' };
	if (segment.rst) return { ...of, kind: 'reset' };
	if (segment.syn || segment.fin) return { ...of, kind: 'control' };
	return { ...of, kind: segment.payloadBytes > 0 ? 'data' : 'ack' };
}

function pausesOf(packets: readonly AnnotatedPacket[], spanNs: bigint): Strip['pauses'] {
	return packets.flatMap(({ relativeNs }, i) => {
		const before = packets[i - 1];
		const ns = before ? relativeNs - before.relativeNs : 0n;
		return before && ns > PAUSE_NS && ns * PAUSE_PART > spanNs ? [{ fromNs: before.relativeNs, ns }] : [];
	});
}
