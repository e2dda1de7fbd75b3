import type { LooksLike } from '../errors.ts';
import { pcapMagic } from './pcap.ts';

const SIGNATURES: readonly { readonly looks: LooksLike; readonly at: number; readonly hex: string }[] = [
	{ looks: 'pcapng', at: 0, hex: '0a0d0d0a' },
	{ looks: 'modified-pcap', at: 0, hex: '34cdb2a1' },
	{ looks: 'modified-pcap', at: 0, hex: 'a1b2cd34' },
	{ looks: 'gzip', at: 0, hex: '1f8b' },
	{ looks: 'zip', at: 0, hex: '504b0304' },
	{ looks: 'pdf', at: 0, hex: '25504446' },
	{ looks: 'image', at: 0, hex: '89504e47' },
	{ looks: 'image', at: 0, hex: 'ffd8ff' },
	{ looks: 'image', at: 0, hex: '47494638' },
	{ looks: 'video', at: 4, hex: '66747970' },
	{ looks: 'video', at: 0, hex: '1a45dfa3' },
	{ looks: 'program', at: 0, hex: '7f454c46' },
	{ looks: 'program', at: 0, hex: '4d5a' },
];

/** Tells what the first bytes of something that is no classic capture look like. */
export function looksLike(bytes: Uint8Array): LooksLike {
	if (bytes.length === 0) return 'empty';
	if (bytes.length < 4) return 'short';
	if (pcapMagic(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))) return 'short';
	const known = SIGNATURES.find(({ at, hex }) => hexAt(bytes, at, hex.length / 2) === hex);
	if (known) return known.looks;
	return isText(bytes) ? 'text' : 'unknown';
}

function hexAt(bytes: Uint8Array, at: number, length: number): string {
	return Array.from(bytes.subarray(at, at + length), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** UTF-8 without control characters other than tab and line ends; a character cut at the end does not count. */
function isText(bytes: Uint8Array): boolean {
	const text = new TextDecoder().decode(bytes.subarray(0, 512), { stream: true });
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells text from the rest
	return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/.test(text);
}
