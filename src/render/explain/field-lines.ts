import type { Field, Layer } from '../../decode/layers.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { visibleText } from '../visible-text.ts';
import { wrap } from '../wrap.ts';

/** Bytes in a line: of a field, and of data, which has its letters beside it. */
const FIELD_BYTES = 8;
const DATA_BYTES = 16;
const MOST_DATA_LINES = 16;
const NAME_WIDTH = 22;
const INDENT = '  ';
/** Names of headers that are the same in every language. */
const LAYER_NAMES: Readonly<Record<Exclude<Layer['name'], 'link' | 'data'>, string>> = {
	ethernet: 'Ethernet',
	vlan: 'VLAN (802.1Q)',
	pppoe: 'PPPoE',
	arp: 'ARP',
	ipv4: 'IPv4',
	ipv6: 'IPv6',
	icmp: 'ICMP',
	udp: 'UDP',
	tcp: 'TCP',
};

/** A header with the bytes of each field: where they lie, what they are, how the field is called, what it says. */
export function layerLines({ name, fields }: Layer, width: number, { explain }: Catalogue): readonly string[] {
	const size = fields.reduce((sum, { bytes }) => sum + bytes.length, 0);
	const title = layerName(name, explain);
	const lines = fields.flatMap((field) => (isData(field) ? dataLines(field, explain) : fieldLines(field, width)));
	return [`${INDENT}${title}, ${size} B`, ...lines.map((line) => INDENT + INDENT + line)];
}

/** The name of a header as people write it. */
export function layerName(name: Layer['name'], { layers }: Catalogue['explain']): string {
	return name === 'link' || name === 'data' ? layers[name] : LAYER_NAMES[name];
}

function isData({ name }: Field): boolean {
	return name === 'data' || name === 'message';
}

function fieldLines({ name, at, bytes, value }: Field, width: number): readonly string[] {
	const hex = chunks(bytes, FIELD_BYTES).map(hexOf);
	const hexWidth = FIELD_BYTES * 3 - 1;
	const room = Math.max(16, width - 4 - 6 - hexWidth - 2 - NAME_WIDTH - 1);
	const values = wrap(visibleText(value), room).split('\n');
	return Array.from({ length: Math.max(hex.length, values.length) }, (_, i) => {
		const place = i < hex.length ? offset(at + i * FIELD_BYTES) : '    ';
		const title = i === 0 ? fieldName(name) : '';
		return `${place}  ${(hex[i] ?? '').padEnd(hexWidth)}  ${title.padEnd(NAME_WIDTH)} ${values[i] ?? ''}`.trimEnd();
	});
}

function dataLines({ at, bytes }: Field, { moreBytes }: Catalogue['explain']): readonly string[] {
	const shown = bytes.subarray(0, MOST_DATA_LINES * DATA_BYTES);
	const left = bytes.length - shown.length;
	const lines = chunks(shown, DATA_BYTES).map((part, i) => {
		const letters = Array.from(part, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(
			'',
		);
		return `${offset(at + i * DATA_BYTES)}  ${hexOf(part).padEnd(DATA_BYTES * 3 - 1)}  ${letters}`.trimEnd();
	});
	return left === 0 ? lines : [...lines, `…     ${moreBytes({ bytes: left })}`];
}

/** `sourcePort` as people write it: `source port`. */
export function fieldName(name: string): string {
	return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function chunks(bytes: Uint8Array, size: number): readonly Uint8Array[] {
	return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

function hexOf(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function offset(at: number): string {
	return at.toString(16).padStart(4, '0');
}
