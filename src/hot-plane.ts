import type { AddressTable } from './decode/address-table.ts';
import { createRowDecoder } from './decode/decode-row.ts';
import { PROTOCOL } from './decode/packet-batch.ts';
import { createReassembly, type Reassembly } from './decode/reassembly.ts';
import { TCP_BYTES } from './decode/tcp.ts';
import { CapnoteError } from './errors.ts';
import { createReadBuffer, readViews } from './file/read-buffer.ts';
import type { ReadResult } from './file/read-result.ts';
import { createFrameReader } from './file/reader.ts';
import type { ByteSource } from './file/source.ts';
import type { Kernel } from './kernel/kernel-host.ts';
import {
	ENDED_OLD_LIMIT,
	ENDED_YOUNG_LIMIT,
	FORGETS,
	INPUT,
	IS_FULL,
	LAB_PORTS,
	LAB_PORTS_BYTES,
	OPTIONS,
	OPTIONS_BYTES,
	PROFILE,
} from './kernel/layout.ts';
import { ROW_SLOW } from './kernel/rows.ts';
import { createScriptKernel } from './kernel/script-kernel.ts';
import { createWasmKernel } from './kernel/wasm-kernel.ts';
import { type ConnectionTable, createConnectionTable } from './tcp/connection-table.ts';
import { createKernelAddresses } from './tcp/kernel-addresses.ts';
import { kernelColumns } from './tcp/kernel-columns.ts';
import { type LabelProfileName, profileBits } from './tcp/label-profile.ts';
import type { SegmentBatch } from './tcp/segment-batch.ts';

/** From bytes to labelled rows and connections, one capture after the other in the same memory. */
export interface HotPlane {
	readonly kernel: Kernel;
	/** The rows of the current batch. */
	readonly batch: SegmentBatch;
	readonly addresses: AddressTable;
	readonly reassembly: Reassembly;
	readonly table: ConnectionTable;
	/** Forgets the capture before, and reads this one to its end; `onRows` sees each batch with the bytes of its frames. Throws `memory-full`. */
	readonly read: (source: ByteSource, onRows: (bytes: DataView) => void) => Promise<ReadResult>;
}

export interface HotPlaneOptions {
	/**
	 * Only the rows are of use: nothing is asked of connections, and of those that ended the ones that are silent for the
	 * longest time are forgotten, so that memory follows those that are open. A later packet between the ends of one that
	 * was forgotten begins a new connection.
	 */
	readonly forgets?: boolean;
	/** How many that ended are remembered before: as they were, and packed behind those. */
	readonly remembered?: { readonly young: number; readonly old: number };
	/** What runs the hot rules; WebAssembly, if the host has it, unless given. */
	readonly kernel?: Kernel;
}

/** 6 MB, or twice as much where few can be packed. */
const REMEMBERED = { young: 1024, old: 65_536 };

/** @param ports Those of the labs' servers, which tell the client where no SYN was captured. */
export function createHotPlane(
	ports: readonly number[],
	profile: LabelProfileName,
	{
		forgets = false,
		remembered = REMEMBERED,
		kernel = createWasmKernel() ?? createScriptKernel(),
	}: HotPlaneOptions = {},
): HotPlane {
	let memory = kernel.buffer();
	const batch: SegmentBatch = { firstNumber: 1, rows: 0, columns: kernelColumns(memory) };
	const input = createReadBuffer(memory, INPUT);
	const addresses = createKernelAddresses(kernel);
	const reassembly = createReassembly();
	let slowRows = new Int32Array(memory, ROW_SLOW);
	let decodeRow = createRowDecoder(batch, addresses, reassembly);
	const table = createConnectionTable(kernel);
	const readFrames = createFrameReader(batch, input, kernel.walkRecords);

	/** After the kernel's memory has grown; seldom, for it grows by a quarter. */
	function renewViews(): void {
		memory = kernel.buffer();
		batch.columns = kernelColumns(memory);
		Object.assign(input, readViews(memory, INPUT));
		slowRows = new Int32Array(memory, ROW_SLOW);
		decodeRow = createRowDecoder(batch, addresses, reassembly);
	}

	function reset(): void {
		kernel.resetHeap();
		if (kernel.buffer() !== memory) renewViews();
		const words = new Int32Array(memory);
		words[PROFILE >> 2] = profileBits(profile);
		words[FORGETS >> 2] = forgets ? 1 : 0;
		words[ENDED_YOUNG_LIMIT >> 2] = remembered.young;
		words[ENDED_OLD_LIMIT >> 2] = remembered.old;
		const bits = new Uint8Array(memory, LAB_PORTS, LAB_PORTS_BYTES).fill(0);
		for (const port of ports) bits[port >> 3] = (bits[port >> 3] ?? 0) | (1 << (port & 7));
		reassembly.reset();
	}

	function decode(): void {
		if (forgets) kernel.forgetAddresses();
		reassembly.forget();
		const slow = kernel.decodeRows(batch.rows);
		if (slow > 0) kernel.reserveAddresses(slow);
		if (kernel.buffer() !== memory) renewViews();
		for (let i = 0; i < slow; i++) {
			const row = slowRows[i] ?? 0;
			decodeRow(input.view, row);
			if (batch.columns.datagram[row] !== 0) handOverOptions(row);
		}
	}

	/** The kernel sees only what the frames hold, not what fragments made up. */
	function handOverOptions(row: number): void {
		const { protocol, datagram, transportAt, payloadAt } = batch.columns;
		const whole = reassembly.datagram(datagram[row] ?? 0);
		if (protocol[row] !== PROTOCOL.tcp || whole === undefined) return;
		const options = whole.bytes.subarray((transportAt[row] ?? 0) + TCP_BYTES, payloadAt[row]);
		new Uint8Array(memory).set(options, OPTIONS + row * OPTIONS_BYTES);
	}

	/** Lets the kernel work on the batch; it ends only where there is no memory for what must be kept. */
	function work(path: string): void {
		try {
			decode();
			kernel.trackRows(batch.rows, batch.firstNumber);
			if (forgets) kernel.forgetEnded();
		} catch (error) {
			if (table.word(IS_FULL) === 0) throw error;
			throw new CapnoteError('memory-full', { path, connections: table.count() }, error);
		}
		if (kernel.buffer() !== memory) renewViews();
	}

	return {
		kernel,
		batch,
		addresses,
		reassembly,
		table,
		read(source, onRows) {
			reset();
			return readFrames(source, () => {
				work(source.name);
				onRows(input.view);
			});
		},
	};
}
