import type { ByteSource } from '../file/source.ts';

/** A source over bytes in memory that hands out at most `sizes[i]` bytes at the i-th read, then the last size again. */
export function bytesSource(bytes: Uint8Array, sizes: readonly number[] = [Number.POSITIVE_INFINITY]): ByteSource {
	let at = 0;
	let reads = 0;
	return {
		name: 'test.pcap',
		read(into) {
			const size = Math.max(1, sizes[Math.min(reads++, sizes.length - 1)] ?? 1);
			const part = bytes.subarray(at, at + Math.min(into.length, size));
			into.set(part);
			at += part.length;
			return reads % 2 === 0 ? part.length : Promise.resolve(part.length);
		},
	};
}
