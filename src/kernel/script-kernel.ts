import * as code from './kernel.ts';
import type { Kernel } from './kernel-host.ts';
import { HEAP } from './layout.ts';
import { usedMemory, useMemory } from './memory.ts';

/**
 * Makes a kernel that runs as JavaScript: the same code as the WebAssembly, for tests and for a host without
 * WebAssembly. All kernels share the code's one variable for the memory, so each call sets it first.
 */
export function createScriptKernel(): Kernel {
	let buffer = new ArrayBuffer(HEAP);

	function inMemory<A extends readonly number[], R>(call: (...numbers: A) => R): (...numbers: A) => R {
		return (...numbers) => {
			useMemory(buffer);
			const result = call(...numbers);
			buffer = usedMemory();
			return result;
		};
	}

	return {
		buffer: () => buffer,
		resetHeap: inMemory(code.resetHeap),
		walkRecords: inMemory(code.walkRecords),
		decodeRows: inMemory(code.decodeRows),
		reserveAddresses: inMemory(code.reserveAddresses),
		internAddress: inMemory(code.internAddress),
		trackRows: inMemory(code.trackRows),
		writeRows: inMemory(code.writeRows),
		forgetEnded: inMemory(code.forgetEnded),
		forgetAddresses: inMemory(code.forgetAddresses),
	};
}
