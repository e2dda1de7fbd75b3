import { FRAME_LIMIT_BYTES } from './limits.ts';
import { PCAP_HEADER_BYTES, PCAP_RECORD, PCAP_RECORD_BYTES, type PcapShape } from './pcap.ts';

const RECORDS = 3;
const ORIGINAL_LIMIT_BYTES = 134_217_728;
const MICROSECONDS = 1_000_000;

/**
 * Whether a file with the usual magic number has the record headers of Nokia's firewalls, four bytes longer. Nothing
 * in the file says so; Wireshark, too, reads the first records both ways. The usual way leads to a second record four
 * bytes too early, with the seconds for a fraction: only then, and if the other way leads to at least two records
 * without fault, it is taken. Only what `view` holds up to `end` is looked at, which is everything but for a source
 * that hands out less than two records at once.
 */
export function isNokia(view: DataView, end: number, shape: PcapShape): boolean {
	const { classic, nokia } = PCAP_RECORD_BYTES;
	if (shape.variant !== 'classic' || shape.nanoseconds || shape.lengths !== 'usual') return false;
	const captured = end < PCAP_HEADER_BYTES + nokia ? end : read(view, shape, PCAP_HEADER_BYTES, 'capturedBytes');
	const second = PCAP_HEADER_BYTES + classic + captured;
	if (end - second < nokia || read(view, shape, second, 'fraction') < MICROSECONDS) return false;
	let at = PCAP_HEADER_BYTES;
	let records = 0;
	for (; records < RECORDS && end - at >= nokia; records++) {
		if (!isFaultless(view, shape, at)) return false;
		at += nokia + read(view, shape, at, 'capturedBytes');
	}
	return records >= 2;
}

function isFaultless(view: DataView, shape: PcapShape, at: number): boolean {
	const captured = read(view, shape, at, 'capturedBytes');
	const original = read(view, shape, at, 'originalBytes');
	const isLengths = captured > 0 && captured <= original && captured <= FRAME_LIMIT_BYTES;
	return isLengths && original <= ORIGINAL_LIMIT_BYTES && read(view, shape, at, 'fraction') < MICROSECONDS;
}

function read(view: DataView, shape: PcapShape, at: number, field: keyof typeof PCAP_RECORD): number {
	return view.getUint32(at + PCAP_RECORD[field].at, shape.littleEndian);
}
