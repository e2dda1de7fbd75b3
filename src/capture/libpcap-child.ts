import { writeSync } from 'node:fs';
import { freemem } from 'node:os';
import type { Cap } from 'cap';
import { pcapHeaderBytes, pcapRecordBytes } from '../file/write-pcap.ts';
import { countedOnce } from './counters.ts';
import { passedCounter } from './passed-counter.ts';
import { ringMebibytes } from './ring-size.ts';

/** What the child is started with. */
export interface ChildSettings {
	readonly iface: string;
	readonly snaplen: number;
	/** 0: no limit. */
	readonly count: number;
	/** Empty: none. */
	readonly filter: string;
}

const OUT = 1;
const SAID = 2;
const MEBIBYTE = 1_048_576;
const FRAME_BYTES = 65_536;
const CHUNK_BYTES = 262_144;
const LAST_LOOK_MS = 30;
const FULL_PIPE_MS = 1;
const WAIT = new Int32Array(new SharedArrayBuffer(4));
const LINK_TYPES: Readonly<Record<string, number>> = {
	...{ NULL: 0, ETHERNET: 1, RAW: 101, LINKTYPE_LINUX_SLL: 113, IEEE802_11_RADIO: 127 },
};

/** `cap` keeps no reference to itself or its buffer: what the collector takes while it records ends the process. */
const pinned: unknown[] = [];

/**
 * The life of the process that records through libpcap. It speaks as tcpdump does: a capture on standard output,
 * `listening on` and counters on standard error; SIGUSR1 asks for counters, SIGINT and SIGTERM end it. It ends the
 * process itself, at once: after a failed `open` even the collector may crash it.
 */
export async function recordInside(settings: ChildSettings, end: (status: number) => never): Promise<void> {
	const cap = await newCap(end);
	const buffer = Buffer.alloc(FRAME_BYTES);
	pinned.push(cap, buffer);
	const linkType = openOrEnd(cap, settings, buffer, end);
	const passed = passedCounter(settings);
	const output = createOutput();
	output.write(pcapHeaderBytes({ linkType, snaplen: settings.snaplen }));
	let captured = 0;

	const finish = (): void => {
		const received = passed();
		// What was counted as passed may still be in the ring.
		setTimeout(() => {
			cap.close();
			output.flush();
			say(countersText(settings.iface, captured, received, '\n'));
			end(0);
		}, LAST_LOOK_MS);
	};
	cap.on('packet', (bytes) => {
		if (settings.count > 0 && captured >= settings.count) return;
		captured += 1;
		const frame = buffer.subarray(0, Math.min(bytes, settings.snaplen));
		output.write(pcapRecordBytes({ timeNs: nowNs(), bytes: frame, originalBytes: bytes }, false));
		if (captured === settings.count) finish();
	});
	process.on('SIGUSR1', () => say(`cap: ${countersText(settings.iface, captured, passed(), ', ')}`));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, finish);
	say(`listening on ${settings.iface}, link-type ${linkType}, snapshot length ${settings.snaplen} bytes\n`);
}

/** Whether `cap` is here and can be loaded; ends the process with 0 if so, else says why not. */
export async function checkCap(end: (status: number) => never): Promise<never> {
	pinned.push(await newCap(end));
	return end(0);
}

async function newCap(end: (status: number) => never): Promise<Cap> {
	try {
		const { default: cap } = await import('cap');
		return new cap.Cap();
	} catch (error) {
		say(`cap: cannot be loaded: ${(error as Error).message.split('\n')[0]}\n`);
		return end(1);
	}
}

function openOrEnd(cap: Cap, { iface, filter }: ChildSettings, buffer: Buffer, end: (status: number) => never): number {
	try {
		const name = cap.open(iface, filter, ringMebibytes(freemem()) * MEBIBYTE, buffer);
		const linkType = LINK_TYPES[name] ?? Number(/^Unknown linktype (\d+)$/.exec(name)?.[1]);
		if (!Number.isNaN(linkType)) return linkType;
		say(`cap: ${iface}: link type "${name}" is not known\n`);
	} catch (error) {
		say(`cap: ${iface}: ${(error as Error).message}\n`);
	}
	return end(1);
}

/** Standard output in chunks, each whole before the process looks at the network again: then it may die. */
function createOutput(): { readonly write: (bytes: Uint8Array) => void; readonly flush: () => void } {
	const chunk = new Uint8Array(CHUNK_BYTES);
	let used = 0;
	let isPlanned = false;
	const flush = (): void => {
		isPlanned = false;
		for (let at = 0; at < used; ) at += writeSome(chunk, at, used - at);
		used = 0;
	};
	return {
		flush,
		write(bytes) {
			if (used + bytes.length > chunk.length) flush();
			chunk.set(bytes, used);
			used += bytes.length;
			if (!isPlanned) setImmediate(flush);
			isPlanned = true;
		},
	};
}

/** The reader of a full pipe is waited for: the ring holds what comes meanwhile. */
function writeSome(bytes: Uint8Array, at: number, length: number): number {
	try {
		return writeSync(OUT, bytes, at, length);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
		Atomics.wait(WAIT, 0, 0, FULL_PIPE_MS);
		return 0;
	}
}

const NOTHING = { dropped: null, droppedByInterface: 0 };

function say(text: string): void {
	writeSync(SAID, text);
}

function countersText(iface: string, captured: number, received: number | null, between: string): string {
	const once = received === null ? null : countedOnce({ ...NOTHING, captured, received }, iface).received;
	const dropped = once === null ? 'unknown' : Math.max(0, once - captured);
	const parts = ['captured', 'received by filter', 'dropped by kernel'];
	const counts = [captured, received ?? 'unknown', dropped];
	return `${parts.map((part, i) => `${counts[i]} packets ${part}`).join(between)}\n`;
}

/** Microseconds are all that means something here; they never go back. */
function nowNs(): bigint {
	return BigInt(Math.floor((performance.timeOrigin + performance.now()) * 1000)) * 1000n;
}
