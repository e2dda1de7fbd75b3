import type { BadOption } from './damage.ts';
import { KEPT_BYTES } from './limits.ts';
import type { CaptureHead, CaptureInterface, CaptureSection, NamedAddress } from './read-result.ts';

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** What a pcapng file says besides its frames, while it is being read. */
export interface KeptFacts {
	readonly sections: CaptureSection[];
	readonly interfaces: Draft<CaptureInterface>[];
	readonly names: NamedAddress[];
	readonly packetComments: Map<number, string[]>;
	readonly secrets: { readonly type: number; readonly bytes: number }[];
	readonly otherBlocks: Map<number, number>;
	/** Whether there is room to keep something of so many bytes; if not, counts that it was not kept. */
	readonly hasRoom: (bytes: number) => boolean;
	readonly bad: (option: BadOption) => void;
	readonly badOptions: () => { readonly count: number; readonly first: BadOption | null };
	readonly head: (gzip: boolean, nanoseconds: boolean) => CaptureHead;
}

/** What an object costs besides its text, roughly. */
const OBJECT_BYTES = 128;
/** Different types of unknown blocks that are told apart; the rest count as type 0. */
const BLOCK_TYPES = 256;

export function createKeptFacts(): KeptFacts {
	let kept = 0;
	let notKept = 0;
	let count = 0;
	let first: BadOption | null = null;
	const lists = {
		sections: [] as CaptureSection[],
		interfaces: [] as Draft<CaptureInterface>[],
		names: [] as NamedAddress[],
		packetComments: new Map<number, string[]>(),
		secrets: [] as { readonly type: number; readonly bytes: number }[],
		otherBlocks: new Map<number, number>(),
	};
	return {
		...lists,
		hasRoom(bytes) {
			const isRoom = kept + bytes + OBJECT_BYTES <= KEPT_BYTES;
			if (isRoom) kept += bytes + OBJECT_BYTES;
			else notKept++;
			return isRoom;
		},
		bad(option) {
			first ??= option;
			count++;
		},
		badOptions: () => ({ count, first }),
		head: (gzip, nanoseconds) => ({ format: 'pcapng', variant: null, gzip, nanoseconds, ...lists, notKept }),
	};
}

/** Counts a block that is not looked into. */
export function countBlock(blocks: Map<number, number>, type: number): void {
	const key = blocks.has(type) || blocks.size < BLOCK_TYPES ? type : 0;
	blocks.set(key, (blocks.get(key) ?? 0) + 1);
}
