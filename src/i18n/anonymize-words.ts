import type { AddressEntries } from '../anonymize/address-map.ts';
import type { PayloadPolicy } from '../anonymize/frame.ts';

/** What `capnote anonymize` says when it is done. */
export interface AnonymizeWords {
	readonly done: (facts: AnonymizedFacts) => string;
	/** What became of payloads, and what to think of before the file is given away. */
	readonly payloads: { readonly [P in PayloadPolicy]: string };
	readonly mapping: (file: { readonly path: string }) => string;
}

/** What was written. */
export interface AnonymizedFacts {
	readonly path: string;
	readonly packets: number;
	readonly entries: AddressEntries;
}
