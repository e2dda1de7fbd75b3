import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { LABS } from '../src/profile/labs.ts';
import { analyzed } from './faulty-lab.ts';
import { captureFiles, type LabProcess, startLab, tidy } from './lab-process.ts';
import { asOrdinaryUser, lacks, type Need, named, needs } from './needs.ts';

/** Every lab is the same wherever it runs: a runner is a row here, what a lab shows is said once. */
interface Runner {
	readonly name: string;
	readonly args: readonly string[];
	/** What stands before the command. */
	readonly before: readonly string[];
	readonly missing: string | undefined;
}

const onLinux = (...more: readonly Need[]): string | undefined => needs('linux', 'tcpdump', ...more);
const anyCompose = lacks('compose-v2') === undefined ? undefined : needs('compose-v1');

const RUNNERS: readonly Runner[] = [
	{ name: 'simulated', args: ['simulated'], before: [], missing: undefined },
	{ name: 'netns of root', args: ['netns'], before: [], missing: onLinux('root', 'ip', 'namespaces') },
	{
		...{ name: 'netns of an ordinary user', args: ['netns'], before: asOrdinaryUser() },
		missing: onLinux('ip', 'user-namespaces'),
	},
	{ name: 'docker', args: ['docker'], before: [], missing: onLinux('root', 'docker') ?? anyCompose },
];

/** The part of `analyze --json` that is the same in every run of a lab. */
interface Shown {
	readonly phases: Readonly<Record<string, number>>;
	readonly segments: number;
	readonly exchanges: readonly (readonly [request: string, reply: string | null, followsRule: boolean | null])[];
	readonly opening: string;
	readonly ending: string;
	readonly closedBy: string;
	readonly lab: string | null;
	readonly retransmissions: number;
	readonly arp: readonly string[];
}

interface Case {
	/** A built-in lab's name, or that of a teacher's own. */
	readonly lab: string;
	/** The file of a teacher's own. */
	readonly file?: string;
	readonly client: 'automatic' | 'typed';
	/** Requests with their replies; `null` where the server says nothing. */
	readonly said: readonly (readonly [request: string, reply: string | null])[];
	/** What ends a typed client without being sent. */
	readonly endWord: string | null;
}

const echo = (prefix: string, ...messages: readonly string[]): Case['said'] =>
	messages.map((message) => [message, prefix + message]);

const VOTES: Case['said'] = [
	['Option A', 'Vote received for Option A, current count: 1'],
	['Option B', 'Vote received for Option B, current count: 1'],
	['Option A', 'Vote received for Option A, current count: 2'],
	['Option D', 'Invalid option. Available: Option A, Option B, Option C'],
	['exit', null],
];
const folder = mkdtempSync(join(tmpdir(), 'capnote-own-lab-'));
chmodSync(folder, 0o755);
const OWN_FILE = join(folder, 'suhu.yml');
writeFileSync(
	OWN_FILE,
	`lab: suhu
port: 7007
reply:
  - {message: "[0-9]+°C", reply: "{message} dicatat, ke-{count}"}
  - {reply: "Bukan suhu: {message}"}
end: {word: selesai, sent: true}
messages: ["28°C", "28°C", "panas", "selesai"]
`,
);
const OWN = { lab: 'suhu', file: OWN_FILE } as const;
const TEMPERATURES: Case['said'] = [
	['28°C', '28°C dicatat, ke-1'],
	['28°C', '28°C dicatat, ke-2'],
	['panas', 'Bukan suhu: panas'],
	['selesai', null],
];
const MESSAGES = ['hello', 'distributed', 'systems', 'bye'];
const UPCALL = 'Upcall event: Processing ';

const CASES: readonly Case[] = [
	{ lab: 'reqresp', client: 'automatic', said: echo('Echo: ', ...MESSAGES), endWord: null },
	{ lab: 'upcall', client: 'automatic', said: echo(UPCALL, ...MESSAGES), endWord: null },
	{ lab: 'voting', client: 'automatic', said: VOTES, endWord: null },
	{ lab: 'reqresp', client: 'typed', said: echo('Echo: ', 'halo', 'apa kabar'), endWord: 'bye' },
	{ lab: 'upcall', client: 'typed', said: echo(UPCALL, 'halo', 'apa kabar'), endWord: 'bye' },
	{ lab: 'voting', client: 'typed', said: VOTES, endWord: null },
	{ ...OWN, client: 'automatic', said: TEMPERATURES, endWord: null },
	{ ...OWN, client: 'typed', said: TEMPERATURES, endWord: null },
];

/**
 * What the capture of a lab must show. With k replies a typed client makes 3k + 7 segments and an automatic one, which
 * does not wait for the delayed ACK, 2k + 8; a word that is sent and not answered is one segment more.
 */
function expected({ lab, client, said }: Case): Shown {
	const replies = said.filter(([, reply]) => reply !== null).length;
	const unanswered = said.length - replies;
	const data = client === 'typed' ? 3 * replies + 1 : 2 * replies + 2;
	return {
		phases: { handshake: 3, data: data + unanswered, close: 3 },
		segments: (client === 'typed' ? 3 * replies + 7 : 2 * replies + 8) + unanswered,
		exchanges: said.map(([request, reply]) => [request, reply, reply === null ? null : true]),
		...{ opening: 'three-way', ending: 'three-segment', closedBy: 'client', lab, retransmissions: 0 },
		arp: ['request', 'reply'],
	};
}

interface AnalyzeJson {
	readonly packets: readonly {
		readonly tcp: { readonly phase: string } | null;
		readonly arp: { readonly operation: string } | null;
	}[];
	readonly connections: readonly {
		readonly packets: number;
		readonly exchanges: readonly {
			readonly request: string;
			readonly reply: string | null;
			followsRule: boolean | null;
		}[];
		readonly lifeCycle: { readonly opening: { readonly kind: string }; readonly ending: { readonly kind: string } };
		readonly close: { readonly starter: string };
		readonly lab: string | null;
		readonly retransmissions: number;
	}[];
}

async function shown(capture: string, ...args: readonly string[]): Promise<Shown> {
	const { packets, connections } = JSON.parse(await analyzed(capture, '--json', ...args)) as AnalyzeJson;
	const [connection] = connections;
	if (connection === undefined || connections.length !== 1) throw new Error(`${connections.length} connections`);
	const phases: Record<string, number> = {};
	for (const { tcp } of packets) if (tcp) phases[tcp.phase] = (phases[tcp.phase] ?? 0) + 1;
	return {
		phases,
		segments: connection.packets,
		exchanges: connection.exchanges.map(({ request, reply, followsRule }) => [request, reply, followsRule]),
		opening: connection.lifeCycle.opening.kind,
		ending: connection.lifeCycle.ending.kind,
		closedBy: connection.close.starter,
		lab: connection.lab,
		retransmissions: connection.retransmissions,
		arp: packets.flatMap(({ arp }) => (arp ? [arp.operation] : [])).slice(0, 2),
	};
}

const started: LabProcess[] = [];
afterAll(() => {
	for (const run of started) tidy(run);
	rmSync(folder, { recursive: true, force: true });
});

/** Longer than the 40 ms after which Linux sends a delayed ACK. */
const PAUSE_MS = 60;

async function run({ lab, file, client, said, endWord }: Case, { args, before }: Runner): Promise<LabProcess> {
	const made = startLab(
		['lab', file ?? lab, '--runner', ...args, ...(client === 'typed' ? ['--interactive'] : [])],
		before,
	);
	started.push(made);
	if (client === 'typed') {
		const lines = [...said.map(([request]) => request), ...(endWord === null ? [] : [endWord])];
		for (const [index, line] of lines.entries()) {
			while (promptsIn(made.log()) <= index && made.child.exitCode === null) await sleep(5);
			await sleep(PAUSE_MS);
			made.child.stdin?.write(`${line}\n`);
		}
	}
	expect(await made.ended, made.log()).toEqual({ status: 0, signal: null });
	return made;
}

function promptsIn(log: string): number {
	return log.match(/Enter /g)?.length ?? 0;
}

function onlyCapture(lab: LabProcess): string {
	const found = captureFiles(lab).filter((name) => /\.pcap(ng)?$/.test(name));
	expect(found).toHaveLength(1);
	return `${lab.folder}/captures/${found[0]}`;
}

test('has a case for each lab', () => {
	expect(new Set(CASES.map(({ lab }) => lab))).toEqual(new Set([...Object.keys(LABS), OWN.lab]));
});

describe.each(RUNNERS)('the labs', (runner) => {
	describe.skipIf(runner.missing)(named(`with --runner ${runner.name}`, runner.missing), () => {
		// Where the processor is busy for longer than 40 ms, the kernel rightly sends one ACK more: another run tells.
		test.each(CASES)('$lab, $client: exchanges, phases and segments', { retry: 3, timeout: 60_000 }, async (of) => {
			const capture = onlyCapture(await run(of, runner));
			const profile = of.file === undefined ? [] : ['--lab-profile', of.file];
			expect(await shown(capture, ...profile)).toEqual(expected(of));
			// Without its file nobody knows what its replies are to be.
			const isKnown = of.file === undefined;
			const rules = expected(of).exchanges.map(([, reply]) => (isKnown && reply !== null ? true : null));
			expect((await shown(capture)).exchanges.map(([, , followsRule]) => followsRule)).toEqual(rules);
		});
	});
});
