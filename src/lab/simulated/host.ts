import type { Dice } from './dice.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';
import { createNeighbours, type Neighbours } from './neighbours.ts';
import { wrap } from './numbers.ts';
import type { About, SocketEvent, TcpState } from './tcb.ts';
import { allowsReuse } from './tcp-receive.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { FLAG, type Interface, type WireFrame, type WireSegment } from './wire.ts';

/** What a program may set before it connects or listens. */
export interface SocketOptions {
	readonly receiveBufferBytes?: number;
	readonly noDelay?: boolean;
	readonly keepAliveNs?: number;
	readonly sack?: boolean;
	/** Raw; random unless given. */
	readonly initialSequence?: number;
}

/** Tells a program of its sockets. */
export type Notify = (event: SocketEvent, socket: Endpoint) => void;

/** Two ports: one connection, for each host has one address and the lab has two hosts. */
export interface PortPair {
	readonly local: number;
	readonly remote: number;
}

/** A machine of the lab: TCP, IPv4 and ARP over one interface. */
export interface Host {
	readonly connect: (to: Interface, ports: PortPair, options: SocketOptions, notify: Notify) => Endpoint;
	/** Returns what stops it. */
	readonly listen: (port: number, options: SocketOptions, notify: Notify) => () => void;
	/** A frame for this host, or for all. */
	readonly arrives: (frame: WireFrame) => void;
	/** The last endpoint between these ports. */
	readonly endpoint: (ports: PortPair) => Endpoint | undefined;
	readonly stateOf: (ports: PortPair) => TcpState;
	readonly neighbours: Neighbours;
}

export interface HostPorts {
	readonly self: Interface;
	readonly clock: VirtualClock;
	readonly dice: Dice;
	/** Takes down that a segment is sent; gives its number. */
	readonly sent: (segment: WireSegment, about: About) => number;
	/** `emission` is that number, `null` for ARP. */
	readonly transmit: (frame: WireFrame, emission: number | null) => void;
}

const DEFAULTS = { mss: 1460, scale: 10, sendBufferBytes: 87_040 } as const;
/** What Linux offers at first: the client 44 segments of 1460 bytes, the server 45 of 1448. */
const RECEIVE_BUFFER_BYTES = { active: 64_240, passive: 65_160 } as const;

/** Makes a host with an empty neighbour table and no program. */
export function createHost({ self, clock, dice, sent, transmit }: HostPorts): Host {
	const neighbours = createNeighbours(self, clock, dice, (frame) => transmit(frame, null));
	const sockets = new Map<string, Endpoint>();
	const listeners = new Map<number, { readonly options: SocketOptions; readonly notify: Notify }>();
	const keyOf = ({ local, remote }: PortPair): string => `${local}:${remote}`;

	function send(to: readonly number[], segment: WireSegment, about: About, id: number): number {
		const emission = sent(segment, about);
		neighbours.resolve(to, (mac) => {
			const content = { kind: 'tcp', from: self.ip, to, id, segment } as const;
			transmit({ source: self.mac, destination: mac, content }, emission);
		});
		return emission;
	}

	function open(to: readonly number[], ports: PortPair, options: SocketOptions, notify: Notify, passive: boolean) {
		let nextId = dice.roll(0x1_0000);
		const endpoint: Endpoint = createEndpoint(
			{
				localPort: ports.local,
				remotePort: ports.remote,
				initialSequence: options.initialSequence ?? dice.roll(0x1_0000_0000),
				mss: DEFAULTS.mss,
				scale: DEFAULTS.scale,
				receiveBufferBytes: options.receiveBufferBytes ?? RECEIVE_BUFFER_BYTES[passive ? 'passive' : 'active'],
				sendBufferBytes: DEFAULTS.sendBufferBytes,
				sack: options.sack ?? true,
				noDelay: options.noDelay ?? false,
				keepAliveNs: options.keepAliveNs ?? null,
				timestampOffset: dice.roll(0x1_0000_0000),
			},
			{
				clock,
				emit: (segment, about, withId) => send(to, segment, about, withId ? nextId++ & 0xffff : 0),
				notify: (event) => notify(event, endpoint),
				confirm: () => neighbours.confirm(to),
				refuse: (segment) => refuse(to, segment),
			},
			passive,
		);
		sockets.set(keyOf(ports), endpoint);
		return endpoint;
	}

	/** RFC 9293, section 3.10.7.1. */
	function refuse(to: readonly number[], segment: WireSegment): void {
		if ((segment.flags & FLAG.rst) !== 0) return;
		const hasAck = (segment.flags & FLAG.ack) !== 0;
		const control = Number((segment.flags & FLAG.syn) !== 0) + Number((segment.flags & FLAG.fin) !== 0);
		const answer = {
			sourcePort: segment.destinationPort,
			destinationPort: segment.sourcePort,
			sequence: hasAck ? segment.acknowledgment : 0,
			acknowledgment: hasAck ? 0 : wrap(segment.sequence, segment.payload.length + control),
			flags: hasAck ? FLAG.rst : FLAG.rst | FLAG.ack,
			window: 0,
			options: {},
			payload: new Uint8Array(0),
		};
		send(to, answer, { kind: 'reset', of: null }, 0);
	}

	function takeSegment(from: readonly number[], segment: WireSegment): void {
		const ports = { local: segment.destinationPort, remote: segment.sourcePort };
		const known = sockets.get(keyOf(ports));
		const isSyn = (segment.flags & (FLAG.syn | FLAG.ack | FLAG.rst)) === FLAG.syn;
		const listener = listeners.get(ports.local);
		const isReused = isSyn && listener !== undefined && known !== undefined && allowsReuse(known.tcb, segment);
		if (known && isAlive(known) && !isReused) known.arrives(segment);
		else if (isSyn && listener) open(from, ports, listener.options, listener.notify, true).accept(segment);
		else refuse(from, segment);
	}

	return {
		neighbours,
		connect(to, ports, options, notify) {
			const endpoint = open(to.ip, ports, options, notify, false);
			endpoint.connect();
			return endpoint;
		},
		listen(port, options, notify) {
			listeners.set(port, { options, notify });
			return () => listeners.delete(port);
		},
		arrives({ content }) {
			if (content.kind === 'arp') neighbours.arrives(content.arp);
			else takeSegment(content.from, content.segment);
		},
		endpoint: (ports) => sockets.get(keyOf(ports)),
		stateOf: (ports) => sockets.get(keyOf(ports))?.state() ?? (listeners.has(ports.local) ? 'LISTEN' : 'CLOSED'),
	};
}

function isAlive(endpoint: Endpoint): boolean {
	const state = endpoint.state();
	return state !== 'CLOSED' && state !== 'LISTEN';
}
