import { groupedNumber } from '../grouped.ts';
import type { RecordWords } from '../record-words.ts';
import { count } from './counts.ts';

const grouped = groupedNumber('en');

const WAYS = {
	direct: 'with the rights that it has',
	sudo: 'with sudo',
	'user-namespace': "through the engine's user namespace",
	'helper-container': 'in a helper container',
} as const;

export const record: RecordWords = {
	refused: ({ way, said }) => `Cannot record ${WAYS[way]}: ${said}. Trying the next way.`,
	fetching: ({ image }) => `Fetching the image ${image} for it, which may take minutes the first time…`,
	recording: ({ way, driver, iface }) => `Recording ${iface} with ${driver}, ${WAYS[way]}. Ctrl+C ends it.`,
	progress: ({ packets, rate, dropped, bytes }) =>
		`${count(packets, 'packet')}, ${grouped(rate)} a second, ${dropped === null ? 'drops unknown' : `${grouped(dropped)} dropped`}, ${size(bytes)}`,
	stopping: 'Stopping: waiting for the last packets. Ctrl+C once more ends at once.',
	waiting: 'Waiting for the lab to come up… Ctrl+C ends it.',
	rowsSkipped: ({ rows }) => `… ${count(rows, 'packet')} came too fast to show; the recording has them.`,
	rowsFull: ({ rows }) =>
		`${grouped(rows)} rows shown; no more are shown, the recording goes on. See all later: capnote analyze FILE`,
	files: ({ count: files, first, last, packets }) =>
		`Captures: ${count(files, 'file')}, ${first} to ${last}, ${count(packets, 'packet')} in all.`,
	nothing: 'The recorder ended before it had begun a file: nothing was recorded.',
	unproven: ({ captured }) =>
		`${count(captured, 'packet')} recorded. Whether any was lost is not known: libpcap's package does not tell it behind a filter. tcpdump does: --driver tcpdump`,
	dropAdvice:
		'Record again with --quiet (the kernel then keeps many more packets for us) or with --snaplen 2000 (longer frames are cut).',
	roughTimes:
		'Times were taken in user space, late by up to milliseconds: order and content are right, round-trip times are not given.',
	recovered: ({ path, packets }) =>
		`An earlier recording had been killed; it was recovered: ${path} (${count(packets, 'packet')}).`,
	leftUnfinished: ({ path }) =>
		`An unfinished recording is here, which another process may still write: ${path}. If none does: mv "${path}" "${path.replace(/\.part$/, '')}"`,
};

const KIB = 1024;

function size(bytes: number): string {
	if (bytes < KIB) return `${bytes} bytes`;
	if (bytes < KIB * KIB) return `${(bytes / KIB).toFixed(1)} KiB`;
	return `${(bytes / KIB / KIB).toFixed(1)} MiB`;
}
