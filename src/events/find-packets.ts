import { endpointText } from '../decode/endpoint-text.ts';
import type { Analysis, AnnotatedPacket, Connection } from '../tcp/analysis.ts';
import { packetsOf, type SidePackets, streamStart } from './connection-packets.ts';
import type { Call, ProgramEvent } from './program-event.ts';

/** Calls that send something; the others hear of something. */
export const SENDS: ReadonlySet<Call> = new Set(['write', 'close', 'reset']);

/** What the capture has of an event. */
export interface Found {
	/** From 1; `null` where the capture has none with these ends. */
	readonly connection: number | null;
	/** What the call sent, or was told of. */
	readonly packets: readonly AnnotatedPacket[];
}

/** A stream as one program reads or writes it. */
interface Stream {
	/** Relative number of the next byte; `null` where it is not known. */
	next: number | null;
}

/** Finds the packets of events, which must come in the order of their times: reads and writes are counted through. */
export function createPacketFinder(
	analysis: Analysis,
	events: readonly ProgramEvent[],
	uncertaintyNs: bigint,
): (event: ProgramEvent) => Found {
	const connections = [...analysis.connections];
	const sides = connections.map((): SidePackets => ({ client: [], server: [] }));
	for (const packet of analysis.packets) packetsOf(sides, packet)?.push(packet);
	const streams = new Map<string, Stream>();
	const of = (event: ProgramEvent): number | null => connectionOf(connections, event, uncertaintyNs);

	function streamOf(connection: number, { program, call }: ProgramEvent, own: SidePackets): Stream {
		const key = `${connection} ${program} ${call}`;
		const side = call === 'write' ? program : otherSide(program);
		const known = streams.get(key) ?? { next: streamStart(own[side], sentBy(side, connection)) };
		streams.set(key, known);
		return known;
	}

	/** All that a side wrote, by its own account. */
	function sentBy(side: 'client' | 'server', connection: number): number {
		const writes = events.filter((event) => event.program === side && event.call === 'write');
		return writes.reduce((sum, event) => sum + (of(event) === connection ? (event.bytes ?? 0) : 0), 0);
	}

	return (event) => {
		const connection = of(event);
		const own = connection === null ? undefined : sides[connection - 1];
		if (connection === null || own === undefined) return { connection, packets: [] };
		const isOfStream = event.call === 'read' || event.call === 'write';
		const packets = isOfStream
			? carriers(event, own, streamOf(connection, event, own), uncertaintyNs)
			: signals(event, own, uncertaintyNs);
		return { connection, packets };
	};
}

/** The packets of a call that is about no bytes: SYN, the ACK that completes the handshake, FIN, RST. */
function signals({ program, call, timeNs }: ProgramEvent, own: SidePackets, uncertaintyNs: bigint) {
	const other = own[otherSide(program)];
	const last = (list: readonly AnnotatedPacket[], wanted: Wanted): readonly AnnotatedPacket[] =>
		list.filter((packet) => packet.packet.timeNs <= timeNs + uncertaintyNs && wanted(packet)).slice(-1);
	const found: { readonly [C in Call]?: () => readonly AnnotatedPacket[] } = {
		connect: () => last(own.server, ({ segment }) => segment?.syn === true),
		accept: () => last(own.client, isHandshakeAck),
		'end-of-stream': () => last(other, ({ segment }) => segment?.fin === true),
		error: () => last(other, ({ segment }) => segment?.rst === true),
		close: () => own[program].filter(({ segment }) => segment?.fin).slice(0, 1),
		reset: () => own[program].filter(({ segment }) => segment?.rst).slice(0, 1),
	};
	return found[call]?.() ?? [];
}

type Wanted = (packet: AnnotatedPacket) => boolean;

/** Takes the next bytes of the stream, and gives the packets that carried them. */
function carriers(event: ProgramEvent, own: SidePackets, stream: Stream, uncertaintyNs: bigint) {
	if (stream.next === null || event.bytes === null) return [];
	const [from, to] = [stream.next, stream.next + event.bytes];
	stream.next = to;
	const isWrite = event.call === 'write';
	return own[isWrite ? event.program : otherSide(event.program)].filter(({ segment, packet, labels }) => {
		const first = segment?.relativeSequence ?? 0;
		const bytes = segment?.payloadBytes ?? 0;
		if (bytes === 0 || first >= to || first + bytes <= from) return false;
		// A program writes once; how often its kernel sends that is not its doing. It may read what came the second time.
		return isWrite ? !isSentAgain(labels?.names ?? []) : packet.timeNs <= event.timeNs + uncertaintyNs;
	});
}

function isHandshakeAck({ segment }: AnnotatedPacket): boolean {
	return segment?.phase === 'handshake' && segment.ack && !segment.syn;
}

function isSentAgain(labels: readonly string[]): boolean {
	return labels.some((label) => label.includes('retransmission'));
}

function otherSide(side: 'client' | 'server'): 'client' | 'server' {
	return side === 'client' ? 'server' : 'client';
}

/** The connection of these two ends; of several, the last that had begun by then. */
function connectionOf(
	connections: readonly Connection[],
	{ program, local, remote, fromNs, timeNs }: ProgramEvent,
	uncertaintyNs: bigint,
): number | null {
	const [client, server] = program === 'client' ? [local, remote] : [remote, local];
	const fits = connections.filter((connection) => {
		const { address, port } = connection.server;
		if (server === null || endpointText(address, port) !== server) return false;
		if (connection.firstNs > timeNs + uncertaintyNs) return false;
		if (client !== null) return endpointText(connection.client.address, connection.client.port) === client;
		// A connect that failed does not know its own port.
		return fromNs !== null && connection.firstNs >= fromNs - uncertaintyNs;
	});
	return fits.at(-1)?.connection ?? null;
}
