import type { Kernel } from './kernel-host.ts';
import { WASM_BASE64 } from './wasm-bytes.generated.ts';

/** What is used of WebAssembly, which is no part of the language's own library. */
interface WasmHost {
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** Node's own way from base64 to bytes, ten times as fast as the language's. */
interface BufferHost {
	readonly from: (text: string, encoding: 'base64') => Uint8Array;
}

type KernelExports = Omit<Kernel, 'buffer'> & { readonly memory: { readonly buffer: ArrayBuffer } };

let compiled: object | undefined;

/** Makes a kernel that runs as WebAssembly; `undefined` on a host that has none (`node --jitless`), or forbids it (a page's policy). */
export function createWasmKernel(): Kernel | undefined {
	const { WebAssembly, Buffer } = globalThis as { WebAssembly?: WasmHost; Buffer?: BufferHost };
	if (WebAssembly === undefined) return undefined;
	try {
		compiled ??= new WebAssembly.Module(bytesOf(WASM_BASE64, Buffer));
	} catch {
		return undefined;
	}
	const exports = new WebAssembly.Instance(compiled).exports as KernelExports;
	return {
		buffer: () => exports.memory.buffer,
		resetHeap: exports.resetHeap,
		walkRecords: exports.walkRecords,
		decodeRows: exports.decodeRows,
		reserveAddresses: exports.reserveAddresses,
		internAddress: exports.internAddress,
		trackRows: exports.trackRows,
		writeRows: exports.writeRows,
		forgetEnded: exports.forgetEnded,
		forgetAddresses: exports.forgetAddresses,
	};
}

function bytesOf(base64: string, Buffer?: BufferHost): Uint8Array {
	return Buffer?.from(base64, 'base64') ?? Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
}
