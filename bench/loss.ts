/**
 * Records a million small packets that cross a bridge between two network namespaces, and says what was lost:
 *
 *     npm run bench:loss                  1,000,000 packets, as fast as the sender goes
 *     npm run bench:loss -- 200000 50000  so many packets, at most so many a second
 *
 * Needs root, tcpdump and ip. Read the numbers beside each other: sender, bridge and recorder share the processors.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSecond } from '../src/node/second-reader.ts';
import { type Bridge, openBridge } from '../test/bridge.ts';

const MAIN = resolve(import.meta.dirname, '../dist/cli/main.js');
const [count = 1_000_000, rate = 0] = process.argv.slice(2).map(Number);
const PAYLOAD_BYTES = 22;

interface Recorder {
	readonly name: string;
	readonly command: (path: string) => readonly string[];
	/** What it says when it is ready. */
	readonly ready: string;
	/** Time to let the last block of the ring pass, where the recorder does not wait for it itself. */
	readonly patienceMs: number;
}

const capnote = (path: string, ...more: readonly string[]): readonly string[] => [
	...[process.execPath, MAIN, 'record', '-i', 'br-lab', '-o', path, '--lang', 'en', '--color', 'never', ...more],
];

const RECORDERS: readonly Recorder[] = [
	{
		name: 'tcpdump alone (tcpdump -w FILE)',
		command: (path) => ['tcpdump', '-i', 'br-lab', '-n', '-Z', 'root', '-w', path],
		ready: 'listening on',
		patienceMs: 1500,
	},
	{
		name: 'capnote with tcpdump, --json',
		command: (path) => capnote(path, '--json'),
		ready: 'Recording br-lab',
		patienceMs: 0,
	},
	{
		name: 'capnote with tcpdump, rows shown',
		command: (path) => capnote(path),
		ready: 'Recording br-lab',
		patienceMs: 0,
	},
	{
		name: 'capnote with tcpdump, rows, --snaplen 2000',
		command: (path) => capnote(path, '--snaplen', '2000'),
		ready: 'Recording br-lab',
		patienceMs: 0,
	},
	{
		name: 'capnote with libpcap, --json',
		command: (path) => capnote(path, '--json', '--driver', 'libpcap'),
		ready: 'Recording br-lab',
		patienceMs: 0,
	},
];

interface Row {
	readonly name: string;
	readonly sent: number;
	readonly perSecond: number;
	readonly inFile: number;
	/** As the recorder itself says. */
	readonly says: string;
}

async function measure(bridge: Bridge, folder: string, recorder: Recorder): Promise<Row> {
	const path = join(folder, 'loss.pcap');
	const [program = '', ...rest] = [...bridge.inside, ...recorder.command(path)];
	const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
	const log = await readyLog(child, recorder.ready);
	const { sent, seconds } = await bridge.send(count, PAYLOAD_BYTES, rate);
	await sleep(recorder.patienceMs);
	child.kill('SIGINT');
	await new Promise((done) => child.on('close', done));
	const inFile = await readSecond(path, () => undefined);
	const says = saidDropped(path) ?? /(\d+) packets? dropped by kernel/.exec(log())?.[1] ?? '?';
	for (const name of [path, path.replace('.pcap', '.json')]) rmSync(name, { force: true });
	return { name: recorder.name, sent, perSecond: Math.round(sent / seconds), inFile, says };
}

async function readyLog(child: ChildProcess, ready: string): Promise<() => string> {
	let log = '';
	child.stdout?.resume();
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		log += text;
	});
	while (!log.includes(ready)) {
		if (child.exitCode !== null) throw new Error(log);
		await sleep(10);
	}
	return () => log;
}

function saidDropped(path: string): string | undefined {
	try {
		return `${JSON.parse(readFileSync(path.replace('.pcap', '.json'), 'utf8')).recording.dropped}`;
	} catch {
		return undefined;
	}
}

const folder = mkdtempSync(join(tmpdir(), 'capnote-loss-'));
const bridge = await openBridge();
try {
	console.log(`${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);
	console.log('| recorder | packets sent | a second | in the file | lost | drops it reports |');
	console.log('|---|--:|--:|--:|--:|--:|');
	for (const recorder of RECORDERS) {
		const { name, sent, perSecond, inFile, says } = await measure(bridge, folder, recorder);
		const numbers = [sent, perSecond, inFile, Math.max(0, sent - inFile)].map((n) => n.toLocaleString('en'));
		console.log(`| ${name} | ${numbers.join(' | ')} | ${says} |`);
	}
} finally {
	bridge.release();
	rmSync(folder, { recursive: true, force: true });
}
