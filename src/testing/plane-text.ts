import { addressText } from '../decode/address-table.ts';
import { PROTOCOL } from '../decode/packet-batch.ts';
import type { ByteSource } from '../file/source.ts';
import { createHotPlane } from '../hot-plane.ts';
import type { Kernel } from '../kernel/kernel-host.ts';
import { ALL_STEPS } from '../kernel/layout.ts';
import { ROW_SLOW } from '../kernel/rows.ts';
import { createScriptKernel } from '../kernel/script-kernel.ts';
import { createWasmKernel } from '../kernel/wasm-kernel.ts';
import { readConnection } from '../tcp/connection.ts';
import type { LabelProfileName } from '../tcp/label-profile.ts';
import { SEGMENT_COLUMNS, type SegmentBatch, type SegmentColumn } from '../tcp/segment-batch.ts';

/** The kernel as WebAssembly; as JavaScript; and as one without short ways in decoding, tracking and labelling. */
export const KERNELS: Readonly<Record<'wasm' | 'script' | 'slow', () => Kernel>> = {
	wasm() {
		const kernel = createWasmKernel();
		if (!kernel) throw new Error('This host has no WebAssembly');
		return kernel;
	},
	script: createScriptKernel,
	slow() {
		const kernel = createScriptKernel();
		new Int32Array(kernel.buffer())[ALL_STEPS >> 2] = 1;
		return { ...kernel, decodeRows: (rows) => decodeNone(kernel, rows) };
	},
};

function decodeNone(kernel: Kernel, rows: number): number {
	const slow = new Int32Array(kernel.buffer(), ROW_SLOW);
	for (let row = 0; row < rows; row++) slow[row] = row;
	return rows;
}

const PORTS: readonly SegmentColumn[] = ['sourcePort', 'destinationPort', 'payloadAt', 'payloadBytes'];
const ONLY_TCP: readonly SegmentColumn[] = [
	'flags',
	'sequence',
	'acknowledgment',
	'window',
	...SEGMENT_COLUMNS.slice(SEGMENT_COLUMNS.indexOf('side')),
];

/** Whether a cell of this row means anything; the others keep what was there before. */
function means({ columns }: SegmentBatch, row: number, name: SegmentColumn): boolean {
	const protocol = columns.protocol[row];
	if (name === 'stopNeed' || name === 'stopHave') return columns.stop[row] !== 0;
	if (ONLY_TCP.includes(name)) return protocol === PROTOCOL.tcp;
	return protocol === PROTOCOL.tcp || (protocol === PROTOCOL.udp && columns.stop[row] === 0) || !PORTS.includes(name);
}

/** One line for each row and each connection that a kernel makes of a capture, and how the file ended. */
export async function planeText(source: ByteSource, profile: LabelProfileName, kernel: Kernel): Promise<string[]> {
	const plane = createHotPlane([2222], profile, { kernel });
	const { batch, table, addresses } = plane;
	const lines: string[] = [];
	const cell = (name: SegmentColumn, row: number): number | string => {
		const value = batch.columns[name][row] ?? 0;
		const isAddress = name === 'sourceAddress' || name === 'destinationAddress';
		return isAddress ? addressText(addresses, batch.columns.network[row] ?? 0, value) : value;
	};
	const result = await plane.read(source, () => {
		for (let row = 0; row < batch.rows; row++) {
			const names = SEGMENT_COLUMNS.filter((name) => means(batch, row, name));
			lines.push(`${batch.firstNumber + row} ${names.map((name) => `${name}=${cell(name, row)}`).join(' ')}`);
		}
	});
	const text = (_key: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value);
	for (let i = 0; i < table.count(); i++) lines.push(JSON.stringify(readConnection(table, i, addresses), text));
	return [...lines, JSON.stringify(result, text)];
}
