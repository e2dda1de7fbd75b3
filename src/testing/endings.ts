import { FLAG } from '../decode/tcp.ts';
import { pcapFile, type TcpFrame, type TimedFrame, tcpFrame } from './frames.ts';
import { createDice, type Dice } from './traffic.ts';

const { syn, ack, fin, rst, psh } = FLAG;
const MILLISECOND = 1_000_000;
/** Nanoseconds: around the limits of the rules, and longer than what is told in few bits; in whole microseconds or not. */
const DELAYS = [1000, MILLISECOND, 2_999_000, 3_001_000, 19_999_000, 20_001_000, 90 * MILLISECOND, 3000 * MILLISECOND];
const LENGTHS = [0, 1, 2, 100, 256, 1460];
const WINDOWS = [0, 1, 64, 64, 64, 64_240];
const LATE_FLAGS = [ack, ack, ack | psh, ack | fin, ack | fin, fin, syn, syn | ack, rst, rst | ack];
const SHIFT = 4;
const WINDOW_SCALE = [1, 3, 3, SHIFT];
const SACK_BLOCK = [1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 9];
const CONNECTIONS = 120;
/** Not captured, and too much to be told in few bits. */
const LEAP = 0x1000_0000;
const GAP = 100;

interface Side {
	readonly address: string;
	readonly port: number;
	readonly first: number;
	next: number;
	window: number;
}

/**
 * Random connections that end as nearly all do, one after the other, and behind the end of each late packets of it and of
 * those before: resent, repeated, beyond the end, with other windows, and new connections between the same ends.
 *
 * @param inNanoseconds Times are no whole microseconds.
 */
export function randomEndings(seed: number, inNanoseconds: boolean): Uint8Array {
	const dice = createDice(seed);
	const frames: TimedFrame[] = [];
	const ended: (readonly [Side, Side])[] = [];
	let now = 1_000_000_000;
	const send = (from: Side, to: Side, flags: number, more: Partial<TcpFrame> = {}): void => {
		now += dice.pick(DELAYS) + (inNanoseconds && dice.roll(2) === 0 ? dice.roll(1000) : 0);
		const bytes = tcpFrame({
			...{ source: from.address, destination: to.address, sourcePort: from.port, destinationPort: to.port },
			...{ sequence: from.next >>> 0, acknowledgment: (flags & ack) !== 0 ? to.next >>> 0 : 0, flags },
			...{ window: from.window, ...more },
		});
		const fraction = now % 1_000_000_000;
		frames.push({
			seconds: Math.floor(now / 1e9),
			fraction: inNanoseconds ? fraction : Math.floor(fraction / 1000),
			bytes,
		});
	};
	for (let i = 0; i < CONNECTIONS; i++) {
		const sides = newSides(dice);
		converse(dice, sides, send);
		ended.push(sides);
		const late = dice.roll(2) === 0 ? sides : dice.pick(ended);
		for (let packets = dice.roll(6); packets > 0; packets--) sendLate(dice, late, send);
	}
	return pcapFile(frames, { nanoseconds: inNanoseconds });
}

type Send = (from: Side, to: Side, flags: number, more?: Partial<TcpFrame>) => void;

function newSides(dice: Dice): [Side, Side] {
	const side = (address: string, port: number): Side => {
		const first = dice.pick([1, 1000, 0x7fff_fff0, 0xffff_fff0]) + dice.roll(100);
		return { address, port, first, next: first, window: 64_240 };
	};
	return [side('10.0.0.1', 40_000 + dice.roll(30)), side('10.0.0.2', 2222)];
}

/** A whole connection, or one that never came to be. */
function converse(dice: Dice, sides: readonly [Side, Side], send: Send): void {
	const [client, server] = sides;
	const options = dice.roll(2) === 0 ? WINDOW_SCALE : [];
	send(client, server, syn, { options });
	client.next++;
	if (dice.roll(8) === 0) {
		giveUp(dice, sides, send);
		return;
	}
	send(server, client, syn | ack, { options });
	server.next++;
	send(client, server, ack);
	for (let segments = dice.roll(4); segments > 0; segments--) {
		const [from, to] = dice.roll(2) === 0 ? [client, server] : [server, client];
		const length = 1 + dice.roll(300);
		if (dice.roll(40) === 0) from.next += LEAP;
		send(from, to, dice.roll(4) === 0 ? ack : ack | psh, { payload: new Uint8Array(length) });
		from.next += length;
		send(to, from, ack, perhapsSack(dice));
	}
	const [first, second] = dice.roll(2) === 0 ? [client, server] : [server, client];
	for (const side of [first, second]) side.window = dice.pick(WINDOWS);
	if (dice.roll(3) === 0) reset(dice, first, second, send);
	else finish(dice, first, second, send);
}

/** The server refuses, with numbers of 0, or the client breaks off before the server has said anything. */
function giveUp(dice: Dice, [client, server]: readonly [Side, Side], send: Send): void {
	server.next = 0;
	if (dice.roll(3) === 0) send(client, server, rst);
	else send(server, client, rst | ack);
}

/** An RST, and before it what the labels of late packets rest on: duplicate ACKs, a byte into a closed window, or a gap. */
function reset(dice: Dice, first: Side, second: Side, send: Send): void {
	const kind = dice.roll(4);
	if (kind === 0) {
		send(second, first, rst | ack, { window: 0 });
		send(first, second, ack | psh, { payload: new Uint8Array(1) });
	} else if (kind === 1) {
		first.next += GAP;
		send(first, second, ack | psh, { payload: new Uint8Array(GAP) });
		first.next += GAP;
		send(second, first, rst, { acknowledgment: first.next >>> 0 });
	} else repeatAck(dice, first, second, send);
	send(first, second, rst | ack, perhapsSack(dice));
}

function finish(dice: Dice, first: Side, second: Side, send: Send): void {
	send(first, second, fin | ack);
	first.next++;
	if (dice.roll(2) === 0) {
		send(second, first, ack);
		repeatAck(dice, second, first, send);
	}
	send(second, first, fin | ack);
	second.next++;
	send(first, second, ack, perhapsSack(dice));
}

function repeatAck(dice: Dice, from: Side, to: Side, send: Send): void {
	for (let times = Math.max(0, dice.roll(6) - 2); times > 0; times--) send(from, to, ack);
}

function perhapsSack(dice: Dice): Partial<TcpFrame> {
	return dice.roll(3) === 0 ? { options: SACK_BLOCK } : {};
}

function sendLate(dice: Dice, sides: readonly [Side, Side], send: Send): void {
	const [from, to] = dice.roll(2) === 0 ? sides : [sides[1], sides[0]];
	const kind = dice.roll(8);
	// Whether the FIN of before, or one that is out of order, is told by its age.
	if (kind === 0) send(from, to, fin | ack, { sequence: (from.next - dice.pick([1, 1, 2, 3])) >>> 0 });
	// Up to the end of the window, if that is scaled.
	else if (kind === 1) send(from, to, ack | psh, { payload: new Uint8Array(Math.min(to.window << SHIFT, 1460)) });
	else if (kind === 2) {
		// A keep-alive, and what answers it.
		send(from, to, ack, { sequence: (from.next - 1) >>> 0 });
		if (dice.roll(2) === 0) send(to, from, ack);
	} else if (kind < 5) send(from, to, ack);
	else sendAny(dice, from, to, send);
}

function sendAny(dice: Dice, from: Side, to: Side, send: Send): void {
	const payload = new Uint8Array(dice.pick(LENGTHS));
	const back = dice.pick([0, 0, 1, 1, 2, payload.length, payload.length + 1, -1]);
	const sequence = dice.roll(9) === 0 ? from.first : from.next - back;
	const acknowledgment = to.next - dice.pick([0, 0, 0, 0, 1, -1]);
	const window = dice.roll(2) === 0 ? from.window : dice.pick(WINDOWS);
	const options = dice.roll(4) === 0 ? SACK_BLOCK : [];
	send(from, to, dice.pick(LATE_FLAGS), {
		...{ sequence: sequence >>> 0, acknowledgment: acknowledgment >>> 0, window, options, payload },
	});
}
