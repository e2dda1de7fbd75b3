import type { ErrorTexts, FileErrors } from '../error-text.ts';
import type { ErrorDetails, ErrorText, LooksLike, Unreadable } from '../errors.ts';

const LOOKS: { readonly [L in LooksLike]: ErrorText } = {
	empty: {
		what: 'it is empty (0 bytes)',
		fix: 'tcpdump was killed before it wrote anything. Record again and stop it with Ctrl+C.',
	},
	short: {
		what: 'it ends inside the file header',
		fix: 'The recording was cut at its very start. Record again and stop tcpdump with Ctrl+C.',
	},
	'damaged-gzip': {
		what: 'it is compressed with gzip, and damaged from its start',
		fix: 'Copy or download it again; this says whether it is whole: gzip -t FILE',
	},
	gzip: { what: 'it is compressed with gzip twice', fix: 'Unpack it once: gzip -dk FILE' },
	zstd: { what: 'it is compressed with zstd', fix: 'Unpack it first: zstd -d FILE' },
	lz4: { what: 'it is compressed with lz4', fix: 'Unpack it first: lz4 -d FILE' },
	xz: { what: 'it is compressed with xz', fix: 'Unpack it first: xz -dk FILE' },
	bzip2: { what: 'it is compressed with bzip2', fix: 'Unpack it first: bzip2 -dk FILE' },
	'7z': { what: 'it is a 7-Zip archive', fix: 'Unpack it (7z x FILE), then give the .pcap inside.' },
	tar: { what: 'it is a tar archive', fix: 'Unpack it (tar xf FILE), then give the .pcap inside.' },
	'other-capture': {
		what: 'it is a capture, but neither pcap nor pcapng',
		fix: "Convert it with Wireshark's editcap: editcap -F pcapng FILE capture.pcapng",
	},
	text: {
		what: 'it is text',
		fix: "Give the file that tcpdump wrote with -w; tcpdump's printed lines cannot be analysed.",
	},
	'web-page': {
		what: 'it is a web page',
		fix: 'The download gave a page (to log in, or an error) instead of the file: download it again.',
	},
	zip: { what: 'it is a ZIP archive (or a Word or Excel file)', fix: 'Unpack it, then give the .pcap inside.' },
	pdf: { what: 'it is a PDF document', fix: 'Give the .pcap file, not the report.' },
	image: { what: 'it is a picture', fix: 'Give the .pcap file, not the screenshot of it.' },
	video: { what: 'it is a video', fix: 'Give the .pcap file, not the video of it.' },
	program: { what: 'it is a program', fix: 'Give the file that tcpdump wrote with -w.' },
	unknown: {
		what: 'its first bytes are those of no capture format',
		fix: 'Give the file that tcpdump wrote with -w, or that Wireshark saved.',
	},
};

interface UnreadableText {
	readonly what: string;
	readonly fix: (path: string) => string;
}

const UNREADABLE: { readonly [R in Unreadable]: UnreadableText } = {
	folder: {
		what: 'it is a folder',
		fix: (path) => `Give a file in it, or see what all captures in it hold: capnote analyze --summary "${path}"`,
	},
	forbidden: { what: 'permission denied', fix: (path) => `Look at its owner and rights: ls -l "${path}"` },
	'link-loop': {
		what: 'it is a link that leads back to itself',
		fix: (path) => `See where it leads: ls -l "${path}"; then give the file itself.`,
	},
	'not-in-folder': { what: 'a part of its path is a file, not a folder', fix: () => 'Check the path.' },
	'long-name': { what: 'its name is longer than the file system allows', fix: () => 'Check the name.' },
	device: {
		what: 'it is a device or socket that cannot be read like a file',
		fix: () => 'Give the file that tcpdump wrote with -w.',
	},
	disk: { what: 'the disk reports an error', fix: () => 'Copy the file to another disk, if it can still be copied.' },
	'too-many-open': {
		what: 'too many files are open',
		fix: () => 'Close other programs, or allow more: ulimit -n 4096',
	},
	other: { what: '', fix: (path) => `Look at it: ls -l "${path}"` },
};

/** Why a file cannot be read, without its name. */
export function whyUnreadable({ reason, said }: Pick<ErrorDetails<'unreadable-file'>, 'reason' | 'said'>): string {
	return UNREADABLE[reason].what || said;
}

/** Captures and other files, read and written. */
export const files: ErrorTexts<FileErrors> = {
	'no-such-file': ({ path }) => ({
		what: `Cannot read "${path}": there is no such file`,
		fix: 'Check the name, or list what is here: ls *.pcap captures/',
	}),
	'unreadable-file': (details) => ({
		what: `Cannot read "${details.path}": ${whyUnreadable(details)}`,
		fix: UNREADABLE[details.reason].fix(details.path),
	}),
	'no-captures': ({ paths }) => ({
		what: `There is no capture in ${paths.map((path) => `"${path}"`).join(', ')}`,
		fix: 'Give a capture, or a folder that holds some at any depth.',
	}),
	'not-a-capture': ({ path, looksLike }) => ({
		what: `Cannot read "${path}" as a capture: ${LOOKS[looksLike].what}`,
		fix: LOOKS[looksLike].fix,
	}),
	'memory-full': ({ path, connections }) => ({
		what: `Cannot read "${path}" to its end: memory is full after ${connections} connections`,
		fix: `Split it and look at the parts: editcap -c 10000000 "${path}" part.pcap`,
	}),
	'file-exists': ({ path }) => ({
		what: `Cannot write "${path}": the file exists already`,
		fix: 'Choose another name, or add --force to replace it.',
	}),
	'cannot-write': ({ path, reason }) => ({
		what: `Cannot write "${path}": ${reason}`,
		fix: 'Choose a folder that you may write to and that has room: -o FILE, or for a lab --captures FOLDER',
	}),
};
