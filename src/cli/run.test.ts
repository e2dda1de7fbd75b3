import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { pcapFile, tcpFrame } from '../testing/frames.ts';
import { parseScript, scriptFile } from '../testing/script.ts';
import type { World } from './context.ts';
import { nodeContext } from './node-context.ts';
import { run } from './run.ts';

const SCRIPT = `
	0.000 client SYN     0:0
	0.001 server SYN,ACK 0:0 ack 1
	0.002 client ACK     1:1 ack 1
	0.010 client PSH,ACK 1:6 ack 1 "hello"
`;
const NANOSECONDS = pcapFile([{ seconds: 1, fraction: 123_456_789, bytes: new Uint8Array(60) }], { nanoseconds: true });

const synFrom = (sourcePort: number) => ({
	seconds: 1,
	fraction: 0,
	bytes: tcpFrame({
		source: '10.0.0.1',
		destination: '10.0.0.2',
		sourcePort,
		destinationPort: 2222,
		sequence: 1,
		flags: 2,
	}),
});

let folder = '';
const at = (name: string) => join(folder, name);

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'capnote-run-'));
	const whole = scriptFile(parseScript(SCRIPT));
	writeFileSync(at('whole.pcap'), whole);
	writeFileSync(at('cut.pcap'), whole.subarray(0, -1));
	writeFileSync(at('two.pcap'), pcapFile([40_000, 40_001].map(synFrom)));
	writeFileSync(at('nano.pcap'), NANOSECONDS);
	const sent = { capnote: 1, program: 'client', pid: 1, call: 'write', bytes: 5, timeNs: '0', fromNs: null };
	const early = 1_699_999_999_999_000_000n;
	writeFileSync(at('calls.jsonl'), `${JSON.stringify({ ...sent, timeNs: `${early}` })}\nnonsense\n`);
	mkdirSync(at('folder/deep'), { recursive: true });
	writeFileSync(at('folder/b.pcap'), whole.subarray(0, -1));
	writeFileSync(at('folder/=a'), whole);
	writeFileSync(at('folder/deep/c.pcap'), whole);
	writeFileSync(at('folder/deep/readme.md'), 'only words');
	symlinkSync(at('folder'), at('folder/deep/loop'));
	mkdirSync(at('nothing'));
	symlinkSync(at('loop'), at('loop'));
	writeFileSync(at('none.zip'), Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`));
	writeFileSync(at('report.md'), '# Lab\n\nThe client sends SYN in packet 1.\n');
	writeFileSync(at('empty.pcap'), '');
	writeFileSync(at('notes.txt'), 'these are only words\n');
	writeFileSync(at('taken.md'), 'mine');
	writeFileSync(at('other.pcap'), pcapFile([], { linkType: 276 }));
});

async function runCommand(args: readonly string[], changes: Partial<World> = {}) {
	let out = '';
	let log = '';
	const sink = {
		write: (bytes: Uint8Array) => {
			out += new TextDecoder().decode(bytes);
			return true;
		},
		close: () => undefined,
	};
	const { files } = nodeContext('main.js');
	const context: World = {
		...nodeContext('main.js'),
		files: {
			...files,
			open: (path) => files.open(path === '-' ? at('whole.pcap') : path),
			openOutput: async (path, force) => (path === undefined ? sink : files.openOutput(path, force)),
		},
		out: { write: (text) => (out += text), isTerminal: false, columns: undefined },
		log: { write: (text) => (log += text), isTerminal: false, columns: undefined },
		environment: {},
		...changes,
	};
	const status = await run(
		args.map((arg) => arg.replace('@', `${folder}/`)),
		context,
		'1.2.3',
	);
	return { status, out, log };
}

/** Arguments, exit status, and what must be said on either channel. */
const RUNS: Record<string, [string[], number, { out?: RegExp; log?: RegExp }]> = {
	'shows the table': [['analyze', '@whole.pcap'], 0, { out: /PSH, ACK .*hello .*request 1, 5 bytes/, log: /^$/ }],
	'speaks Indonesian': [['analyze', '@whole.pcap', '--lang', 'id'], 0, { out: /permintaan 1, 5 byte/ }],
	'gives Markdown': [['analyze', '@whole.pcap', '-f', 'md'], 0, { out: /^\| +No\. \|/m }],
	'gives JSON, by either option': [['analyze', '@whole.pcap', '--json'], 0, { out: /^\{"capnote":1,/ }],
	'says where a file is cut, and that is no failure': [
		['analyze', '@cut.pcap'],
		0,
		{ out: /The file is cut: the record at byte \d+/ },
	],
	'fails for damage with --strict': [['analyze', '@cut.pcap', '--strict'], 1, { out: /The file is cut/ }],
	'verifies a capture': [['analyze', '@whole.pcap', '--verify'], 0, { log: /^Verified: .* the same 4 packets\.$/m }],
	'verifies nanoseconds too': [
		['analyze', '@nano.pcap', '--verify'],
		0,
		{ log: /^Verified: .* the same 1 packet\.$/m },
	],
	'does not verify a damaged one': [
		['analyze', '@cut.pcap', '--verify'],
		0,
		{ log: /^Not verified: the file is damaged/m },
	],
	'says of an empty capture that it holds no packet': [['analyze', '@other.pcap'], 0, { out: /holds no packet/ }],
	'shows the calls of programs': [
		['analyze', '@whole.pcap', '--events', '@calls.jsonl'],
		0,
		{
			out: /-0\.001000 +client +program +5 +send\(\) of 5 bytes\n[\s\S]*nobody measured how exactly[\s\S]*1 line of the event file/,
		},
	],
	'says which event file is not there': [
		['analyze', '@whole.pcap', '--events', '@none.jsonl'],
		3,
		{ log: /^Cannot read ".*none\.jsonl": there is no such file\nCure: / },
	],
	'shows no calls where packets are lines': [
		['analyze', '@whole.pcap', '--events', '@calls.jsonl', '-f', 'tsv'],
		2,
		{ log: /^Program events can be shown only where a whole capture is shown\nCure: Choose -f table/ },
	],
	'shows no calls in a summary': [
		['analyze', '@whole.pcap', '--events', '@calls.jsonl', '--summary'],
		2,
		{ log: /-f md/ },
	],
	'knows its faults': [
		['lab', 'reqresp', '--fault', 'los'],
		2,
		{ log: /^There is no fault "los"\nCure: Choose from: refused, / },
	],
	'pushes only in the upcall lab': [['lab', 'voting', '--push', '50'], 2, { log: /capnote lab upcall --push 200/ }],
	'lets nobody type for several clients': [
		['lab', 'reqresp', '--clients', '2', '--interactive', '--lang', 'id'],
		2,
		{ log: /^Beberapa client sekaligus selalu otomatis/ },
	],
	'explains a packet': [
		['explain', '@whole.pcap', '4'],
		0,
		{ out: /^Packet 4 of 4 in .*\n(.*\n)*.*68 65 6c 6c 6f +hello/, log: /^$/ },
	],
	'explains no packet that is not there': [
		['explain', '@whole.pcap', '5', '--lang', 'id'],
		2,
		{ log: /^Rekaman ini tidak memiliki paket 5\nSolusi: Pilih salah satu dari 1 sampai 4\.$/m },
	],
	'draws a ladder': [['ladder', '@whole.pcap'], 0, { out: /#4 PSH, ACK Seq=1 Ack=1 · 5 B "hello" ─+▶│/, log: /^$/ }],
	'draws a ladder as a picture': [
		['ladder', '@whole.pcap', '-f', 'svg', '--lang', 'id'],
		0,
		{ out: /^<svg .*lang="id"/ },
	],
	'draws a ladder for a README': [['ladder', '@whole.pcap', '-f', 'mermaid'], 0, { out: /^sequenceDiagram\n/ }],
	'draws no connection that is not there': [
		['ladder', '@whole.pcap', '--connection', '2'],
		2,
		{ log: /^The capture has no connection 2\nCure: Choose one from 1 to 1\.$/m },
	],
	'draws one connection in a picture': [
		['ladder', '@two.pcap', '-f', 'svg'],
		2,
		{ log: /^The capture has 2 connections, and a picture shows one\nCure: .* --connection 1$/m },
	],
	'tells its version': [['--version'], 0, { out: /^1\.2\.3\n$/ }],
	helps: [['--help'], 0, { out: /analyze .*annotate every packet/ }],
	'no such file': [['analyze', '@none.pcap'], 3, { log: /^Cannot read ".*none\.pcap": there is no such file\nCure: / }],
	'no such file, in Indonesian': [
		['analyze', '@none.pcap', '--lang=id'],
		3,
		{ log: /^Tidak dapat membaca .*\nSolusi: / },
	],
	'a folder': [['analyze', '@'], 3, { log: /it is a folder\nCure: .*capnote analyze --summary "/ }],
	'a folder, in Indonesian': [
		['explain', '@', '1', '--lang', 'id'],
		3,
		{ log: /: ini folder\nSolusi: Berikan berkas/ },
	],
	'a link to itself': [
		['analyze', '@loop'],
		3,
		{ log: /loop": it is a link that leads back to itself\nCure: See where/ },
	],
	'a link to itself, in Indonesian': [
		['analyze', '@loop', '--summary', '--lang', 'id'],
		3,
		{ log: /: ini tautan yang kembali ke dirinya sendiri\nSolusi: Lihat/ },
	],
	'a path through a file': [['analyze', '@notes.txt/a.pcap'], 3, { log: /a part of its path is a file/ }],
	'an archive of nothing': [['analyze', '@none.zip'], 3, { log: /it is a ZIP archive/ }],
	'damage, beside one packet': [['explain', '@cut.pcap', '1'], 0, { log: /^.*cut\.pcap: The file is cut: .*\n$/ }],
	'damage, beside what is written': [
		['anonymize', '@cut.pcap', '-o', '@public.pcap', '--lang', 'id'],
		0,
		{ log: /^.*cut\.pcap: Berkas terpotong: .*\n/ },
	],
	'damage, beside verdicts': [
		['check', '@report.md', '@cut.pcap'],
		0,
		{ out: /1 confirmed/, log: /^.*cut\.pcap: The file is cut: .*\n$/ },
	],
	text: [
		['analyze', '@notes.txt'],
		3,
		{ log: /as a capture: it is text\nCure: Give the file that tcpdump wrote with -w/ },
	],
	'an empty file': [['analyze', '@empty.pcap'], 3, { log: /it is empty \(0 bytes\)\nCure: tcpdump was killed/ }],
	'an output file that exists': [['analyze', '@whole.pcap', '-o', '@taken.md'], 2, { log: /the file exists already/ }],
	'an unknown format': [
		['analyze', '@whole.pcap', '-f', 'pdf'],
		2,
		{ log: /Allowed choices are table, md, html, latex, text, json, tsv, csv, jsonl/ },
	],
	'an unknown command': [['analyse', '@whole.pcap'], 2, { log: /Did you mean analyze\?/ }],
	'a missing argument': [['analyze'], 2, { log: /missing required argument 'file'/ }],
	'a line per packet: tsv': [
		['analyze', '@whole.pcap', '-f', 'tsv', '--columns', 'number, side ,flags,relativeSequence,payload'],
		0,
		{
			out: /^number\tside\tflags\trelativeSequence\tpayload\n1\tclient\tSYN\t0\t\n[\s\S]*4\tclient\tPSH ACK\t1\thello\n$/,
		},
	],
	'a line per packet: csv': [
		['analyze', '@whole.pcap', '-f', 'csv'],
		0,
		{ out: /^number,time,[\s\S]*\n4,1700000000\.01/ },
	],
	'a line per packet: jsonl': [
		['analyze', '@whole.pcap', '-f', 'jsonl', '--columns', 'flags,labels,relativeAcknowledgment'],
		0,
		{ out: /^\{"flags":\["SYN"\],"labels":\[\],"relativeAcknowledgment":null\}\n/ },
	],
	'a line per packet of standard input': [['analyze', '-', '-f', 'jsonl'], 0, { out: /^(\{.*\}\n){4}$/ }],
	'a line per packet: damage is said beside it': [
		['analyze', '@cut.pcap', '-f', 'tsv', '--columns', 'number'],
		0,
		{ out: /^number\n1\n2\n3\n$/, log: /^The file is cut: .*\n$/ },
	],
	'a line per packet, strictly': [['analyze', '@cut.pcap', '-f', 'tsv', '--strict', '--quiet'], 1, { log: /^$/ }],
	'a line per packet of a capture without packets': [
		['analyze', '@other.pcap', '-f', 'tsv'],
		0,
		{ out: /^number\t.*\n$/ },
	],
	'a line per packet of no capture': [['analyze', '@notes.txt', '-f', 'tsv'], 3, { out: /^$/, log: /it is text/ }],
	'a line per packet into a file that exists': [
		['analyze', '@whole.pcap', '-f', 'tsv', '-o', '@taken.md'],
		2,
		{ log: /the file exists already/ },
	],
	'an unknown column': [
		['analyze', '@whole.pcap', '-f', 'tsv', '--columns', 'number,flag'],
		2,
		{ log: /no column "flag"\nCure: Choose from: number, time, .*payload/ },
	],
	'an unknown column, in Indonesian': [
		['analyze', '@whole.pcap', '-f', 'tsv', '--columns', 'x', '--lang', 'id'],
		2,
		{ log: /Tidak ada kolom "x"\nSolusi: Pilih dari: number/ },
	],
	'columns and rows of a table': [
		['analyze', '@whole.pcap', '--columns', 'flags,number', '--rows', '2-3'],
		0,
		{ out: /\n\nFlags +No\.\nSYN, ACK +2\nACK +3\n\n/ },
	],
	'raw numbers': [['analyze', '@whole.pcap', '--raw-seq', '-f', 'md'], 0, { out: /Seq \(raw\).*\n.*\n.* 4294967290 / }],
	'columns of a whole': [
		['analyze', '@whole.pcap', '--columns', 'number', '--json'],
		2,
		{ log: /only where each packet is a row/ },
	],
	'rows of a stream': [
		['analyze', '@whole.pcap', '--rows', '1', '-f', 'csv'],
		2,
		{ log: /only in outputs for people/ },
	],
	'no such row': [
		['analyze', '@whole.pcap', '--rows', '9'],
		2,
		{ log: /The capture has no packet 9\nCure: .* 1 to 4\./ },
	],
	'rows that are none': [['analyze', '@whole.pcap', '--rows', 'x'], 2, { log: /which packets "x" stands for/ }],
	'gives HTML': [['analyze', '@whole.pcap', '-f', 'html'], 0, { out: /^<section class="capnote" lang="en">/ }],
	'gives LaTeX': [['analyze', '@whole.pcap', '-f', 'latex'], 0, { out: /\\begin\{longtable\}/ }],
	'gives our notation': [
		['analyze', '@whole.pcap', '-f', 'text'],
		0,
		{ out: /^0\.010000 client PSH,ACK 1:6 ack 1 "hello" ; data$/m },
	],
	'rows are not verified': [['analyze', '@whole.pcap', '-f', 'tsv', '--verify'], 2, { log: /keeps no packets/ }],
	'summary of one capture': [
		['analyze', '@whole.pcap', '--summary'],
		0,
		{
			out: /whole\.pcap: 4 packets in 0\.010 s: 1 TCP connection \(4 segments\)\.\n {2}Connection 1: client .*5 bytes from the client.*\.\n$/,
		},
	],
	'summary in Indonesian': [['analyze', '@whole.pcap', '--summary', '--lang', 'id'], 0, { out: /5 byte dari client/ }],
	'summary of a folder: captures in order, the rest once': [
		['analyze', '@folder', '@folder/b.pcap', '--summary', '-f', 'tsv'],
		0,
		{
			out: /^file\tformat.*\n.*folder\/=a\tpcap\t4\t.*\t\n.*folder\/b\.pcap\tpcap\t3\t.*\tcut\n.*deep\/c\.pcap\tpcap\t4.*\n$/,
			log: /^Cannot read ".*deep\/readme\.md" as a capture: it is text\n$/,
		},
	],
	'summary of a folder, strictly': [['analyze', '@folder', '--summary', '--strict'], 1, {}],
	'connections of a folder': [
		['analyze', '@folder', '--connections', '-f', 'csv'],
		0,
		{ out: /^file,connection,stream,client,.*\n(.*,1,0,10\.77\.0\.2:40000,10\.77\.0\.3:2222,syn,[34],.*\n){3}$/ },
	],
	'connections as a table': [
		['analyze', '@folder', '--connections'],
		0,
		{ out: /^No\. {2}Client .*Handshake.*File\n {2}1 {2}10\.77\.0\.2:40000 .* complete +still open +.*=a\n/ },
	],
	'summary as JSON': [
		['analyze', '@folder', '--summary', '--json'],
		0,
		{
			out: /^\{"capnote":1,\n"captures":\[\n\{"name":.*"connections":\[\n\{"connection":1,[\s\S]*"looksLike":"text"\}\}\]\}\n$/,
		},
	],
	'summary: a name that leads nowhere does not stop the rest': [
		['analyze', '@none.pcap', '@whole.pcap', '--summary'],
		3,
		{ out: /4 packets/, log: /no such file/ },
	],
	'summary of an empty folder': [
		['analyze', '@nothing', '--summary'],
		3,
		{ log: /There is no capture in ".*nothing"/ },
	],
	'summary of no capture': [['analyze', '@notes.txt', '--summary'], 3, { log: /it is text\nCure: Give the file/ }],
	'summary of several that are none': [
		['analyze', '@notes.txt', '@empty.pcap', '--summary'],
		3,
		{ log: /^.*it is text\n.*it is empty \(0 bytes\)\n$/ },
	],
	'summary in a format that it has not': [
		['analyze', '@folder', '--summary', '-f', 'md'],
		2,
		{ log: /table, tsv, csv and json/ },
	],
	'no number of jobs': [['analyze', '@folder', '--summary', '--jobs', 'many'], 2, { log: /no whole number from 1/ }],
	'several captures packet by packet': [['analyze', '@whole.pcap', '@cut.pcap'], 2, { log: /add --summary/ }],
	'standard input cannot be verified': [['analyze', '-', '--verify'], 2, { log: /can be read only once/ }],
};

describe('run()', () => {
	test.each(Object.entries(RUNS))('%s', async (_name, [args, status, said]) => {
		const result = await runCommand(args);
		expect(result).toMatchObject({ status });
		if (said.out) expect(result.out).toMatch(said.out);
		if (said.log) expect(result.log).toMatch(said.log);
	});

	test('takes the language of the environment', async () => {
		const { out } = await runCommand(['analyze', '@whole.pcap'], { environment: { LANG: 'id_ID.UTF-8' } });
		expect(out).toContain('permintaan 1');
	});

	const COLORS: [string, string[], Record<string, string>, boolean, boolean][] = [
		['a terminal has colours', [], {}, true, true],
		['a pipe has none', [], {}, false, false],
		['NO_COLOR means none', [], { NO_COLOR: '1' }, true, false],
		['--color always means colours', ['--color', 'always'], { NO_COLOR: '1' }, false, true],
		['--color never means none', ['--color', 'never'], { FORCE_COLOR: '1' }, true, false],
		['FORCE_COLOR means colours', [], { FORCE_COLOR: '1' }, false, true],
	];
	test.each(COLORS)('%s', async (_name, args, environment, isTerminal, expected) => {
		let out = '';
		const channel = { write: (text: string) => (out += text), isTerminal, columns: 120 };
		await runCommand(['analyze', '@whole.pcap', ...args], { out: channel, environment });
		expect(out.includes('\u001b[')).toBe(expected);
	});

	test('writes to a new file, and replaces one only with --force', async () => {
		expect((await runCommand(['analyze', '@whole.pcap', '-o', '@new.txt'])).status).toBe(0);
		expect(readFileSync(at('new.txt'), 'utf8')).toContain('request 1');
		expect(readFileSync(at('taken.md'), 'utf8')).toBe('mine');
		await runCommand(['analyze', '@whole.pcap', '-f', 'md', '-o', '@taken.md', '--force']);
		expect(readFileSync(at('taken.md'), 'utf8')).toContain('| No. |');
	});

	test('makes controls in a file name visible', async () => {
		const { log } = await runCommand(['analyze', '@a\u001b[2Jb']);
		expect(log).toContain('a\\x1b[2Jb');
		expect(log).not.toContain('\u001b');
	});

	test('an error that nobody expected is a bug of ours: status 70', async () => {
		const files = { ...nodeContext('').files, open: () => Promise.reject(new Error('boom')) };
		expect(await runCommand(['analyze', 'x'], { files })).toMatchObject({
			status: 70,
			log: expect.stringContaining('boom'),
		});
	});
});
