import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { nodeContext } from '../src/cli/node-context.ts';
import { run as runCommandLine } from '../src/cli/run.ts';
import { parseFaults } from '../src/lab/faults.ts';
import { type LabOptions, type LabResult, runLab } from '../src/lab/run-lab.ts';
import { fullScenario } from '../src/lab/scenario.ts';
import { LABS } from '../src/profile/labs.ts';
import { MAIN } from './lab-process.ts';
import { named, needs } from './needs.ts';
import { tshark } from './tshark.ts';

const reason = needs('linux', 'tcpdump', 'ip', process.geteuid?.() === 0 ? 'namespaces' : 'user-namespaces');
const withTshark = reason ?? needs('tshark');
const folder = mkdtempSync(join(tmpdir(), 'capnote-faults-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function lab(faults: readonly string[], options: Partial<LabOptions> = {}): Promise<LabResult> {
	const { messages } = LABS.reqresp;
	return await runLab(
		{
			...{ profile: LABS.reqresp, scenario: fullScenario({ kind: 'auto', messages }), captures: folder },
			...{ runner: 'netns', name: faults.join('-'), faults: parseFaults(faults), ...options },
		},
		{
			platform: process.platform,
			userId: process.geteuid?.(),
			environment: process.env,
			now: () => new Date(),
			self: [process.execPath, MAIN],
			emit: () => undefined,
			onInterrupt: () => () => undefined,
		},
	);
}

/** What `capnote analyze` says, wide enough that nothing is wrapped. */
async function analyzed(...args: readonly string[]): Promise<string> {
	let text = '';
	const out = { write: (piece: string) => (text += piece), isTerminal: false, columns: 400 };
	await runCommandLine(['analyze', ...args, '--lang', 'en'], { ...nodeContext(''), out, environment: {} }, '');
	return text;
}

/** What shows each fault: in `analyze`, and as tshark's display filter with how many packets it must find at least. */
const FAULTS: readonly {
	readonly faults: readonly string[];
	readonly lines: readonly RegExp[];
	readonly filter: string;
	readonly found: number;
}[] = [
	{
		faults: ['refused'],
		lines: [/refused by RST #4/, /A later attempt succeeded: connection 2/],
		...{ filter: 'tcp.flags.reset == 1', found: 1 },
	},
	{
		faults: ['late-capture'],
		lines: [/handshake not captured/, /the capture starts after the handshake/],
		...{ filter: 'tcp.flags.push == 1', found: 6 },
	},
	{
		faults: ['server-stops'],
		lines: [/closed in 4 segments .*, server first/, /server has finished sending and closes first/],
		...{ filter: 'tcp.flags.fin == 1', found: 2 },
	},
	{
		faults: ['reset'],
		lines: [/broken off by the server's RST/, /server breaks the connection off/],
		...{ filter: 'tcp.flags.reset == 1', found: 1 },
	},
	{
		faults: ['half-close'],
		lines: [
			/client has finished sending and closes first[\s\S]*reply 4, 9 bytes[\s\S]*server has finished sending too/,
		],
		...{ filter: 'tcp.flags.fin == 1', found: 2 },
	},
	{
		faults: ['slow-reader'],
		lines: [/\[TCP Window Full\]/, /\[TCP ZeroWindow\]/, /\[TCP Window Update\]/],
		...{ filter: 'tcp.analysis.zero_window', found: 1 },
	},
	{
		faults: ['loss=20%'],
		lines: [/sent again, first in #6 \[TCP Retransmission\]/],
		...{ filter: 'tcp.analysis.retransmission', found: 2 },
	},
	{
		faults: ['delay=50ms'],
		lines: [/handshake #3–#5 \(1[0-9]{2} ms\)/, /closed in 3 segments #\d+–#\d+, client first/],
		...{ filter: 'tcp.analysis.initial_rtt > 0.1', found: 1 },
	},
	{
		faults: ['reorder'],
		lines: [/fills a gap left before/, /before this are not in the capture/],
		...{ filter: 'tcp.analysis.lost_segment', found: 1 },
	},
	{
		faults: ['duplicate'],
		lines: [/sent again \[TCP Spurious Retransmission\]|sent again, first in #6 \[TCP Retransmission\]/],
		...{ filter: 'tcp.analysis.retransmission || tcp.analysis.spurious_retransmission', found: 1 },
	},
	{
		faults: ['no-arp'],
		lines: [/1 TCP connection \(\d+ segments\)\.$/m, /client asks to open the connection/],
		...{ filter: 'tcp', found: 16 },
	},
	{
		faults: ['flush-arp'],
		lines: [/reply 1, [\s\S]*asks everyone: who has 10\.77\.0\.[23]\?[\s\S]*reply 2, /],
		...{ filter: 'arp && frame.number > 6', found: 2 },
	},
	{
		faults: ['any'],
		lines: [/the same packet was recorded up to 3 times/, /the same packet as #\d+, recorded once more/],
		...{ filter: 'sll', found: 32 },
	},
	{
		faults: ['firewall'],
		lines: [/answers ARP, but the SYN to port 2222 .* got neither SYN-ACK nor RST/],
		...{ filter: 'tcp.flags.syn == 1 && tcp.analysis.retransmission', found: 2 },
	},
	{
		faults: ['snaplen=60'],
		lines: [/were captured only in part/, /\(not captured\)/],
		...{ filter: 'frame.cap_len < frame.len', found: 16 },
	},
	{
		faults: ['killed-capture'],
		lines: [/its end is not in the capture/],
		...{ filter: 'tcp.flags.push == 1', found: 6 },
	},
	{
		faults: ['delay=20ms', 'server-stops', 'snaplen=66'],
		lines: [/closed in 4 segments .*, server first/, /handshake #3–#5 \([4-9]\d[.\d]* ms\)/, /captured only in part/],
		...{ filter: 'tcp.flags.fin == 1', found: 2 },
	},
];

describe.skipIf(reason)(named('lab --fault', reason), () => {
	test.concurrent.each(FAULTS)('$faults is seen in the capture', async ({ faults, lines, filter, found }) => {
		const { capturePath, recording } = await lab(faults);
		expect(recording?.complete).toBe(!faults.includes('killed-capture'));
		const text = await analyzed(capturePath ?? '');
		for (const line of lines) expect(text).toMatch(line);
		if (withTshark) return;
		const rows = await tshark(capturePath ?? '', ['frame.number'], ['-Y', filter]);
		expect(rows.length, filter).toBeGreaterThanOrEqual(found);
	});

	test('no ARP frame is there when the machines know each other', async () => {
		const { capturePath } = await lab(['no-arp'], { name: 'known' });
		expect(await analyzed(capturePath ?? '')).not.toContain('ARP');
	});

	test('several clients at once are several connections, each whole', async () => {
		const scenario = { ...fullScenario({ kind: 'auto', messages: ['satu', 'dua'] }), clients: 4 } as const;
		const { capturePath, exchangesDone } = await lab([], { name: 'clients', scenario });
		expect(exchangesDone).toBe(8);
		const text = await analyzed(capturePath ?? '');
		expect(text).toContain('4 TCP connections');
		expect(text.match(/closed in 3 segments/g)).toHaveLength(4);
	});

	test('a server that pushes speaks unasked', async () => {
		const plain = fullScenario({ kind: 'auto', messages: LABS.upcall.messages });
		const scenario = {
			...plain,
			serverManners: { ...plain.serverManners, push: { everyMs: 70 } },
			clientManners: { ...plain.clientManners, upcalls: true, pauseMs: 100 },
		};
		const { capturePath } = await lab([], { name: 'push', scenario, profile: LABS.upcall });
		const text = await analyzed(capturePath ?? '');
		expect(text).toContain('Upcall event: tick 1');
		expect(text).toContain('server speaks unasked, 20 bytes');
		expect(text).toContain('Upcall event: Processing hello');
	});

	test('the calls of the programs stand beside their packets', async () => {
		const { capturePath, eventsPath } = await lab([], { name: 'calls' });
		const text = await analyzed(capturePath ?? '', '--events', eventsPath ?? '');
		const rows = text.split('\n').map((line) => line.replace(/ {2,}/g, ' ').trim());
		const at = (wanted: RegExp): number => rows.findIndex((row) => wanted.test(row));
		expect(at(/program bind\(\) to 0\.0\.0\.0:2222/)).toBeLessThan(at(/^1 /));
		expect(at(/server program accept\(\) returned, [\d.]+ (µs|ms) after #5$/)).toBeGreaterThan(at(/^5 /));
		expect(at(/client program 5 send\(\) of 5 bytes, [\d.]+ (µs|ms) before #6$/)).toBe(at(/^6 /) - 1);
		expect(at(/server program 5 recv\(\) returned 5 bytes, [\d.]+ (µs|ms) after #6$/)).toBeGreaterThan(at(/^6 /));
		expect(text).toMatch(/^send\(\) +client +4 .* #6, #10, #12, #14$/m);
		expect(text).toMatch(/^close\(\) +client +1 .* #16$/m);
		expect(text).toMatch(/exact to ±[\d.]+ µs/);
		const { programs } = JSON.parse(await analyzed(capturePath ?? '', '--events', eventsPath ?? '', '-f', 'json'));
		expect(programs.badLines).toBe(0);
		const near = programs.events.filter(({ order }: { order: string }) => order === 'unsure');
		for (const { gapNs } of near) expect(Math.abs(Number(gapNs))).toBeLessThanOrEqual(Number(programs.uncertaintyNs));
	});

	test('without a recorder the events alone are kept', async () => {
		const { capturePath, eventsPath, exchangesDone } = await lab([], { name: 'unrecorded', records: false });
		expect(capturePath).toBeNull();
		expect(exchangesDone).toBe(4);
		expect(readFileSync(eventsPath ?? '', 'utf8')).toContain('"call":"accept"');
	});
});
