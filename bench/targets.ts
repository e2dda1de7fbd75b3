import Table from 'cli-table3';
import type { CaseResult } from './report.ts';
import type { Result } from './take-turns.ts';

/** What one line of the closing table demands; nothing is said of a table that did not run. */
interface Target {
	/** The table that it is measured in. */
	readonly table: string;
	readonly what: string;
	readonly demand: string;
	/** `null` where the peer is absent or nothing was measured. */
	readonly measure: (result: CaseResult) => { readonly text: string; readonly met: boolean } | null;
}

const SUMMARY = 'connections summary';
const TSV = 'every packet as TSV';
const MEGABYTE = 1e6;
/** Of the whole process, and for each connection that is open at the same time. */
const MEMORY_BYTES = { process: 64 * MEGABYTE, connection: 256 };

/** Our wall time is at most so many times the peer's. */
function atMost(table: string, ours: string, peer: string, limit: number): Target {
	return {
		...{ table, what: `${ours} / ${peer}`, demand: `<= ${limit}` },
		measure: (result) => withBoth(result, ours, peer, (a, b) => ({ text: (a / b).toFixed(2), met: a / b <= limit })),
	};
}

/** We are at least so many times as fast as the peer. */
function faster(table: string, ours: string, peer: string, limit: number): Target {
	return {
		...{ table, what: `${ours}: times as fast as ${peer}`, demand: `>= ${limit}` },
		measure: (result) => withBoth(result, ours, peer, (a, b) => ({ text: (b / a).toFixed(1), met: b / a >= limit })),
	};
}

function withBoth<T>(result: CaseResult, ours: string, peer: string, use: (a: number, b: number) => T): T | null {
	const [a, b] = [result.ours[ours], result.peers[peer]];
	return a && b ? use(a.wallMs, b.wallMs) : null;
}

function memory(table: string, ours: string): Target {
	return {
		...{ table, what: `${ours}: peak memory`, demand: '<= 64 MB + 256 B for each connection at once' },
		measure({ ours: results, connections = 0 }) {
			const peak = results[ours]?.peakMb;
			if (peak === null || peak === undefined) return null;
			const limit = (MEMORY_BYTES.process + MEMORY_BYTES.connection * connections) / MEGABYTE;
			return { text: `${peak.toFixed(0)} MB of ${limit.toFixed(0)}`, met: peak <= limit };
		},
	};
}

function capturesPerSecond(table: string, ours: string, limit: number): Target {
	return {
		...{ table, what: `${ours}: captures a second`, demand: `>= ${limit.toLocaleString('en')}` },
		measure({ ours: results, files = 0 }) {
			const rate = (1000 * files) / (results[ours] as Result).wallMs;
			return { text: Math.round(rate).toLocaleString('en'), met: rate >= limit };
		},
	};
}

const C_LOOP = 'C loop over libpcap, flags only';
const REWRITE = 'tcpdump -r F -w /dev/null';
const LINES = 'tcpdump -tt -S -nr F';
const CONVERSATIONS = 'tshark -q -z conv,tcp';
const FIELDS = 'tshark -T fields, tcp.analysis';

/** The project's targets, whole processes in one run. A new one is one line. */
const TARGETS: readonly Target[] = [
	atMost('small-10m', SUMMARY, C_LOOP, 2.5),
	atMost('large-1.2m', SUMMARY, C_LOOP, 1.5),
	atMost('small-10m', SUMMARY, REWRITE, 1.3),
	atMost('large-1.2m', SUMMARY, REWRITE, 1.3),
	atMost('small-10m', TSV, LINES, 0.4),
	atMost('large-1.2m', TSV, LINES, 0.4),
	faster('large-1m-tshark', SUMMARY, CONVERSATIONS, 30),
	faster('small-1m-tshark', SUMMARY, CONVERSATIONS, 50),
	faster('large-1m-tshark', TSV, FIELDS, 40),
	faster('small-1m-tshark', TSV, FIELDS, 60),
	faster('large-1.2m', SUMMARY, 'tcptrace -n', 3),
	faster('small-10m', SUMMARY, 'tcptrace -n', 6),
	faster('small-1k', SUMMARY, 'pcap-parser, walk only', 4),
	faster('small-10m', SUMMARY, 'pcap-parser, walk only', 4),
	atMost('start', 'analyze', 'node -e 0', 1.3),
	atMost('start', 'analyze', 'tshark -r F', 0.4),
	capturesPerSecond('folder', 'analyze --summary', 6000),
	faster('folder', 'analyze --summary', 'tcpdump -r for each, two at a time', 15),
	...['small-10m', 'small-10m-20k', 'large-1.2m'].flatMap((table) => [memory(table, SUMMARY), memory(table, TSV)]),
];

/** Target, measured, met: a line for each target of the tables that ran; nothing if none has one. */
export function targetsText(results: readonly CaseResult[]): string {
	const table = new Table({
		head: ['table', 'what', 'target', 'measured', 'met'],
		colAligns: ['left', 'left', 'left', 'right', 'left'],
		style: { head: [], border: [], compact: true },
	});
	for (const { table: name, what, demand, measure } of TARGETS) {
		const result = results.find((each) => each.name === name);
		if (result === undefined) continue;
		const found = measure(result);
		table.push([name, what, demand, found?.text ?? 'absent', found === null ? '-' : found.met ? 'yes' : 'NO']);
	}
	return table.length === 0 ? '' : `\nTargets\n${table.toString()}\n`;
}
