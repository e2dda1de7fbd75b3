import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { joined } from '../file/write-block.ts';
import { giveTo, type Owner } from './owner.ts';
import { createPartFile, type PartFile, type PartFileOptions, writeCompanion } from './part-file.ts';
import { createPcapngStream, type PcapngDescription } from './pcapng-stream.ts';
import { createRecordCutter, type RecordCutter } from './record-cutter.ts';
import { createBlockMeter } from './record-meter.ts';
import type { CaptureSink, Counters } from './recording.ts';

/** When a new file begins. */
export interface Rotation {
	readonly bytes?: number;
	readonly ms?: number;
	/** Files kept at most; the oldest is removed for the newest. */
	readonly ring?: number;
}

export interface WriterOptions {
	/** Path without its extension. */
	readonly base: string;
	readonly extension: string;
	readonly naming: NonNullable<PartFileOptions['naming']>;
	/** Whose the files are to be; ours when `null`. */
	readonly owner: Owner | null;
	readonly rotation?: Rotation;
	/** Written into a pcapng file; classic pcap has no room for it. */
	readonly pcapng?: PcapngDescription;
}

/** A finished file. */
export interface WrittenFile {
	readonly path: string;
	readonly packets: number;
}

/** Turns a recorder's bytes into one capture file or several. */
export interface CaptureWriter extends CaptureSink {
	/** The file that is being written. */
	readonly partPath: () => string;
	/** Whole packets in all files, also those that the ring has removed. */
	readonly packets: () => number;
	readonly bytes: () => number;
	/**
	 * Names the last file.
	 *
	 * @param companion Text of the JSON file beside it, made from the names of the files that are there.
	 * @param counters What the recorder counted; only pcapng has room for it.
	 */
	readonly finish: (
		companion: (files: readonly WrittenFile[]) => string,
		counters: Counters | undefined,
	) => Promise<readonly WrittenFile[]>;
	readonly discard: () => Promise<void>;
}

/**
 * Starts writing.
 *
 * @param now Milliseconds, for rotation by time.
 * @throws CapnoteError `cannot-write` or `file-exists`.
 */
export async function createCaptureWriter(options: WriterOptions, now: () => number): Promise<CaptureWriter> {
	const { rotation, pcapng } = options;
	const isPlain = rotation === undefined && pcapng === undefined;
	const cutter = createRecordCutter();
	const finished: WrittenFile[] = [];
	let stream = pcapng && createPcapngStream(pcapng);
	let begun = 0;
	let ringLost = 0;
	let file = await nextFile(options, 1);
	let startedAt = now();

	function isDue(): boolean {
		if (rotation === undefined || file.records() === 0) return false;
		return (
			(rotation.bytes !== undefined && file.bytes() >= rotation.bytes) ||
			(rotation.ms !== undefined && now() - startedAt >= rotation.ms)
		);
	}

	/** The file that is full gets its name, and the next begins with its own header. */
	async function rotate(): Promise<void> {
		if (stream) await file.write(stream.end(undefined));
		finished.push({ packets: file.records(), path: await file.finish() });
		await removeOldest();
		begun += 1;
		file = await nextFile(options, begun + 1);
		startedAt = now();
		stream = pcapng && createPcapngStream(pcapng);
		await writeHead();
	}

	async function removeOldest(): Promise<void> {
		while (rotation?.ring !== undefined && finished.length >= rotation.ring) {
			const oldest = finished.shift();
			if (oldest === undefined) return;
			ringLost += oldest.packets;
			await rm(oldest.path, { force: true });
		}
	}

	async function writeHead(): Promise<void> {
		const head = cutter.head();
		if (head !== undefined) await file.write(stream ? stream.head(head) : head.bytes);
	}

	async function write(bytes: Uint8Array): Promise<void> {
		if (isPlain) return await file.write(bytes);
		const isNew = cutter.head() === undefined;
		const records = cutter.add(bytes);
		if (isNew) await writeHead();
		for (let from = 0; from < records.length; ) {
			if (isDue()) await rotate();
			const to = endOfPiece(records, from, (rotation?.bytes ?? Number.POSITIVE_INFINITY) - file.bytes());
			const piece = records.slice(from, to);
			await file.write(joined(stream ? piece.map(stream.record) : piece.map(({ whole }) => whole)));
			from = to;
		}
	}

	return {
		write,
		partPath: () => file.partPath,
		packets: () => file.records() + ringLost + finished.reduce((sum, { packets }) => sum + packets, 0),
		bytes: () => file.bytes(),
		async finish(companion, counters) {
			// On a full disk the counters are lost, not the packets: the file is cut behind its last whole block.
			if (stream && cutter.head()) await file.write(stream.end(counters)).catch(() => undefined);
			const packets = file.records();
			if (rotation === undefined) {
				const path = await file.finish((name) => companion([{ path: name, packets }]));
				return [{ path, packets }];
			}
			const last = { path: await file.finish(), packets };
			const files = [...finished, last];
			await writeFirstFree(options, companion(files.map((each) => ({ ...each, path: basename(each.path) }))));
			return files;
		},
		discard: async () => await file.discard(),
	};
}

async function nextFile(options: WriterOptions, number: number): Promise<PartFile> {
	const { base, extension, naming, rotation, pcapng, owner } = options;
	return await createPartFile(rotation ? `${base}-${String(number).padStart(5, '0')}` : base, {
		...{ extension, naming, owner },
		...(pcapng ? { meter: createBlockMeter() } : {}),
	});
}

/** The companion of several files stands beside them under the name that they share. */
async function writeFirstFree({ base, naming, owner }: WriterOptions, text: string): Promise<void> {
	const flag = naming === 'replace' ? 'w' : 'wx';
	for (const suffix of ['', '-2', '-3', '-4']) {
		if ((await writeCompanion(`${base}${suffix}.json`, text, flag)) === 'taken') continue;
		return await giveTo(owner, `${base}${suffix}.json`);
	}
}

type Records = ReturnType<RecordCutter['add']>;

/** The records from `from` on that fit into so many bytes: at least one. */
function endOfPiece(records: Records, from: number, room: number): number {
	let used = 0;
	for (let at = from; at < records.length; at++) {
		used += records[at]?.whole.length ?? 0;
		if (used >= room) return at + 1;
	}
	return records.length;
}
