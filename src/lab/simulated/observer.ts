import type { Host } from './host.ts';
import type { HostName, LinkName } from './links.ts';
import type { TcpState } from './tcb.ts';
import type { Emission, Passage, SidePair } from './truth.ts';
import { FLAG } from './wire.ts';

/** Knows whether somebody who sees all on the bridge, and nothing else, can tell the states of both sides. */
export interface Observer {
	readonly sent: (clientPort: number, flags: number) => void;
	/** A segment passes the bridge; gives the states if they can be told whatever becomes of it. */
	readonly passes: (emission: Emission, isCopy: boolean) => SidePair<TcpState> | null;
	/** How many have passed. */
	readonly passed: () => number;
	/** A segment, which passed as number `at`, is about to arrive; to be asked again once it has. */
	readonly arrives: (emission: Emission, isCopy: boolean, at: number) => () => Pick<Passage, 'states' | 'isSettled'>;
	readonly loses: (emission: Emission, at: LinkName) => void;
}

const SIDES = ['client', 'server'] as const;

export function createObserver(hosts: SidePair<Host>, serverPort: number): Observer {
	const seen = createSeen();
	/** Connections of which the capture knows less, or more, than the receiver. */
	const hidden = new Set<number>();
	/** Connections in which a FIN or RST was sent. */
	const ending = new Set<number>();
	let underway = 0;
	let moves = 0;
	let passed = 0;

	function statesOf(clientPort: number): SidePair<TcpState> {
		return {
			client: hosts.client.stateOf({ local: clientPort, remote: serverPort }),
			server: hosts.server.stateOf({ local: serverPort, remote: clientPort }),
		};
	}

	/** As long as both are open and nobody has begun to close, it does not matter what is under way. */
	function plainStates(clientPort: number): SidePair<TcpState> | null {
		const states = statesOf(clientPort);
		const isOpen = states.client === 'ESTABLISHED' && states.server === 'ESTABLISHED';
		return isOpen && !ending.has(clientPort) ? states : null;
	}

	/** Nothing that an endpoint sent or got differs from what passed the bridge. */
	function isKnown(clientPort: number, states: SidePair<TcpState>): boolean {
		const client = hosts.client.endpoint({ local: clientPort, remote: serverPort });
		const server = hosts.server.endpoint({ local: serverPort, remote: clientPort });
		if (!client || !server || (states.client === 'CLOSED' && states.server === 'CLOSED')) return true;
		const sides = { client: client.numbers(), server: server.numbers() };
		return SIDES.every((side) => {
			const other = side === 'client' ? 'server' : 'client';
			const { end, ack } = seen.of(clientPort, side);
			const isSent = end === undefined || end === sides[side].sent;
			const isReceived = end === undefined || end === sides[other].next;
			return isSent && isReceived && (ack === undefined || ack === sides[other].acknowledged);
		});
	}

	return {
		passed: () => passed,
		sent(clientPort, flags) {
			underway++;
			if ((flags & (FLAG.fin | FLAG.rst)) === 0) return;
			moves++;
			ending.add(clientPort);
		},
		passes(emission, isCopy) {
			if (isCopy) underway++;
			passed++;
			seen.add(emission);
			return plainStates(emission.clientPort);
		},
		arrives({ clientPort }, isCopy, at) {
			if (!isCopy) underway--;
			const isQuiet = underway === 0 && passed === at && !hidden.has(clientPort);
			const movesBefore = moves;
			return () => {
				const states = statesOf(clientPort);
				return { states, isSettled: isQuiet && moves === movesBefore && isKnown(clientPort, states) };
			};
		},
		loses(emission, at) {
			underway--;
			if (isHiding(emission, at)) hidden.add(emission.clientPort);
		},
	};
}

/** A SYN, FIN or RST that the capture does not have; a RST that only the capture has. */
function isHiding({ flags }: Emission, lostAt: LinkName): boolean {
	return (flags & FLAG.rst) !== 0 || (lostAt.endsWith('-up') && (flags & (FLAG.syn | FLAG.fin)) !== 0);
}

/** The furthest numbers that passed the bridge, for each connection and side. */
function createSeen() {
	const known = new Map<string, { end: number | undefined; ack: number | undefined }>();
	const further = (a: number | undefined, b: number): number => (a === undefined || ((b - a) | 0) > 0 ? b : a);
	return {
		add({ clientPort, side, sequence, end, acknowledgment, flags }: Emission): void {
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
