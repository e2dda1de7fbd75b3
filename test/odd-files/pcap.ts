/** Odd files of classic pcap, for what Wireshark makes of them. */
import { ethernetFrame } from '../../src/testing/frames.ts';

interface Head {
	readonly little?: boolean;
	readonly magic?: number;
	readonly version?: readonly [number, number];
	readonly snaplen?: number;
	readonly link?: number;
	/** Bytes that stand behind each record header. */
	readonly more?: number;
}

interface Rec {
	readonly seconds?: number;
	readonly fraction?: number;
	readonly captured?: number;
	readonly original?: number;
	readonly bytes?: number;
}

const FRAME = ethernetFrame(0x88b5, new Array<number>(46).fill(7));
const TIME = 1_700_000_000;
const MAGIC = { micro: 0xa1b2_c3d4, nano: 0xa1b2_3c4d, modified: 0xa1b2_cd34 };

/** A file with these records; the length of a frame is 60 unless given. */
function file(head: Head, records: readonly Rec[] = [{}, { seconds: TIME + 1 }, { seconds: TIME + 2 }]): Uint8Array {
	const { little = true, magic = MAGIC.micro, version = [2, 4], snaplen = 65_535, link = 1, more = 0 } = head;
	const part = (...numbers: readonly (readonly [value: number, size: 2 | 4])[]) => {
		const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [, size]) => sum + size, 0)));
		let at = 0;
		for (const [value, size] of numbers) {
			if (size === 2) view.setUint16(at, value, little);
			else view.setUint32(at, value, little);
			at += size;
		}
		return new Uint8Array(view.buffer);
	};
	const parts = records.flatMap(({ seconds = TIME, fraction = 5, bytes = FRAME.length, captured, original }) => [
		part([seconds, 4], [fraction, 4], [captured ?? bytes, 4], [original ?? bytes, 4]),
		new Uint8Array(more).fill(0xee),
		Uint8Array.from({ length: bytes }, (_, i) => FRAME[i] ?? 0),
	]);
	const start = part([magic, 4], [version[0], 2], [version[1], 2], [0, 4], [0, 4], [snaplen, 4], [link, 4]);
	return Buffer.concat([start, ...parts]);
}

const ORDERS = [
	['little-endian', true],
	['big-endian', false],
] as const;

function inBothOrders(name: string, head: Head, records?: readonly Rec[]): Record<string, Uint8Array> {
	return Object.fromEntries(
		ORDERS.map(([order, little]) => [`${name}, ${order}`, file({ ...head, little }, records)] as const),
	);
}

const LINKS = [0, 12, 101, 108, 113, 276, 999];
const VERSIONS = [
	[1, 0],
	[2, 0],
	[2, 1],
	[2, 2],
	[2, 3],
	[2, 5],
	[2, 99],
	[3, 0],
	[543, 0],
] as const;

export const PCAP_FILES: Readonly<Record<string, Uint8Array>> = {
	...inBothOrders('microseconds', {}),
	...inBothOrders('nanoseconds', { magic: MAGIC.nano }, [{ fraction: 999_999_999 }, { fraction: 1 }]),
	...inBothOrders('modified', { magic: MAGIC.modified, more: 8 }),
	...inBothOrders('Nokia', { more: 4 }),
	...inBothOrders('nothing but the header', {}, []),
	...Object.fromEntries(LINKS.map((link) => [`link ${link}`, file({ link })])),
	'four bytes of check sequence': file({ link: 0x2400_0001 }),
	'two bytes of check sequence': file({ link: 0x1400_0001 }),
	'a check sequence of no length': file({ link: 0x0400_0001 }),
	'the length of a check sequence that is not there': file({ link: 0x2000_0001 }),
	'reserved bits in the link': file({ link: 0x03ff_0001 }),
	...Object.fromEntries(VERSIONS.map((version) => [`version ${version.join('.')}`, file({ version })])),
	'version 2.2 with the lengths swapped': file({ version: [2, 2] }, [{ captured: 100, original: 60 }, {}]),
	'version 2.3 with the lengths swapped': file({ version: [2, 3] }, [{ captured: 100, original: 60 }, {}]),
	'version 2.3 with the lengths as usual': file({ version: [2, 3] }, [{ captured: 60, original: 100 }, {}]),
	...Object.fromEntries([6, 9, 24].map((link) => [`link ${link} of AIX`, file({ version: [2, 2], link })])),
	'AIX, frames that the snaplen cut': file({ version: [2, 2], link: 6 }, [{ captured: 1500, original: 60 }, {}]),
	'a snaplen of zero': file({ snaplen: 0 }),
	'a snaplen of 4 GiB': file({ snaplen: 0xffff_ffff }),
	'a snaplen that is shorter than the frames': file({ snaplen: 20 }),
	'frames that the snaplen cut': file({ snaplen: 20 }, [
		{ bytes: 20, original: 60 },
		{ bytes: 20, original: 1500 },
	]),
	'more bytes than on the wire': file({}, [{ original: 10 }, {}]),
	'nothing on the wire': file({}, [{ original: 0 }, {}]),
	'frames without bytes': file({}, [{ bytes: 0 }, { bytes: 0, original: 60 }, {}]),
	'4 GiB on the wire': file({}, [{ original: 0xffff_ffff }, {}]),
	'2 GiB on the wire': file({}, [{ original: 0x7fff_ffff }, {}]),
	'a frame of 262,144 bytes': file({}, [{ bytes: 262_144 }, {}]),
	'a frame of 262,145 bytes': file({}, [{ bytes: 262_145 }, {}]),
	'a second frame of 262,145 bytes': file({}, [{}, { bytes: 262_145 }, {}]),
	'a second frame of 4 GiB': file({}, [{}, { captured: 0xffff_ffff }]),
	'a second frame with bytes that are missing': file({}, [{}, { captured: 61 }]),
	'times out of order': file({}, [{ seconds: TIME }, { seconds: TIME - 9 }, { seconds: 0, fraction: 0 }, {}]),
	'times after 2038': file({}, [{ seconds: 3_000_000_000 }, { seconds: 0xffff_ffff, fraction: 999_999 }]),
	'a million microseconds': file({}, [{ fraction: 1_000_000 }, { fraction: 2_500_000 }, {}]),
	'many microseconds': file({}, [{ fraction: 0x7fff_ffff }, { fraction: 0x8000_0000 }, { fraction: 0xffff_ffff }]),
	'many nanoseconds': file({ magic: MAGIC.nano }, [{ fraction: 1_000_000_000 }, { fraction: 0xffff_ffff }, {}]),
	'three bytes of a next record': Buffer.concat([file({}), new Uint8Array(3)]),
	'sixteen zeros behind the last record': Buffer.concat([file({}), new Uint8Array(16)]),
	'text behind the last record': Buffer.concat([file({}), Buffer.from('and this is a line of text behind it\n')]),
	'one file behind the other': Buffer.concat([file({}), file({})]),
	'a header that is cut': file({}).subarray(0, 20),
};
