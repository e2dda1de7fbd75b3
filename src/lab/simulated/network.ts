import type { Dice } from './dice.ts';
import { createHost, type Host } from './host.ts';
import { createLink, type HostName, type Impairment, type Link, type LinkName } from './links.ts';
import { createObserver } from './observer.ts';
import type { About } from './tcb.ts';
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
	/** Frames that are lost right behind the bridge, by their numbers in the capture. */
	readonly losePackets: readonly number[];
	readonly onBridge: (frame: BridgeFrame) => void;
}

const LAST_BYTE: SidePair<number> = { client: 2, server: 3 };
const LINKS: readonly LinkName[] = ['client-up', 'client-down', 'server-up', 'server-down'];

export function createNetwork({ clock, dice, links, serverPort, losePackets, onBridge }: NetworkPorts): Network {
	const emissions: OpenEmission[] = [];
	const ways = new Map<LinkName, Link>(LINKS.map((name) => [name, createLink(links[name] ?? {}, clock, dice)]));
	const interfaces = { client: makeInterface('client', dice), server: makeInterface('server', dice) };
	const makeHost = (name: HostName): Host =>
		createHost({
			self: interfaces[name],
			clock,
			dice,
			sent: (segment, about) => takeDown(name, segment, about),
			transmit: (frame, emission) => up(name, frame, emission),
		});
	const hosts: SidePair<Host> = { client: makeHost('client'), server: makeHost('server') };
	const observer = createObserver(hosts, serverPort);

	function takeDown(side: HostName, segment: WireSegment, { kind, of }: About): number {
		const { flags, sequence, acknowledgment, payload } = segment;
		const control = Number((flags & FLAG.syn) !== 0) + Number((flags & FLAG.fin) !== 0);
		const clientPort = segment.sourcePort === serverPort ? segment.destinationPort : segment.sourcePort;
		emissions.push({
			id: emissions.length,
			side,
			clientPort,
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
		observer.sent(clientPort, flags);
		return emissions.length - 1;
	}

	function up(from: HostName, frame: WireFrame, emission: number | null): void {
		pass(`${from}-up`, frame, emission, (isCopy) => {
			const of = emission === null ? undefined : emissions[emission];
			const states = of ? observer.passes(of, isCopy) : null;
			const passage = { emission, atNs: clock.now(), isCopy, packets: [], states, isSettled: states !== null };
			onBridge({ frame, from, passage });
			if (isLost(passage)) return lose(`${from === 'client' ? 'server' : 'client'}-down`, emission);
			down(from, frame, emission, passage, observer.passed());
		});
	}

	function isLost({ packets }: Passage): boolean {
		return packets.some((number) => losePackets.includes(number));
	}

	function lose(name: LinkName, emission: number | null): void {
		const of = emission === null ? undefined : emissions[emission];
		if (!of) return;
		of.lostAt.push(name);
		observer.loses(of, name);
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
			const look = observer.arrives(of, isCopy, at);
			hosts[to].arrives(frame);
			if (!isCopy && !passage.isSettled) Object.assign(passage, look());
		});
	}

	function pass(name: LinkName, frame: WireFrame, emission: number | null, arrive: (isCopy: boolean) => void): void {
		ways.get(name)?.(frame, arrive, () => lose(name, emission));
	}

	return { hosts, interfaces, emissions };
}

/** A locally administered address, as the kernel gives to veth. */
function makeInterface(name: HostName, dice: Dice): Interface {
	const mac = Array.from({ length: 6 }, (_, i) => (i === 0 ? (dice.roll(64) << 2) | 2 : dice.roll(256)));
	return { mac, ip: [10, 77, 0, LAST_BYTE[name]] };
}
