import type { ByteSource } from '../file/source.ts';

/** A source that is fed while it is read. */
export interface LiveSource extends ByteSource {
	/** Adds bytes; they must not change any more. */
	readonly push: (bytes: Uint8Array) => void;
	/** Ends it behind what was pushed; later bytes are left out. */
	readonly end: () => void;
	/** Whether it was ended because nobody read as fast as bytes came. */
	readonly overran: () => boolean;
}

/** Makes one that gives up rather than hold more than so many bytes: what watches must never cost a packet. */
export function createLiveSource(limitBytes: number): LiveSource {
	const chunks: Uint8Array[] = [];
	let waiting = 0;
	let isEnded = false;
	let didOverrun = false;
	let wake = (): void => undefined;

	function end(): void {
		isEnded = true;
		wake();
	}

	return {
		name: 'live',
		end,
		overran: () => didOverrun,
		push(bytes) {
			if (isEnded) return;
			waiting += bytes.length;
			chunks.push(bytes);
			if (waiting <= limitBytes) return wake();
			didOverrun = true;
			end();
		},
		async read(into) {
			while (chunks.length === 0) {
				if (isEnded) return 0;
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
			const [first = new Uint8Array(0)] = chunks;
			const taken = first.subarray(0, into.length);
			into.set(taken);
			if (taken.length === first.length) chunks.shift();
			else chunks[0] = first.subarray(taken.length);
			waiting -= taken.length;
			return taken.length;
		},
	};
}
