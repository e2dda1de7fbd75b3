import { FLAG } from '../decode/tcp.ts';
import { pcapFile, type TcpFrame, type TimedFrame, tcpFrame, u16, u32 } from './frames.ts';
import { createDice } from './traffic.ts';

/** What is unlike the others in one segment of a conversation. */
export interface Oddity {
	/** Rounded up to whole words with NOP. */
	readonly options?: readonly number[];
	/** More bits of the word with the flags: those of ECN and the reserved ones. */
	readonly bits?: number;
	/** What the header says of its own length, in words of four bytes. */
	readonly dataOffset?: number;
	/** So many bytes of the frame are kept. */
	readonly capturedBytes?: number;
}

interface Step extends Pick<TcpFrame, 'flags' | 'sequence' | 'acknowledgment' | 'window'> {
	readonly from: 'client' | 'server';
	readonly bytes: number;
}

const NOP = 1;
const MOST_OPTION_BYTES = 40;
/** Ethernet, IPv4, and twelve bytes of TCP. */
const DATA_OFFSET_AT = 46;
const { syn: SYN, ack: ACK, psh: PSH } = FLAG;
export const WINDOW_SCALE: readonly number[] = [3, 3, 2];

function step(from: Step['from'], flags: number, sequence: number, acknowledgment: number, bytes: number, window = 25) {
	return { from, flags, sequence, acknowledgment, bytes, window };
}

/** A loss with duplicate ACKs, a window update, full windows (for a scale of 2), and a resent segment. */
const STEPS: readonly Step[] = [
	step('client', SYN, 1000, 0, 0, 64_240),
	step('server', SYN | ACK, 5000, 1001, 0, 64_240),
	step('client', ACK, 1001, 5001, 0, 100),
	step('server', ACK | PSH, 5001, 1001, 100),
	step('client', ACK | PSH, 1001, 5101, 100),
	step('server', ACK | PSH, 5101, 1101, 100),
	step('server', ACK | PSH, 5301, 1101, 100),
	step('client', ACK, 1101, 5201, 0),
	step('client', ACK, 1101, 5201, 0),
	step('client', ACK, 1101, 5201, 0),
	step('client', ACK, 1101, 5201, 0, 30),
	step('server', ACK | PSH, 5201, 1101, 100),
	step('server', ACK | PSH, 5401, 1101, 50),
	step('client', ACK | PSH, 1101, 5401, 100),
	step('server', ACK, 5451, 1201, 0),
];

export const CONVERSATION_STEPS: number = STEPS.length;

/** What is odd in a step, from 1, of a conversation, from 0. */
export type OddityAt = (step: number, conversation: number) => Oddity | undefined;

/** A capture of so many such conversations, one after the other. @param first Is added to all sequence numbers. */
export function oddConversations(count: number, oddity: OddityAt, first = 0): Uint8Array {
	const frames = Array.from({ length: count * STEPS.length }, (_, i): TimedFrame => {
		const number = i % STEPS.length;
		const conversation = Math.floor(i / STEPS.length);
		const { from, bytes, ...fields } = STEPS[number] as Step;
		const { options, bits = 0, capturedBytes, dataOffset } = oddity(number + 1, conversation) ?? {};
		const client = { address: '10.77.0.2', port: 40_000 + conversation };
		const server = { address: '10.77.0.3', port: 2222 };
		const [source, destination] = from === 'client' ? [client, server] : [server, client];
		const frame = tcpFrame({
			...fields,
			sequence: (fields.sequence + first) >>> 0,
			acknowledgment: number === 0 ? 0 : ((fields.acknowledgment ?? 0) + first) >>> 0,
			flags: fields.flags | bits,
			source: source.address,
			destination: destination.address,
			sourcePort: source.port,
			destinationPort: destination.port,
			options: wholeWords(options ?? (number < 2 ? WINDOW_SCALE : [])),
			payload: new Uint8Array(bytes),
		});
		if (dataOffset !== undefined) frame[DATA_OFFSET_AT] = (dataOffset << 4) | ((frame[DATA_OFFSET_AT] ?? 0) & 0x0f);
		const kept = frame.slice(0, capturedBytes);
		const time = { seconds: 1_700_000_000 + Math.floor(i / 1000), fraction: (i % 1000) * 1000 };
		return { ...time, bytes: kept, originalBytes: frame.length };
	});
	return pcapFile(frames);
}

function wholeWords(options: readonly number[]): readonly number[] {
	return [...options, ...new Array<number>((4 - (options.length % 4)) % 4).fill(NOP)].slice(0, MOST_OPTION_BYTES);
}

/** SACK blocks beyond what the conversation's duplicate ACKs acknowledge. */
export const SACK_EDGES: readonly number[] = [5301, 5401, 5501, 5601, 5701, 5801].flatMap((edge) => u32(edge));
const USUAL_BYTES: Readonly<Record<number, number>> = { 2: 4, 3: 3, 4: 2, 5: 10, 8: 10, 19: 18, 28: 4, 34: 6, 99: 4 };
const KINDS = [5, 5, 5, 3, 3, 2, 4, 8, 99, 28, 34, 19, NOP, 0];
const LENGTHS = [0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 17, 18, 20, 26];
const SHIFTS = [0, 1, 2, 7, 14, 15, 200];

/** Options of any kind with lengths that are often wrong; none of Multipath TCP, which version 4.0 looks into. */
export function randomOddities(seed: number): () => Oddity {
	const dice = createDice(seed);

	function option(kind: number): readonly number[] {
		if (kind <= NOP) return [kind];
		const usual = USUAL_BYTES[kind] ?? 4;
		const length = dice.roll(3) > 0 ? usual : dice.pick(LENGTHS);
		const content = kind === 5 ? SACK_EDGES : kind === 3 ? [dice.pick(SHIFTS), ...u16(0x0101)] : [];
		const filled = [...content, ...new Array<number>(24).fill(7)];
		return [kind, length, ...filled.slice(0, Math.max(0, (dice.roll(4) > 0 ? length : usual) - 2))];
	}

	function options(): readonly number[] {
		const kinds = Array.from({ length: dice.roll(4) }, () => dice.pick(KINDS));
		return kinds.flatMap(option);
	}

	return () => ({
		...(dice.roll(2) > 0 ? { options: options() } : {}),
		bits: dice.roll(8) > 0 ? 0 : dice.pick([0x100, 0x200, 0x400, 0x800, 0xe00]),
	});
}
