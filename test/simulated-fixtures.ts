import { analyze } from '../src/analyze.ts';
import { SIMULATED_HARDWARE } from '../src/file/simulated.ts';
import { type InterfaceToWrite, type PcapngFrame, writePcapng } from '../src/file/write-pcapng.ts';
import { parseFaults, withFaults } from '../src/lab/faults.ts';
import type { Scenario } from '../src/lab/lab-plan.ts';
import { fullScenario } from '../src/lab/scenario.ts';
import type { SimulatedScenario } from '../src/lab/simulated/scenario.ts';
import { simulateLab } from '../src/lab/simulated/simulate-lab.ts';
import { LABS } from '../src/profile/labs.ts';
import { pcapFile } from '../src/testing/frames.ts';
import { bytesSource } from '../src/testing/source.ts';
import { beforeOffload, cookedOne, isTcp, onLoopback, overIpv6, tagged } from './frame-changes.ts';

/** A fixture that no real kernel makes on command; the same bytes whenever it is made. */
export interface SimulatedFixture {
	/** With its extension, in `fixtures/simulated`. */
	readonly name: string;
	readonly make: () => Uint8Array | Promise<Uint8Array>;
}

const START_NS = 1_767_225_600_000_000_000n;
const MS_NS = 1_000_000n;
const LINK = { loopback: 0, ethernet: 1, sll: 113 } as const;
const SEED = 7;
const CLIENT_PORT = 50_123;

interface Changes {
	readonly faults?: Partial<SimulatedScenario>;
	readonly startNs?: bigint;
	readonly seed?: number;
}

function simulated(scenario: Scenario, { faults = {}, startNs = START_NS, seed = SEED }: Changes = {}): Uint8Array {
	return simulateLab(LABS.reqresp, scenario, { seed, startNs, faults }).capture;
}

function auto(...messages: readonly string[]): Scenario {
	return fullScenario({ kind: 'auto', messages });
}

function typed(pauseMs: number, ...lines: readonly string[]): Scenario {
	return fullScenario({ kind: 'fed', lines, pauseMs });
}

function faulty(scenario: Scenario, ...faults: readonly string[]): Scenario {
	return withFaults(scenario, parseFaults(faults), LABS.reqresp);
}

async function framesOf(capture: Uint8Array): Promise<readonly PcapngFrame[]> {
	const { analysis } = await analyze(bytesSource(capture));
	return Array.from({ length: analysis.packetCount }, (_, i) => analysis.frame(i + 1));
}

/** Frames as a file that says that they are simulated. */
function file(frames: Iterable<PcapngFrame>, interfaces: readonly InterfaceToWrite[]): Uint8Array {
	const section = { hardware: SIMULATED_HARDWARE, application: 'capnote (simulated)' };
	return Buffer.concat([...writePcapng({ section, interfaces, frames })]);
}

async function changed(
	capture: Uint8Array,
	linkType: number,
	change: (frame: Uint8Array) => Uint8Array,
	wanted: (frame: Uint8Array) => boolean = isTcp,
): Promise<Uint8Array> {
	const frames = (await framesOf(capture)).filter(({ bytes }) => wanted(bytes));
	const anew = frames.map(({ timeNs, bytes }) => ({ timeNs, bytes: change(bytes) }));
	return file(anew, [{ linkType, snaplen: 0, name: 'br-lab' }]);
}

const TWO = auto('hello', 'bye');

/** The server is stopped while its client waits, and the recorder is started only after the last reply. */
function onlyClose(): Uint8Array {
	const server = { reply: { kind: 'prefix', prefix: 'Echo: ' }, stopsAfter: 1 } as const;
	return simulated(typed(1000, 'halo'), { faults: { server, recordFrom: { atMs: 1100 } } });
}

/** The last bytes wait for the ACK of those before (Nagle), and the FIN goes with them. */
function finWithData(): Uint8Array {
	const client = {
		kind: 'bulk',
		bytes: 14,
		writeBytes: 7,
		expectBytes: 0,
		text: 'Halo!! ',
		end: 'half-close',
	} as const;
	return simulated(TWO, { faults: { clients: [client], links: { 'client-down': { delayMs: 30 } } } });
}

/** Two messages that one read takes, and one that takes two segments. */
function splitAndMerged(): Uint8Array {
	const messages = ['satu', 'dua', 'panjang '.repeat(250).trim()];
	const plain = auto(...messages);
	const manners = { ...plain.clientManners, upcalls: true, pauseMs: 60 };
	const server = { ...plain.serverManners, slowStartMs: 100 };
	return simulated({ ...plain, clientManners: manners, serverManners: server });
}

/** Each side checks the other's MAC address 5 s after it has used it; announcements come before everything. */
async function arpOfAllKinds(): Promise<Uint8Array> {
	const frames = await framesOf(simulated(typed(9000, 'halo', 'bye')));
	const mac = [...(frames[1]?.bytes.subarray(6, 12) ?? [])];
	const ip = [10, 77, 0, 3];
	const arp = (sender: readonly number[]): Uint8Array =>
		Uint8Array.from([
			...[255, 255, 255, 255, 255, 255, ...mac, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1],
			...[...mac, ...sender, 0, 0, 0, 0, 0, 0, ...ip],
		]);
	const early = [arp([0, 0, 0, 0]), arp(ip)].map((bytes, i) => ({ timeNs: START_NS - BigInt(20 - i) * MS_NS, bytes }));
	return file([...early, ...frames], [{ linkType: LINK.ethernet, snaplen: 0, name: 'br-lab' }]);
}

/** The same address and port once more, 70 s later: TIME-WAIT is over. */
async function reusedAddress(): Promise<Uint8Array> {
	const faults = { clientPort: CLIENT_PORT };
	const later = { faults, seed: SEED + 1, startNs: START_NS + 70_000n * MS_NS };
	const [first, second] = await Promise.all([framesOf(simulated(TWO, { faults })), framesOf(simulated(TWO, later))]);
	return file([...first, ...second], [{ linkType: LINK.ethernet, snaplen: 0, name: 'br-lab' }]);
}

/** An HTTP/1.0 response is complete when the server closes: Wireshark shows it at the row of the FIN. */
function http10(): Uint8Array {
	const request = 'GET / HTTP/1.0\r\n\r\n';
	const reply = 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhalo\n';
	const server = { reply: { kind: 'patterns', patterns: [{ message: null, reply }] }, closesAfterMs: 40 } as const;
	return simulated(auto(request), {
		faults: { port: 5151, server, clients: [{ kind: 'auto', messages: [request], waitMs: 60 }] },
	});
}

/** What each of two interfaces saw, with a comment at a packet, and packets that the recorder lost. */
async function twoInterfaces(): Promise<Uint8Array> {
	const frames = await framesOf(simulated(TWO));
	const unknown = { accepted: null, osDropped: null, delivered: null, startNs: null, endNs: null, comments: [] };
	const counters = { ...unknown, received: frames.length + 2, dropped: 2 };
	const both = frames.flatMap((frame, i) => [
		{ ...frame, interfaceId: 0, ...(i === 2 ? { comments: ['the first SYN'] } : {}) },
		{ ...frame, interfaceId: 1, timeNs: frame.timeNs + 4000n },
	]);
	return file(both, [
		{ linkType: LINK.ethernet, snaplen: 0, name: 'veth-client', description: 'cable of the client', counters },
		{ linkType: LINK.ethernet, snaplen: 0, name: 'br-lab', comments: ['the bridge'] },
	]);
}

async function bigEndian(): Promise<Uint8Array> {
	const frames = await framesOf(simulated(TWO));
	const timed = frames.map(({ timeNs, bytes }) => ({
		...{ seconds: Number(timeNs / 1_000_000_000n), fraction: Number((timeNs % 1_000_000_000n) / 1000n), bytes },
	}));
	return pcapFile(timed, { littleEndian: false });
}

/** The retransmission has another IP ID; its copies on other interfaces have the same. */
function retransmissionAndCopies(): Uint8Array {
	return simulated(faulty(TWO, 'any', 'lose=16'));
}

function anySll(): Promise<Uint8Array> {
	return changed(simulated(faulty(TWO, 'any')), LINK.sll, cookedOne, () => true);
}

/** All of them. */
export const SIMULATED_FIXTURES: readonly SimulatedFixture[] = [
	{ name: 'only-close.pcapng', make: onlyClose },
	{ name: 'crossing-fins.pcapng', make: () => simulated(faulty(TWO, 'simultaneous-close')) },
	{ name: 'crossing-syns.pcapng', make: () => simulated(faulty(TWO, 'simultaneous-open')) },
	{ name: 'fin-with-data.pcapng', make: finWithData },
	{ name: 'keep-alive.pcapng', make: () => simulated(faulty(auto('hello'), 'keep-alive')) },
	{ name: 'out-of-order.pcapng', make: () => simulated(faulty(TWO, 'reorder')) },
	{ name: 'lost-request.pcapng', make: () => simulated(faulty(TWO, 'lose=6')) },
	{ name: 'retransmission-and-copies.pcapng', make: retransmissionAndCopies },
	{ name: 'any-sll.pcapng', make: anySll },
	{ name: 'split-and-merged.pcapng', make: splitAndMerged },
	{ name: 'arp-of-all-kinds.pcapng', make: arpOfAllKinds },
	{ name: 'reused-address.pcapng', make: reusedAddress },
	{ name: 'http-1-0.pcapng', make: http10 },
	{ name: 'two-interfaces.pcapng', make: twoInterfaces },
	{ name: 'partial-checksums.pcapng', make: () => changed(simulated(TWO), LINK.ethernet, beforeOffload) },
	{
		name: 'vlan.pcapng',
		make: () =>
			changed(
				simulated(TWO),
				LINK.ethernet,
				(frame) => tagged(frame, 100),
				() => true,
			),
	},
	{ name: 'ipv6.pcapng', make: () => changed(simulated(TWO), LINK.ethernet, overIpv6) },
	{ name: 'loopback-null.pcapng', make: () => changed(simulated(TWO), LINK.loopback, onLoopback) },
	{ name: 'big-endian.pcap', make: bigEndian },
	{
		name: 'half-record.pcapng',
		make: () =>
			simulated(TWO, {
				faults: { recording: { place: 'bridge', format: 'pcapng', nanoseconds: false, snaplen: 0, isKilled: true } },
			}),
	},
	{ name: 'header-only.pcap', make: () => pcapFile([]) },
	{ name: 'empty.pcap', make: () => new Uint8Array(0) },
];
