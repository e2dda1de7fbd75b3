import type { ClientPlan, SimulatedScenario } from '../lab/simulated/scenario.ts';
import { LABS } from '../profile/labs.ts';
import { echoLab } from './simulated.ts';

const TYPED: ClientPlan = { kind: 'fed', lines: ['halo', 'apa kabar', 'bye'], pauseMs: 80 };
const AUTO: ClientPlan = { kind: 'auto', messages: ['hello', 'systems', 'bye'] };
const bulk = (bytes: number, more: Partial<ClientPlan> = {}): ClientPlan =>
	({ kind: 'bulk', bytes, writeBytes: 20_000, expectBytes: 0, end: 'half-close', ...more }) as ClientPlan;
const SILENT = { reply: { kind: 'silent' } } as const;
const ECHO = { reply: { kind: 'prefix', prefix: 'Echo: ' } } as const;
const VOTING: Partial<SimulatedScenario> = {
	port: 2223,
	endWord: 'exit',
	sendsEndWord: true,
	server: { reply: { kind: 'patterns', patterns: LABS.voting.replyPatterns ?? [] } },
};
const RECORDING = echoLab(AUTO).recording;

/** A lab, and what the analysis must say of its capture. */
export interface SimulatedCase {
	readonly lab: SimulatedScenario;
	readonly opening?: string;
	readonly ending?: string;
	readonly traits?: readonly string[];
	/** Verdict labels of the whole capture, counted. */
	readonly labels?: Readonly<Record<string, number>>;
	/** Labels as Wireshark gives them, that must be there. */
	readonly shows?: readonly string[];
	readonly tcpPackets?: number;
}

/** One simulated lab for each fault and each way of RFC 9293. */
export const CASES: Readonly<Record<string, SimulatedCase>> = {
	'typed, two messages: 3k + 7': { lab: echoLab(TYPED), ending: 'three-segment', tcpPackets: 13 },
	'automatic, three messages: 2k + 8': { lab: echoLab(AUTO), ending: 'three-segment', tcpPackets: 14 },
	'the end word of voting is sent, unanswered': {
		lab: echoLab({ ...TYPED, lines: ['Option A', 'Option A', 'Option Z', 'exit'] } as ClientPlan, VOTING),
	},
	'a server that takes 60 ms to close: its kernel acknowledges first, four segments': {
		lab: echoLab(AUTO, { server: { ...ECHO, closeDelayMs: 60 } }),
		ending: 'four-segment',
	},
	'Ctrl+C on the server while the client waits': {
		lab: echoLab({ ...TYPED, lines: ['halo', 'bye'], pauseMs: 500 } as ClientPlan, {
			server: { ...ECHO, stopsAtMs: 700 },
		}),
		ending: 'four-segment',
	},
	'nobody listens': { lab: echoLab(AUTO, { server: null }), opening: 'refused', ending: 'never-opened' },
	'a firewall drops the SYN': {
		lab: echoLab(AUTO, { links: { 'server-down': { dropSyn: true } } }),
		opening: 'no-answer',
		ending: 'never-opened',
		labels: { retransmission: 6 },
	},
	'unread data: the server resets': {
		lab: echoLab(AUTO, { server: { ...ECHO, resetsAfter: 1 } }),
		ending: 'aborted',
	},
	'linger 0: the client resets': { lab: echoLab({ ...AUTO, end: 'reset' }), ending: 'aborted' },
	'half-close, and the server goes on': {
		lab: echoLab(bulk(3000, { writeBytes: 3000 } as ClientPlan), {
			server: { ...ECHO, replyDelayMs: 100, closeDelayMs: 200 },
		}),
		traits: ['half-close'],
	},
	'a slow reader shuts its window': {
		lab: echoLab(bulk(30_000), {
			server: { ...SILENT, receiveBufferBytes: 8192, slowReader: { bytes: 2000, pauseMs: 700 } },
		}),
		shows: ['zero_window', 'window_full', 'keep_alive', 'window_update'],
	},
	'a lost segment in a stream is sent again fast': {
		lab: echoLab(bulk(40_000), { server: SILENT, links: { 'server-down': { dropSegments: [6] } } }),
		labels: { retransmission: 1 },
		shows: ['duplicate_ack', 'fast_retransmission'],
	},
	'the same, lost before the bridge: a gap, then out of order': {
		lab: echoLab(bulk(40_000), { server: SILENT, links: { 'client-up': { dropSegments: [6] } } }),
		labels: { lost_segment: 1, out_of_order: 1 },
	},
	'a lost request is sent again after the timeout': {
		lab: echoLab(TYPED, { links: { 'server-down': { dropSegments: [3] } } }),
		labels: { retransmission: 1 },
		shows: ['retransmission'],
	},
	'a lost SYN-ACK': {
		lab: echoLab(AUTO, { links: { 'client-down': { dropSegments: [1] } } }),
		labels: { retransmission: 2 },
		traits: ['syn-resent', 'syn-ack-resent'],
	},
	'a lost FIN': {
		lab: echoLab(AUTO, { links: { 'client-down': { dropSegments: [6] } } }),
		traits: ['fin-resent'],
	},
	'both open at once': {
		lab: echoLab(bulk(10, { end: 'close' } as ClientPlan), { opensSimultaneously: true, withoutArp: true }),
		opening: 'simultaneous-open',
	},
	'both close at once': {
		lab: echoLab({ ...TYPED, lines: ['halo'], pauseMs: 100 } as ClientPlan, {
			server: { ...ECHO, closesAfterMs: 300 },
			links: { 'client-up': { delayMs: 150 }, 'server-up': { delayMs: 150 } },
		}),
	},
	'keep-alive': {
		lab: echoLab({ kind: 'auto', messages: ['hi'], end: 'stay', keepAliveMs: 20_000 }, { limitMs: 70_000 }),
		shows: ['keep_alive', 'keep_alive_ack'],
	},
	'-i any records each packet three times': {
		lab: echoLab(TYPED, { recording: { ...RECORDING, place: 'any' } }),
		labels: {},
		tcpPackets: 13,
	},
	'two clients at once': {
		lab: { ...echoLab(AUTO), clients: [AUTO, { ...AUTO, atMs: 1 }] },
		ending: 'three-segment',
		labels: {},
	},
	'refused, then the server is started': {
		lab: { ...echoLab(AUTO), clients: [AUTO, { ...AUTO, atMs: 1000 }], serverStartsAtMs: 500 },
		opening: 'refused',
	},
	'a server that sends events unasked': {
		lab: echoLab(TYPED, { server: { ...ECHO, pushes: [{ atMs: 20, text: 'Upcall event: tick' }] } }),
		ending: 'three-segment',
	},
	'first numbers that wrap': {
		lab: echoLab(bulk(9000), { initialSequence: { client: 0xffff_fff0, server: 0xffff_ffff }, server: ECHO }),
		labels: {},
	},
	'snaplen 60': { lab: echoLab(TYPED, { recording: { ...RECORDING, snaplen: 60 } }), tcpPackets: 13 },
};
