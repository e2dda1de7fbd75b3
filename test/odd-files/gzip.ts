/** Odd compressed captures, for what Wireshark makes of them. */
import { gzipSync } from 'node:zlib';
import { PCAP_FILES } from './pcap.ts';
import { PCAPNG_FILES } from './pcapng.ts';

const PCAP = PCAP_FILES['microseconds, little-endian'] as Uint8Array;
const PCAPNG = PCAPNG_FILES['sections of both byte orders'] as Uint8Array;
const ZIPPED = gzipSync(PCAP);
/** Not compressed, so that a cut is where the bytes are. */
const STORED = gzipSync(PCAP, { level: 0 });

export const GZIP_FILES: Readonly<Record<string, Uint8Array>> = {
	'compressed pcap': ZIPPED,
	'compressed pcapng': gzipSync(PCAPNG),
	'compressed twice': gzipSync(ZIPPED),
	'a compressed damaged pcapng': gzipSync(PCAPNG_FILES['lengths that differ'] as Uint8Array),
	'members cut between two records': Buffer.concat([gzipSync(PCAP.subarray(0, 100)), gzipSync(PCAP.subarray(100))]),
	'members cut in a record': Buffer.concat([gzipSync(PCAP.subarray(0, 107)), gzipSync(PCAP.subarray(107))]),
	'a member with nothing': Buffer.concat([gzipSync(''), ZIPPED, gzipSync('')]),
	'members of a whole file each': Buffer.concat([ZIPPED, ZIPPED]),
	'zeros behind': Buffer.concat([ZIPPED, new Uint8Array(100)]),
	'text behind': Buffer.concat([ZIPPED, Buffer.from('and this is a line of text behind it\n')]),
	'a record behind that is not compressed': Buffer.concat([ZIPPED, PCAP.subarray(24, 100)]),
	'a wrong checksum': changed(ZIPPED, -8),
	'a wrong length': changed(ZIPPED, -4),
	'cut in the trailer': ZIPPED.subarray(0, -5),
	'cut before the trailer': ZIPPED.subarray(0, -8),
	'cut in the last record': STORED.subarray(0, 200),
	'cut in the first record': STORED.subarray(0, 60),
	'cut in the file header': STORED.subarray(0, 30),
	'cut in a second member': Buffer.concat([
		gzipSync(PCAP.subarray(0, 100)),
		gzipSync(PCAP.subarray(100), { level: 0 }),
	]).subarray(0, -20),
	'a damaged byte in the middle': changed(ZIPPED, 40),
};

function changed(bytes: Uint8Array, at: number): Uint8Array {
	const copy = Uint8Array.from(bytes);
	const index = at < 0 ? copy.length + at : at;
	copy[index] = (copy[index] ?? 0) ^ 0xff;
	return copy;
}
