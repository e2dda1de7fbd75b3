/** Odd pcapng files, for what Wireshark makes of them; each as its parts in file order. */
import { BLOCKS, PACKETS } from './blocks.ts';
import { INTERFACES, SECTIONS, TIMES } from './interfaces.ts';
import { LENGTHS, OPTIONS } from './lengths.ts';

export const PCAPNG_FILES: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
	Object.entries({ ...SECTIONS, ...INTERFACES, ...TIMES, ...PACKETS, ...BLOCKS, ...OPTIONS, ...LENGTHS }).map(
		([name, parts]) => [name, Buffer.concat(parts)],
	),
);
