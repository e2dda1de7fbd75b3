import type { LabelProfileName } from '../../src/tcp/label-profile.ts';

/** What is compared of a file. */
export type Aspect = 'frames' | 'damage' | 'time' | 'wire' | 'captured' | 'interface' | 'link' | 'comments';

/** In what we and a tshark differ over a file, and why we are right. */
export interface Difference {
	readonly in: readonly Aspect[];
	readonly why: string;
	/** It does not count what the tshark of its version numbers, or prints it right. */
	readonly capinfosAgrees?: true;
	/** Versions that differ in this; all unless given. */
	readonly versions?: readonly LabelProfileName[];
}

const GIVES_UP = ['frames', 'damage'] as const;
const NO_FRAME = { in: ['frames'], why: 'the block holds no frame of a network', capinfosAgrees: true } as const;
const OPTION = 'the block says where the next one begins: an option that makes no sense costs nothing but itself';
const TO_2106 = { in: ['time'], why: 'seconds are kept in 32 bits, from 1970 to 2106' } as const;
const FRACTION = 'a fraction of a second or more is carried; tshark prints it as it is, or negative';
const COARSEST = 'no time is finer than the resolution says, however fine';

/** Everything else must be equal. */
export const DIFFERENCES: Readonly<Record<string, Difference | readonly Difference[]>> = {
	'pcapng: version 1.1': { in: GIVES_UP, why: 'a reader of 1.0 reads every 1.x (section 4.1)' },
	'pcapng: version 1.9': { in: GIVES_UP, why: 'a reader of 1.0 reads every 1.x (section 4.1)' },
	'pcapng: a section option beyond the block': { in: GIVES_UP, why: OPTION },
	'pcapng: an option beyond the interface before its resolution': { in: GIVES_UP, why: OPTION },
	'pcapng: interface options of wrong lengths': { in: GIVES_UP, why: OPTION },
	'pcapng: a frame that ends before its block does': { in: GIVES_UP, why: OPTION },
	'pcapng: an option beyond its block': { in: GIVES_UP, why: OPTION },
	'pcapng: an option beyond its block behind a comment': { in: GIVES_UP, why: OPTION },
	'pcapng: an option whose padding is beyond its block': { in: GIVES_UP, why: OPTION },
	'pcapng: packet options of wrong lengths': { in: GIVES_UP, why: OPTION },
	'pcapng: a flag option of no length': { in: GIVES_UP, why: OPTION },
	'pcapng: a custom option that is too short': { in: GIVES_UP, why: OPTION },
	'pcapng: names that are too short': { in: GIVES_UP, why: OPTION },
	'pcapng: a name without its zero': { in: GIVES_UP, why: 'the name ends where its record does' },
	'pcapng: names beyond their block': { in: GIVES_UP, why: OPTION },
	'pcapng: no names': { in: GIVES_UP, why: 'a block without records has no names, which is no fault' },
	'pcapng: secrets beyond their block': { in: GIVES_UP, why: OPTION },
	'pcapng: a custom block': NO_FRAME,
	'pcapng: a custom block not to be copied': NO_FRAME,
	'pcapng: a custom block without content': NO_FRAME,
	"pcapng: a custom block of Netflix's": NO_FRAME,
	'pcapng: a custom block without a number': { in: GIVES_UP, why: 'a block that is passed over may hold anything' },
	'pcapng: a journal entry': NO_FRAME,
	'pcapng: an event of sysdig': NO_FRAME,
	'pcapng: a comment with a zero in it': { in: ['comments'], why: 'a text ends where its option does' },
	'pcapng: a simple packet longer than the snaplen': {
		in: GIVES_UP,
		why: 'the block says where the next one begins; tshark expects its end behind the snaplen',
	},
	'pcapng: a length that leaves the padding out': { in: GIVES_UP, why: 'some writers do so', versions: ['4.6'] },
	'pcapng: a length of 13 of an unknown block': { in: GIVES_UP, why: 'some writers do so', versions: ['4.6'] },
	'pcapng: resolutions of powers of ten that are finer': {
		in: ['time'],
		why: '4.6 agrees: tshark overflowed',
		versions: ['4.0', '4.4'],
	},
	'pcapng: a resolution of 10^-20': [
		{ in: ['time'], why: COARSEST, versions: ['4.0'] },
		{ in: GIVES_UP, why: COARSEST, versions: ['4.4', '4.6'] },
	],
	'pcapng: a resolution of 10^-127': { in: GIVES_UP, why: COARSEST, versions: ['4.4', '4.6'] },
	'pcapng: a resolution of 2^-64': [
		{ in: ['time'], why: COARSEST, versions: ['4.0'] },
		{ in: GIVES_UP, why: COARSEST, versions: ['4.4', '4.6'] },
	],
	'pcapng: a resolution of 2^-127': { in: GIVES_UP, why: COARSEST, versions: ['4.4', '4.6'] },
	'pcapng: offsets to before 1970': TO_2106,
	'pcapng: offsets to after 2106': TO_2106,
	'pcapng: a time after 2106': TO_2106,
	'pcapng: the latest time': TO_2106,
	'pcapng: the latest time in nanoseconds': TO_2106,
	'pcapng: a packet that was 4 GiB long': {
		in: ['wire'],
		why: 'tshark prints no more than 2^31 - 1',
		capinfosAgrees: true,
	},
	'pcap: 4 GiB on the wire': { in: ['wire'], why: 'tshark prints no more than 2^31 - 1', capinfosAgrees: true },
	'pcap: link 999': { in: GIVES_UP, why: 'frames of an unknown link have times and lengths all the same' },
	'pcap: reserved bits in the link': { in: GIVES_UP, why: 'they are no part of the link (section 4)' },
	'pcap: version 1.0': { in: GIVES_UP, why: 'the records are as always' },
	'pcap: a million microseconds': { in: ['time'], why: FRACTION },
	'pcap: many microseconds': { in: ['time'], why: FRACTION },
	'pcap: many nanoseconds': { in: ['time'], why: FRACTION },
	'gzip: zeros behind': [
		{ in: ['damage'], why: 'gzip ignores zeros, which tapes add', versions: ['4.0'] },
		{ in: GIVES_UP, why: 'gzip ignores zeros, which tapes add', versions: ['4.4', '4.6'] },
	],
	'gzip: text behind': { in: ['damage'], why: 'gzip ignores what is not compressed behind what is' },
	'gzip: a record behind that is not compressed': [
		{ in: ['damage'], why: 'gzip ignores what is not compressed behind what is', versions: ['4.0'] },
		{ in: ['frames'], why: 'gzip ignores what is not compressed behind what is', versions: ['4.4', '4.6'] },
	],
};

/** The difference that is known of a file with a version. */
export function differenceOf(name: string, version: LabelProfileName): Difference | undefined {
	const known = [DIFFERENCES[name] ?? []].flat();
	return known.find(({ versions }) => versions === undefined || versions.includes(version));
}
