import { FLAG } from '../decode/tcp.ts';
import { pcapFile, type TimedFrame, tcpFrame } from './frames.ts';

/** First numbers of both sides; the client's wraps soon, so that every script also tests the wrap. */
const FIRST = { client: 0xffff_fffa, server: 0x1000_0000 };
const ENDS = { client: ['10.77.0.2', 40000], server: ['10.77.0.3', 2222] } as const;

/**
 * One line of a script in our notation, `time side FLAGS first:end ack number "payload" ; note note`: sequence
 * numbers are relative, `ack`, payload and notes may be missing. A line that begins with `#` is a comment, and a
 * payload may have escapes as we print them.
 */
export interface ScriptLine {
	readonly time: number;
	readonly side: 'client' | 'server';
	readonly flags: number;
	readonly first: number;
	readonly length: number;
	readonly ack: number | undefined;
	readonly payload: string | undefined;
	readonly notes: readonly string[];
}

const LINE =
	/^(?<time>[\d.]+) (?<side>client|server) (?<flags>[A-Z,]+) +(?<first>\d+):(?<end>\d+)(?: +ack (?<ack>\d+))?(?: +"(?<payload>[^"]*)")?(?: *; *(?<notes>.*))?$/;

/** Reads a script. @throws Error for a line that is not in the notation. */
export function parseScript(script: string): readonly ScriptLine[] {
	const lines = script
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !line.startsWith('#'));
	return lines.map((line) => {
		const found = LINE.exec(line)?.groups;
		if (!found) throw new Error(`Not in the notation: ${line}`);
		return {
			time: Number(found.time),
			side: found.side === 'server' ? 'server' : 'client',
			flags: (found.flags ?? '')
				.split(',')
				.reduce((bits, name) => bits | (FLAG[name.toLowerCase() as keyof typeof FLAG] ?? 0), 0),
			first: Number(found.first),
			length: Number(found.end) - Number(found.first),
			ack: found.ack === undefined ? undefined : Number(found.ack),
			payload: found.payload === undefined ? undefined : unescaped(found.payload),
			notes: (found.notes ?? '').split(' ').filter((note) => note !== ''),
		};
	});
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** Turns `visibleBytes` round, for bytes that are UTF-8. */
function unescaped(text: string): string {
	return text.replace(/\\(?:([nrt\\])|x([0-9a-f]{2})|u\{([0-9a-f]+)\})/g, (_all, short, byte, point) =>
		short ? (ESCAPES[short] ?? '') : String.fromCodePoint(Number.parseInt(byte ?? point, 16)),
	);
}

/** A capture file of the script, one frame a line. */
export function scriptFile(lines: readonly ScriptLine[]): Uint8Array {
	return pcapFile(lines.map(scriptFrame));
}

function scriptFrame({ time, side, flags, first, length, ack, payload }: ScriptLine): TimedFrame {
	const other = side === 'client' ? 'server' : 'client';
	const [source, sourcePort] = ENDS[side];
	const [destination, destinationPort] = ENDS[other];
	return {
		seconds: 1_700_000_000 + Math.floor(time),
		fraction: Math.round((time % 1) * 1e6),
		bytes: tcpFrame({
			source,
			destination,
			sourcePort,
			destinationPort,
			sequence: (FIRST[side] + first) >>> 0,
			acknowledgment: ack === undefined ? 0 : (FIRST[other] + ack) >>> 0,
			flags,
			payload: payload === undefined ? new Uint8Array(length).fill(0x78) : new TextEncoder().encode(payload),
		}),
	};
}
