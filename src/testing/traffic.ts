import { FLAG } from '../decode/tcp.ts';
import { pcapFile, type TcpFrame, type TimedFrame, tcpFrame, u32 } from './frames.ts';

/** A small generator of random numbers with a seed (mulberry32): the same seed gives the same traffic. */
export interface Dice {
	/** A whole number from 0 to `sides` - 1. */
	readonly roll: (sides: number) => number;
	readonly pick: <T>(choices: readonly T[]) => T;
}

export function createDice(seed: number): Dice {
	let state = seed | 0;
	const roll = (sides: number): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
	};
	return { roll, pick: (choices) => choices[roll(choices.length)] as (typeof choices)[number] };
}

interface Side {
	readonly address: string;
	readonly port: number;
	first: number;
	next: number;
	lastAck: number;
	window: number;
}

const LENGTHS = [0, 0, 0, 1, 1, 2, 100, 100, 255, 256, 257, 1460];
const WINDOWS = [0, 0, 1, 100, 100, 500, 64_240];
/** Microseconds: around every limit of the rules (3 ms, 20 ms, a round-trip time), and now and then backwards. */
const DELAYS = [0, 1, 50, 900, 1000, 2900, 2999, 3000, 3001, 5000, 19_999, 20_000, 20_001, 200_000, -700];
const FLAGS = [
	...Array(8).fill(FLAG.ack),
	...Array(6).fill(FLAG.ack | FLAG.psh),
	FLAG.ack | FLAG.fin,
	FLAG.syn,
	FLAG.syn | FLAG.ack,
	FLAG.rst,
	FLAG.rst | FLAG.ack,
	FLAG.fin,
	0,
] as readonly number[];
/** How many a SACK option has: four fill the space for options. */
const BLOCKS = [0, 1, 1, 1, 2, 3, 4];
const FIRST_NUMBERS = [0, 1, 1000, 0x7fff_ff00, 0xffff_fff0, 0xffff_ffff];

const FIRST_PORT = 40_000;
/** How many a brief connection has on average. */
const BRIEF_PACKETS = 4;

/** Only what follows a handshake, and mostly in order. */
const CALM_FLAGS: readonly number[] = [FLAG.ack, FLAG.ack, FLAG.ack | FLAG.psh];
const CALM_PICKS = 4;
/** Four times these, as the handshake says, are lengths of segments. */
const CALM_WINDOWS = [0, 1, 25, 25, 64, 64, 365, 64_240];

/**
 * Random TCP traffic of a few connections that provokes what the labels tell apart: resends, gaps, overtaking, wraps,
 * zero windows and probes, keep-alives, port reuse, SACK. Not what any real TCP would send.
 *
 * @param manner `calm` connections begin with a handshake, stay open, and are mostly in order; `brief` ones have few
 *   packets each, so that what their first packets leave behind is not covered by later ones.
 * @param network Second byte of the addresses: traffic of different networks may stand in one file.
 */
export function randomTraffic(
	seed: number,
	packets: number,
	manner: 'wild' | 'calm' | 'brief' = 'wild',
	network = 0,
): Uint8Array {
	const dice = createDice(seed);
	const between = (client: number, port: number) =>
		[side(dice, `10.${network}.0.${1 + client}`, port), side(dice, `10.${network}.0.9`, 2222)] as const;
	const connections = Array.from({ length: 3 }, (_, i) => between(i, FIRST_PORT + i));
	let microseconds = 1_700_000_000_000_000;
	const frames: TimedFrame[] = [];
	for (let i = 0; i < packets; i++) {
		microseconds += dice.pick(DELAYS);
		if (manner === 'brief' && dice.roll(BRIEF_PACKETS) === 0) {
			const client = dice.roll(connections.length);
			connections[client] = between(client, FIRST_PORT + connections.length + i);
		}
		const ends = dice.pick(connections);
		const isForward = dice.roll(2) === 0;
		const step = manner === 'calm' ? Math.floor(i / connections.length) : HANDSHAKE.length;
		const bytes = tcpFrame(
			step < HANDSHAKE.length
				? handshakeSegment(step, connections[i % connections.length] ?? ends)
				: randomSegment(dice, ends[isForward ? 0 : 1], ends[isForward ? 1 : 0], manner === 'calm'),
		);
		frames.push({ seconds: Math.floor(microseconds / 1e6), fraction: microseconds % 1e6, bytes });
	}
	return pcapFile(frames);
}

function side(dice: Dice, address: string, port: number): Side {
	const first = dice.pick(FIRST_NUMBERS);
	return { address, port, first, next: first, lastAck: 0, window: 64_240 };
}

const HANDSHAKE = [FLAG.syn, FLAG.syn | FLAG.ack, FLAG.ack] as const;

function handshakeSegment(step: number, [client, server]: readonly [Side, Side]): TcpFrame {
	const [me, peer] = step === 1 ? [server, client] : [client, server];
	const sequence = step === 2 ? me.next : me.first;
	me.next = (me.first + 1) >>> 0;
	me.lastAck = step === 0 ? 0 : peer.next;
	return {
		source: me.address,
		destination: peer.address,
		sourcePort: me.port,
		destinationPort: peer.port,
		sequence,
		acknowledgment: me.lastAck,
		flags: HANDSHAKE[step] ?? 0,
		window: me.window,
		options: step === 2 ? [] : [1, 3, 3, 2],
	};
}

function randomSegment(dice: Dice, me: Side, peer: Side, isCalm: boolean): TcpFrame {
	const flags = dice.pick(isCalm ? CALM_FLAGS : FLAGS);
	const isSyn = (flags & FLAG.syn) !== 0;
	if (isSyn && dice.roll(3) === 0) me.first = dice.pick(FIRST_NUMBERS);
	const length = isSyn ? dice.pick([0, 0, 0, 0, 10]) : dice.pick(LENGTHS);
	const isInOrder = isCalm && dice.roll(CALM_PICKS) > 0;
	const sequence = isSyn ? me.first : isInOrder ? me.next : randomSequence(dice, me, length);
	const acknowledgment = (flags & FLAG.ack) !== 0 || dice.roll(4) === 0 ? randomAck(dice, me, peer) : 0;
	const window = dice.roll(3) === 0 ? dice.pick(isCalm ? CALM_WINDOWS : WINDOWS) : me.window;
	const end = (sequence + length + (isSyn || (flags & FLAG.fin) !== 0 ? 1 : 0)) >>> 0;
	if (((end - me.next) | 0) > 0 || isSyn) me.next = end;
	me.lastAck = acknowledgment;
	me.window = window;
	return {
		source: me.address,
		destination: peer.address,
		sourcePort: me.port,
		destinationPort: peer.port,
		sequence,
		acknowledgment,
		flags,
		window,
		options: isSyn ? synOptions(dice) : sackOptions(dice, acknowledgment),
		payload: new Uint8Array(length).fill(0x78),
	};
}

function randomSequence(dice: Dice, me: Side, length: number): number {
	const choices = [0, 0, 0, 0, -1, -1, -length, -length, -100, -356, 100, 1460, -length - 1, 1];
	return (me.next + dice.pick(choices)) >>> 0;
}

function randomAck(dice: Dice, me: Side, peer: Side): number {
	const choices = [
		peer.next,
		peer.next,
		peer.next,
		me.lastAck,
		me.lastAck,
		me.lastAck,
		me.lastAck + 1,
		peer.next - 1,
		peer.next - 100,
		peer.next + 1,
		peer.next + 500,
	];
	return dice.pick(choices) >>> 0;
}

function synOptions(dice: Dice): readonly number[] {
	const scale = dice.pick([-1, 0, 2, 7, 14, 15]);
	return scale < 0 ? [] : [1, 3, 3, scale];
}

function sackOptions(dice: Dice, acknowledgment: number): readonly number[] {
	if (dice.roll(6) > 0) return [];
	const blocks = Array.from({ length: dice.pick(BLOCKS) }, () => {
		const left = (acknowledgment + dice.pick([0, 1, 100, 1460])) >>> 0;
		return [...u32(left), ...u32((left + dice.pick([1, 100, 256])) >>> 0)];
	}).flat();
	return [1, 1, 5, 2 + blocks.length, ...blocks];
}
