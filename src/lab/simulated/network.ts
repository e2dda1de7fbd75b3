import type { Dice } from './dice.ts';
import { createHost, type Host } from './host.ts';
import { createLink, type HostName, type Impairment, type Link, type LinkName } from './links.ts';
import type { About, TcpState } from './tcb.ts';
import type { Emission, Passage, SidePair } from './truth.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { FLAG, type Interface, type WireFrame, type WireSegment } from './wire.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type OpenEmission = Omit<Writable<Emission>, 'lostAt'> & { lostAt: LinkName[] };

/** A frame on the bridge, for whoever records there. */
export interface BridgeFrame {
	readonly frame: WireFrame;
	readonly from: HostName;
	readonly passage: Writable<Passage>;
}

/** Two hosts on one bridge. */
export interface Network {
	readonly hosts: SidePair<Host>;
	readonly interfaces: SidePair<Interface>;
	readonly emissions: readonly Emission[];
}

export interface NetworkPorts {
	readonly clock: VirtualClock;
	readonly dice: Dice;
	readonly links: { readonly [L in LinkName]?: Impairment };
	readonly serverPort: number;
	readonly onBridge: (frame: BridgeFrame) => void;
}

const LAST_BYTE: SidePair<number> = { client: 2, server: 3 };
const LINKS: readonly LinkName[] = ['client-up', 'client-down', 'server-up', 'server-down'];

export function createNetwork({ clock, dice, links, serverPort, onBridge }: NetworkPorts): Network {
	const emissions: OpenEmission[] = [];
	const ways = new Map<LinkName, Link>(LINKS.map((name) => [name, createLink(links[name] ?? {}, clock, dice)]));
	const interfaces = { client: makeInterface('client', dice), server: makeInterface('server', dice) };
	const seen = createSeen();
	/** Segments between the two endpoints; how many of those that end something were sent; how many passed the bridge. */
	let underway = 0;
	let moves = 0;
	let passed = 0;
	/** Connections of which the capture knows less, or more, than the receiver. */
	const hidden = new Set<number>();

	const makeHost = (name: HostName): Host =>
		createHost({
			self: interfaces[name],
			clock,
			dice,
			sent: (segment, about) => takeDown(name, segment, about),
			transmit: (frame, emission) => up(name, frame, emission),
		});
	const hosts: SidePair<Host> = { client: makeHost('client'), server: makeHost('server') };

	function takeDown(side: HostName, segment: WireSegment, { kind, of }: About): number {
		const { flags, sequence, acknowledgment, payload } = segment;
		const control = Number((flags & FLAG.syn) !== 0) + Number((flags & FLAG.fin) !== 0);
		emissions.push({
			id: emissions.length,
			side,
			clientPort: segment.sourcePort === serverPort ? segment.destinationPort : segment.sourcePort,
			kind,
			of,
			flags,
			sequence,
			end: (sequence + payload.length + control) >>> 0,
			acknowledgment,
			payloadBytes: payload.length,
			atNs: clock.now(),
			delivered: 0,
			lostAt: [],
		});
		underway++;
		if ((flags & (FLAG.fin | FLAG.rst)) !== 0) moves++;
		return emissions.length - 1;
	}

	function up(from: HostName, frame: WireFrame, emission: number | null): void {
		pass(`${from}-up`, frame, emission, (isCopy) => {
			if (isCopy && emission !== null) underway++;
			const passage = { emission, atNs: clock.now(), isCopy, packets: [], states: null, isSettled: false };
			const of = emission === null ? undefined : emissions[emission];
			if (of) seen.add(of);
			onBridge({ frame, from, passage });
			passed++;
			down(from, frame, emission, passage, passed);
		});
	}

	function down(
		from: HostName,
		frame: WireFrame,
		emission: number | null,
		passage: Writable<Passage>,
		at: number,
	): void {
		const to = from === 'client' ? 'server' : 'client';
		pass(`${to}-down`, frame, emission, (isCopy) => {
			const of = emission === null ? undefined : emissions[emission];
			if (!of) return hosts[to].arrives(frame);
			of.delivered++;
			if (!isCopy) underway--;
			const wasQuiet = underway === 0 && passed === at && !hidden.has(of.clientPort);
			const movesBefore = moves;
			hosts[to].arrives(frame);
			if (isCopy) return;
			passage.states = statesOf(of.clientPort);
			passage.isSettled = wasQuiet && moves === movesBefore && isKnown(of.clientPort, passage.states);
		});
	}

	function pass(name: LinkName, frame: WireFrame, emission: number | null, arrive: (isCopy: boolean) => void): void {
		ways.get(name)?.(
			frame,
			(_, isCopy) => arrive(isCopy),
			() => {
				if (emission === null) return;
				underway--;
				const of = emissions[emission];
				of?.lostAt.push(name);
				if (of && isHiding(of, name)) hidden.add(of.clientPort);
			},
		);
	}

	function statesOf(clientPort: number): SidePair<TcpState> {
		return {
			client: hosts.client.stateOf({ local: clientPort, remote: serverPort }),
			server: hosts.server.stateOf({ local: serverPort, remote: clientPort }),
		};
	}

	/** Nothing that an endpoint sent or got differs from what passed the bridge. */
	function isKnown(clientPort: number, states: SidePair<TcpState>): boolean {
		const client = hosts.client.endpoint({ local: clientPort, remote: serverPort });
		const server = hosts.server.endpoint({ local: serverPort, remote: clientPort });
		if (!client || !server || (states.client === 'CLOSED' && states.server === 'CLOSED')) return true;
		const sides = { client: client.numbers(), server: server.numbers() };
		return (['client', 'server'] as const).every((side) => {
			const other = side === 'client' ? 'server' : 'client';
			const { end, ack } = seen.of(clientPort, side);
			const isSent = end === undefined || end === sides[side].sent;
			const isReceived = end === undefined || end === sides[other].next;
			return isSent && isReceived && (ack === undefined || ack === sides[other].acknowledged);
		});
	}

	return { hosts, interfaces, emissions };
}

/** The furthest numbers that passed the bridge, for each connection and side. */
function createSeen() {
	const known = new Map<string, { end: number | undefined; ack: number | undefined }>();
	const further = (a: number | undefined, b: number): number => (a === undefined || ((b - a) | 0) > 0 ? b : a);
	return {
		add({ clientPort, side, sequence, end, acknowledgment, flags }: OpenEmission): void {
			const key = `${clientPort} ${side}`;
			const before = known.get(key);
			const takesNumbers = end !== sequence;
			const isNewStart = (flags & FLAG.syn) !== 0;
			const hasAck = (flags & FLAG.ack) !== 0;
			if ((flags & FLAG.rst) !== 0) return;
			known.set(key, {
				end: isNewStart ? end : takesNumbers ? further(before?.end, end) : before?.end,
				ack: hasAck ? further(isNewStart ? undefined : before?.ack, acknowledgment) : before?.ack,
			});
		},
		of: (clientPort: number, side: HostName) =>
			known.get(`${clientPort} ${side}`) ?? { end: undefined, ack: undefined },
	};
}

/** A SYN, FIN or RST that the capture does not have; a RST that only the capture has. */
function isHiding({ flags }: OpenEmission, lostAt: LinkName): boolean {
	return (flags & FLAG.rst) !== 0 || (lostAt.endsWith('-up') && (flags & (FLAG.syn | FLAG.fin)) !== 0);
}

/** A locally administered address, as the kernel gives to veth. */
function makeInterface(name: HostName, dice: Dice): Interface {
	const mac = Array.from({ length: 6 }, (_, i) => (i === 0 ? (dice.roll(64) << 2) | 2 : dice.roll(256)));
	return { mac, ip: [10, 77, 0, LAST_BYTE[name]] };
}
