import type { Command } from './measure.ts';

/** What a workload is run through: a capture file, or a folder of them. */
export type CommandOf = (input: string) => Command;

const NODE = process.execPath;
const CAPNOTE = 'dist/cli/main.js';

/** What of ours is measured; each is compared with every peer. A new row is one line. */
export const OURS: Readonly<Record<string, CommandOf>> = {
	'connections summary': (input) => [NODE, CAPNOTE, 'analyze', input, '--summary', '-f', 'tsv'],
	'every connection as TSV': (input) => [NODE, CAPNOTE, 'analyze', input, '--connections', '-f', 'tsv'],
	'every packet as TSV': (input) => [NODE, CAPNOTE, 'analyze', input, '-f', 'tsv'],
};

/** Of a folder. */
export const OURS_IN_FOLDER: Readonly<Record<string, CommandOf>> = {
	'analyze --summary': (folder) => [NODE, CAPNOTE, 'analyze', folder, '--summary', '-f', 'tsv'],
};

/** At start-up: a capture so small that only loading counts. */
export const OURS_AT_START: Readonly<Record<string, CommandOf>> = {
	'--version': () => [NODE, CAPNOTE, '--version'],
	'--help': () => [NODE, CAPNOTE, '--help'],
	analyze: (input) => [NODE, CAPNOTE, 'analyze', input],
};

/** Programs that read a whole capture; `null` stands for one that could not be compiled here. */
export type Peers = Readonly<Record<string, CommandOf | null>>;

const TSHARK_QUICK = ['-n', '-o', 'tcp.desegment_tcp_streams:FALSE'] as const;
const TSHARK_FIELDS = ['frame.number', 'tcp.flags', 'tcp.analysis.flags'].flatMap((field) => ['-e', field]);

const NOTHING: Peers = { 'node -e 0': () => [NODE, '-e', '0'] };

/** Peers that take at most some seconds for a million packets. */
export function fastPeers(libpcapLoop: string | null): Peers {
	return {
		...NOTHING,
		cat: (file) => ['cat', file],
		'C loop over libpcap, flags only': libpcapLoop === null ? null : (file) => [libpcapLoop, file],
		'tcpdump -r F -w /dev/null': (file) => ['tcpdump', '-r', file, '-w', '/dev/null'],
		'tcpdump -tt -S -nr F': (file) => ['tcpdump', '-tt', '-S', '-nr', file],
		capinfos: (file) => ['capinfos', file],
		'tcptrace -n': (file) => ['tcptrace', '-n', file],
		'pcap-parser, walk only': (file) => [NODE, 'bench/pcap-parser.mjs', file],
	};
}

/** Peers that take ten seconds and more for a million packets, so they get a smaller file. */
export const SLOW_PEERS: Peers = {
	...NOTHING,
	'tshark -q -z conv,tcp': (file) => ['tshark', ...TSHARK_QUICK, '-r', file, '-q', '-z', 'conv,tcp'],
	'tshark -T fields, tcp.analysis': (file) => ['tshark', ...TSHARK_QUICK, '-r', file, '-T', 'fields', ...TSHARK_FIELDS],
};

export const START_PEERS: Peers = {
	...NOTHING,
	'tcpdump -nr F': (file) => ['tcpdump', '-nr', file],
	capinfos: (file) => ['capinfos', file],
	'tshark -r F': (file) => ['tshark', '-n', '-r', file],
};

/** For a folder: one process for all files, or one for each, two at a time. tcptrace knows too few link layers. */
export const FOLDER_PEERS: Peers = {
	...NOTHING,
	cat: (folder) => shell('cat "$0"/*', folder),
	'capinfos, one process': (folder) => shell('capinfos "$0"/*', folder),
	'tcpdump -r for each, two at a time': (folder) => forEach('tcpdump -w /dev/null -r', folder),
};

/** One process of tshark for each of thousands of files takes minutes, so it gets few. */
export const SLOW_FOLDER_PEERS: Peers = {
	...NOTHING,
	'tshark -r for each, two at a time': (folder) => forEach('tshark -n -r', folder),
};

function forEach(command: string, folder: string): Command {
	return shell(`find "$0" -type f -print0 | xargs -0 -n 1 -P 2 ${command}`, folder, command.split(' ')[0]);
}

/** @param program What the line needs besides the shell, which tells whether it can run here. */
function shell(line: string, folder: string, program: string = line.split(' ')[0] ?? ''): Command {
	return ['env', `BENCH_NEEDS=${program}`, 'sh', '-c', line, folder];
}

/** The program that a command needs. */
export function programOf(command: Command): string {
	const named = command.find((word) => word.startsWith('BENCH_NEEDS='));
	return named?.slice('BENCH_NEEDS='.length) ?? command[0] ?? '';
}
