import { bytesSource } from './file/bytes-source.ts';
import type { CaptureHead, ReadResult } from './file/read-result.ts';
import { isGzip } from './file/sniff.ts';
import type { ByteSource, OpenSource } from './file/source.ts';
import { createHotPlane, type HotPlane } from './hot-plane.ts';
import { type PacketView, viewPacket } from './packet-view.ts';
import type { LabelProfileName } from './tcp/label-profile.ts';
import { createRowStore } from './tcp/row-store.ts';

const PEEK_CHUNK_BYTES = 65_536;
/** What is no capture after so many bytes will not become one. */
const PEEK_LIMIT_BYTES = 4096;
/** Compressed bytes may become a thousand times as many, and all that come of one piece are held at once. */
const GZIP_PIECE_BYTES = 16_384;

/**
 * An open capture. It is an async iterable of its packets in file order, which can be gone through once: a second loop
 * goes on where the first one stopped. Packets that were passed by are not kept.
 */
export interface Capture extends AsyncIterable<PacketView> {
	readonly name: string;
	/**
	 * Format and interfaces, as far as the beginning of the source tells: the first chunk of a stream, 64 KiB of a file.
	 * `null` when it is no capture; `end` says what it is then.
	 */
	readonly head: CaptureHead | null;
	/** Everything about the file, damage and comments included: known once the last packet was passed, `null` before. */
	readonly end: ReadResult | null;
	/** The packets that are still to come. */
	readonly [Symbol.asyncIterator]: () => AsyncIterableIterator<PacketView>;
	/** Closes the source. There are no more packets then. */
	readonly close: () => Promise<void>;
	/** The same as `close`, for `await using`. */
	readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Opens the capture that a source holds: reads its beginning, and is ready to hand out packets. */
export async function readCapture(
	source: OpenSource,
	ports: readonly number[],
	profile: LabelProfileName,
): Promise<Capture> {
	const plane = createHotPlane(ports, profile, { forgets: true });
	const { bytes, head } = await peek(source, plane);
	let end: ReadResult | null = null;
	let isClosed = false;

	async function* walk(): AsyncGenerator<PacketView> {
		let store = createRowStore(plane.batch, plane.reassembly);
		const next = inSteps(behind(bytes, source), (gated) => plane.read(gated, (rows) => store.append(rows)));
		for (let number = 1; !isClosed; ) {
			// A stream that is closed while somebody waits for it fails, and nobody has to know.
			const result = await next().catch((error: unknown) => {
				if (!isClosed) throw error;
			});
			const full = store;
			store = createRowStore(plane.batch, plane.reassembly);
			for (let row = 0; row < full.count() && !isClosed; row++) yield viewPacket(full, row, number++);
			if (result === undefined) continue;
			if (!isClosed) end = result;
			return;
		}
	}

	const packets = walk();
	// Without `return`, so that leaving a loop does not end the walk.
	const iterator: AsyncIterableIterator<PacketView> = {
		next: () => packets.next(),
		[Symbol.asyncIterator]: () => iterator,
	};
	async function close(): Promise<void> {
		if (isClosed) return;
		isClosed = true;
		await source.close();
	}
	return {
		name: source.name,
		head,
		get end() {
			return end;
		},
		[Symbol.asyncIterator]: () => iterator,
		close,
		[Symbol.asyncDispose]: close,
	};
}

/** Reads the beginning of a source, and what it says of the capture. */
async function peek(
	source: ByteSource,
	plane: HotPlane,
): Promise<{ readonly bytes: Uint8Array; readonly head: CaptureHead | null }> {
	let bytes = new Uint8Array(0);
	for (;;) {
		const chunk = new Uint8Array(PEEK_CHUNK_BYTES);
		const got = await source.read(chunk);
		const both = new Uint8Array(bytes.length + got);
		both.set(bytes);
		both.set(chunk.subarray(0, got), bytes.length);
		bytes = both;
		const result = await plane.read(bytesSource(source.name, bytes), () => {});
		const head = result.kind === 'capture' ? result.head : null;
		if (head || got === 0 || bytes.length >= PEEK_LIMIT_BYTES) return { bytes, head };
	}
}

/** The source as it was before its first bytes were read. */
function behind(first: Uint8Array, source: ByteSource): ByteSource {
	const beginning = bytesSource(source.name, first);
	const most = isGzip(first) ? GZIP_PIECE_BYTES : Number.POSITIVE_INFINITY;
	return {
		name: source.name,
		read(into) {
			const piece = into.subarray(0, most);
			return (beginning.read(piece) as number) || source.read(piece);
		},
	};
}

/**
 * Makes a reader that pushes one that is pulled: its source answers only when the next step is asked for.
 *
 * @returns Takes a step: until the reader wants more bytes (`undefined`), or is at its end.
 */
function inSteps(
	source: ByteSource,
	run: (source: ByteSource) => Promise<ReadResult>,
): () => Promise<ReadResult | undefined> {
	let goOn: (() => void) | undefined;
	let step: { readonly done: (result: ReadResult | undefined) => void; readonly fail: (error: unknown) => void };

	const gated: ByteSource = {
		name: source.name,
		read: (into) =>
			new Promise((answer) => {
				goOn = () => answer(readFrom(source, into));
				step.done(undefined);
			}),
	};

	return () =>
		new Promise((done, fail) => {
			step = { done, fail };
			if (goOn) goOn();
			else
				run(gated).then(
					(result) => step.done(result),
					(error) => step.fail(error),
				);
		});
}

/** A source may also fail without a promise. */
async function readFrom(source: ByteSource, into: Uint8Array): Promise<number> {
	return source.read(into);
}
