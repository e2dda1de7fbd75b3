import type { LooksLike } from '../errors.ts';
import { pcapMagic } from './pcap.ts';
import { BLOCK } from './pcapng.ts';

const SIGNATURES: readonly { readonly looks: LooksLike; readonly at: number; readonly hex: string }[] = [
	{ looks: 'zstd', at: 0, hex: '28b52ffd' },
	{ looks: 'lz4', at: 0, hex: '04224d18' },
	{ looks: 'xz', at: 0, hex: 'fd377a585a00' },
	{ looks: 'bzip2', at: 0, hex: '425a68' },
	{ looks: '7z', at: 0, hex: '377abcaf271c' },
	{ looks: 'tar', at: 257, hex: '7573746172' },
	{ looks: 'other-capture', at: 0, hex: '736e6f6f70000000' }, // snoop
	{ looks: 'other-capture', at: 0, hex: '474d4255' }, // Network Monitor 2
	{ looks: 'other-capture', at: 0, hex: '5254535300' }, // Network Monitor 1
	{ looks: 'other-capture', at: 0, hex: '58435000' }, // NetXRay
	{ looks: 'other-capture', at: 0, hex: '5452534e494646' }, // Sniffer
	{ looks: 'other-capture', at: 0, hex: '6970747261636520' }, // iptrace
	{ looks: 'other-capture', at: 0, hex: '1c0001ac' }, // IXIA
	{ looks: 'other-capture', at: 0, hex: 'ac01001c' },
	{ looks: 'zip', at: 0, hex: '504b0304' },
	{ looks: 'zip', at: 0, hex: '504b0506' }, // without a file
	{ looks: 'pdf', at: 0, hex: '25504446' },
	{ looks: 'image', at: 0, hex: '89504e47' },
	{ looks: 'image', at: 0, hex: 'ffd8ff' },
	{ looks: 'image', at: 0, hex: '47494638' },
	{ looks: 'video', at: 4, hex: '66747970' },
	{ looks: 'video', at: 0, hex: '1a45dfa3' },
	{ looks: 'program', at: 0, hex: '7f454c46' },
	{ looks: 'program', at: 0, hex: '4d5a' },
];

/** Whether bytes begin like gzip with the one method that exists (RFC 1952, section 2.3.1). */
export function isGzip(bytes: Uint8Array): boolean {
	return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/** Tells what the first bytes of something that is no capture look like; a capture's own beginning is a cut one. */
export function looksLike(bytes: Uint8Array): LooksLike {
	if (bytes.length === 0) return 'empty';
	if (bytes.length < 4) return 'short';
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (pcapMagic(view) || view.getUint32(0) === BLOCK.section) return 'short';
	const known = SIGNATURES.find(({ at, hex }) => hexAt(bytes, at, hex.length / 2) === hex);
	if (known) return known.looks;
	if (isGzip(bytes)) return 'gzip';
	if (!isText(bytes)) return 'unknown';
	return isWebPage(bytes) ? 'web-page' : 'text';
}

function hexAt(bytes: Uint8Array, at: number, length: number): string {
	return Array.from(bytes.subarray(at, at + length), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function isWebPage(bytes: Uint8Array): boolean {
	return /^\ufeff?\s*<(!doctype\s+html|html)/i.test(
		new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, 512)),
	);
}

/** UTF-8 without control characters other than tab and line ends; a character cut at the end does not count. */
function isText(bytes: Uint8Array): boolean {
	const text = new TextDecoder().decode(bytes.subarray(0, 512), { stream: true });
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells text from the rest
	return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/.test(text);
}
