import type { ForeignReport } from '../errors.ts';
import { isGzip, looksLike } from '../file/sniff.ts';

/** What is no text has a zero byte among its first ones. */
const HEAD_BYTES = 512;

/** The text of a report: UTF-8, unless a byte order mark says UTF-16; bytes that are no text become U+FFFD. */
export function reportText(bytes: Uint8Array): string {
	return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** What bytes are instead of a report. A text may begin with the letters of a signature; it holds no zero byte. */
export function foreignKind(bytes: Uint8Array): ForeignReport | undefined {
	const looks = looksLike(bytes);
	if (looks === 'pdf') return 'pdf';
	if (isGzip(bytes) || (looks === 'short' && bytes.length >= 4)) return 'capture';
	if (looks === 'text' || looks === 'unknown' || !bytes.subarray(0, HEAD_BYTES).includes(0)) return undefined;
	return looks === 'zip' ? 'zip' : 'binary';
}
