export type Column =
	| 'number'
	| 'time'
	| 'source'
	| 'destination'
	| 'protocol'
	| 'length'
	| 'len'
	| 'seq'
	| 'ack'
	| 'flags'
	| 'info'
	| 'text'
	| 'words';

/** P23: what the titles of the columns of a packet table are called. */
const COLUMNS: readonly (readonly [Column, RegExp])[] = [
	[
		'number',
		/^(?:no\.?|#|nomor|frame|paket|packet|baris|row|step|langkah|nomor paket|no\.? paket|packet no\.?|frame no\.?|no\.? frame|packet number)$/i,
	],
	['time', /^(?:time|waktu)(?:\s*\((?:s|detik|seconds?)\))?$/i],
	['source', /^(?:source|sumber|asal|src|pengirim|sender|dari|from)(?: ip| address| \(ip\))?$/i],
	['destination', /^(?:destination|tujuan|target|dst|penerima|receiver|ke|to)(?: ip| address| \(ip\))?$/i],
	['protocol', /^(?:protocol|protokol)$/i],
	['length', /^(?:length|panjang|ukuran|size)(?: \(bytes?\))?$/i],
	['len', /^(?:len|data|payload)(?: \(bytes?\))?$/i],
	['seq', /^(?:seq(?:uence)?(?: number)?|nomor urut)(?: \((?:raw|asli|relatif|relative)\))?$/i],
	['ack', /^(?:ack(?:nowledg(?:e)?ment)?(?: number)?)(?: \((?:raw|asli|relatif|relative)\))?$/i],
	['flags', /^(?:flags?|tcp flags?|flag tcp)$/i],
	['info', /^(?:info|informasi|information)$/i],
];

/** Seq and Ack as they are in the packet, which a table may have beside the relative ones. */
export const RAW: RegExp = /\((?:raw|asli)\)/i;

/** What a column is, by its title; one that is not known holds prose. */
export function columnOf(title: string): Column {
	return COLUMNS.find(([, pattern]) => pattern.test(title.trim()))?.[0] ?? 'words';
}
