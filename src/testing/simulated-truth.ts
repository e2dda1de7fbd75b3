import type { AnalyzeResult } from '../analyze.ts';
import type { SimulatedRun } from '../lab/simulated/run-simulated.ts';
import type { Emission, Passage, ProgramLog, Truth } from '../lab/simulated/truth.ts';
import { FLAG } from '../lab/simulated/wire.ts';
import type { Connection } from '../tcp/analysis.ts';
import { joinBytes } from '../tcp/exchanges.ts';

/** Why a packet cannot be told from a capture, and so is not compared with what really happened. */
export const UNKNOWABLE = {
	'late-copy': 'The network made a copy more than 1 ms late: to the rule of 1 ms it looks like a retransmission.',
	overtaken: 'The retransmission overtook the first copy: whichever passes first looks like the first.',
	'lost-before': 'Sent again because the first copy was lost before the bridge: here it is the first.',
	'without-id':
		'Linux gives SYN-ACK, RST and TIME-WAIT ACK the IP ID 0: two of them within 1 ms may be equal byte for byte.',
	'new-stream':
		'A SYN-ACK that passes after a FIN or RST begins a new stream in Wireshark from 4.4 on, and so a connection.',
	unsettled: 'Something was under way or lost behind the bridge: the receiver does not know what the capture holds.',
} as const;
export type Unknowable = keyof typeof UNKNOWABLE;

/** What the analysis and the truth say of the same packets. */
export interface Agreement {
	readonly disagreements: readonly string[];
	readonly counts: Readonly<Record<'packets' | 'retransmissions' | 'copies' | 'states' | Unknowable, number>>;
}

/** Compares the analysis of a whole capture, made on the bridge, with the truth. */
export function compareWithTruth({ truth }: SimulatedRun, { analysis }: AnalyzeResult): Agreement {
	const disagreements: string[] = [];
	const counts = {
		packets: 0,
		retransmissions: 0,
		copies: 0,
		states: 0,
		'late-copy': 0,
		overtaken: 0,
		'without-id': 0,
		'lost-before': 0,
		'new-stream': 0,
		unsettled: 0,
	};
	const seen = createSeen();
	for (const passage of truth.passages) {
		const [number] = passage.packets;
		const emission = passage.emission === null ? undefined : truth.emissions[passage.emission];
		if (number === undefined || emission === undefined) continue;
		counts.packets++;
		const annotated = analysis.packet(number);
		if ((annotated.segment?.connection ?? 1) > truth.programs.size) {
			counts['new-stream']++;
			continue;
		}
		const expected = seen.expect(emission, passage, number);
		if (expected.reason) counts[expected.reason]++;
		const say = (what: string, ours: unknown, theirs: unknown): void => {
			if (`${ours}` !== `${theirs}`) disagreements.push(`#${number} ${what}: analysis ${ours}, truth ${theirs}`);
		};
		if (annotated.duplicateOf !== expected.copyOf && isWithoutId(analysis, number)) {
			const other = annotated.duplicateOf ?? expected.copyOf;
			if (other !== null && isSameFrame(analysis, number, other)) {
				counts['without-id']++;
				if (annotated.verdictLabels.includes('retransmission')) counts.retransmissions++;
				continue;
			}
		}
		say('copy of', annotated.duplicateOf, expected.copyOf);
		if (expected.copyOf !== null) {
			counts.copies++;
			continue;
		}
		say('labels', annotated.verdictLabels, expected.labels);
		if (expected.labels.includes('retransmission')) counts.retransmissions++;
		if (!passage.isSettled || passage.states === null) {
			counts.unsettled++;
			continue;
		}
		counts.states++;
		// Where both open at once, the client is whose SYN passes first.
		const isSwapped = analysis.connection(annotated.segment?.connection ?? 1).client.port !== emission.clientPort;
		const { client, server } = passage.states;
		say(
			'states',
			statesText(annotated.states),
			statesText(isSwapped ? { client: server, server: client } : passage.states),
		);
	}
	if (analysis.connectionCount <= truth.programs.size)
		disagreements.push(...compareConnections(analysis, truth, counts));
	return { disagreements, counts };
}

function compareConnections(
	{ connectionCount, connection }: AnalyzeResult['analysis'],
	truth: Truth,
	counts: Agreement['counts'],
): readonly string[] {
	const connections = Array.from({ length: connectionCount }, (_, i) => connection(i + 1));
	const resent = connections.reduce((sum, { retransmissions }) => sum + retransmissions, 0);
	const isSame = resent === counts.retransmissions;
	return [
		...(isSame ? [] : [`retransmissions: analysis ${resent}, truth ${counts.retransmissions}`]),
		...connections.flatMap((one) => compareConnection(one, truth)),
	];
}

/** Of a connection that was recorded whole and ended well, every byte must be in its exchanges, once and in order. */
function compareConnection(connection: Connection, { programs }: Truth): readonly string[] {
	const { client, server, exchanges } = connection;
	const logs = programs.get(client.port) ?? programs.get(server.port);
	if (!logs) return [];
	const [asClient, asServer] = programs.has(client.port) ? [logs.client, logs.server] : [logs.server, logs.client];
	const said = { request: asClient, reply: asServer };
	const heard = { request: asServer, reply: asClient };
	return (['request', 'reply'] as const).flatMap((what) => {
		const bytes = joinBytes(exchanges.flatMap((exchange) => exchange[what]?.parts ?? []));
		const isSame = bytes.length === said[what].sent.length && bytes.every((byte, i) => byte === said[what].sent[i]);
		return !heard[what].sawEnd || isSame
			? []
			: [`${what}: analysis has ${bytes.length} bytes, truth ${said[what].sent.length}`];
	});
}

function statesText(states: { readonly client: string | null; readonly server: string | null } | null): string {
	return `${states?.client}/${states?.server}`;
}

/** Where the IP ID lies in an Ethernet frame. */
const ID_AT = 18;

function isWithoutId({ frame }: AnalyzeResult['analysis'], number: number): boolean {
	const { bytes } = frame(number);
	return bytes[ID_AT] === 0 && bytes[ID_AT + 1] === 0;
}

function isSameFrame({ frame }: AnalyzeResult['analysis'], a: number, b: number): boolean {
	return frame(a).bytes.join() === frame(b).bytes.join();
}

interface Expected {
	readonly copyOf: number | null;
	readonly labels: readonly string[];
	readonly reason: Unknowable | null;
}

const COPY_NS = 1_000_000;

/** What an observer on the bridge who knows which emission each packet is must say of them, one after the other. */
function createSeen() {
	const firstPassage = new Map<number, { readonly number: number; readonly atNs: number }>();
	const emissionsOfRoot = new Map<number, Set<number>>();
	const ends = new Map<string, number>();

	function expect(emission: Emission, { atNs }: Passage, number: number): Expected {
		const { id, of, kind, side, clientPort, sequence, end, flags } = emission;
		const before = firstPassage.get(id);
		if (before && Math.abs(atNs - before.atNs) <= COPY_NS) return { copyOf: before.number, labels: [], reason: null };
		const reason = before ? 'late-copy' : null;
		if (!before) firstPassage.set(id, { number, atNs });
		if (end === sequence || (flags & FLAG.rst) !== 0) return { copyOf: null, labels: [], reason };
		const root = of ?? id;
		const known = emissionsOfRoot.get(root) ?? new Set<number>();
		emissionsOfRoot.set(root, known);
		// The SYN-ACK of a simultaneous open has the number of the SYN, and is none that was sent again.
		if (kind === 'new' && of !== null && known.size > 0) return { copyOf: null, labels: [], reason };
		const isAgain = known.size > 0;
		known.add(id);
		const key = `${clientPort} ${side}`;
		const next = ends.get(key);
		if (next === undefined || ((end - next) | 0) > 0) ends.set(key, end);
		if (isAgain) {
			return { copyOf: null, labels: ['retransmission'], reason: reason ?? (kind === 'new' ? 'overtaken' : null) };
		}
		const labels =
			next === undefined
				? []
				: ((sequence - next) | 0) > 0
					? ['lost_segment']
					: ((end - next) | 0) <= 0
						? ['out_of_order']
						: [];
		return { copyOf: null, labels, reason: kind === 'new' ? null : 'lost-before' };
	}

	return { expect };
}

/** What a TCP must never do: lose, change, repeat or reorder bytes without saying so, or hang. */
export function brokenPromises(truth: Truth): readonly string[] {
	if (!truth.isFinished) return ['time was over before it ended'];
	return [...truth.programs.values()].flatMap(({ client, server }) => [
		...oneWay('client to server', client, server),
		...oneWay('server to client', server, client),
	]);
}

function oneWay(name: string, from: ProgramLog, to: ProgramLog): readonly string[] {
	const isPrefix = to.received.every((byte, i) => byte === from.sent[i]) && to.received.length <= from.sent.length;
	if (!isPrefix) return [`${name}: other bytes arrived than were sent`];
	if (to.sawEnd && to.received.length < from.sent.length) return [`${name}: the end came before all bytes`];
	const isExcused = [from, to].some(({ error, aborted }) => error !== null || aborted);
	return to.sawEnd || isExcused ? [] : [`${name}: neither an end nor an error`];
}
