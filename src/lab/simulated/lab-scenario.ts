import type { LabProfile } from '../../profile/lab-profile.ts';
import type { Scenario, Wire, WireRule } from '../lab-plan.ts';
import type { Impairment, LinkName } from './links.ts';
import type { ClientPlan, ReplyRule, ServerPlan, SimulatedScenario } from './scenario.ts';

/** Far behind every timer of a lab; whoever types may do so all day. */
const LIMIT_MS = 24 * 3_600_000;
/** What a client sends that is to fill a buffer. */
const BULK_TEXT = 'abcdefghijklmnopqrstuvwxyz';
/** When the server of a client that came too early is started, and when the next client comes. */
const LATE_SERVER_MS = 300;
const NEXT_CLIENT_MS = 500;
/** Clients that are started together are so far apart. */
const CLIENT_APART_MS = 3;

/** What the simulator runs for a lab and its scenario: the same data for which the other runners use real means. */
export function simulatedScenario(
	profile: LabProfile,
	scenario: Scenario,
	format: 'pcap' | 'pcapng',
): SimulatedScenario {
	const { serverManners: manners, rarities } = scenario;
	const isLate = scenario.server === 'late';
	return {
		port: profile.port,
		endWord: profile.endWord,
		sendsEndWord: profile.endWordIsSent,
		server: scenario.server === 'missing' ? null : serverPlan(profile, manners),
		...(isLate ? { serverStartsAtMs: LATE_SERVER_MS } : {}),
		clients: clientPlans(scenario),
		links: linksOf(scenario.wires),
		losePackets: rarities.losePackets,
		opensSimultaneously: rarities.opensSimultaneously,
		closesSimultaneously: rarities.closesSimultaneously,
		withoutArp: scenario.neighbours === 'known',
		forgetsNeighbours: scenario.neighbours === 'forgotten',
		recordFrom: scenario.recordFrom,
		recordUntil: scenario.recordUntil === 'end' ? 'closed' : 'replied',
		recording: {
			place: scenario.recordOn,
			format,
			nanoseconds: scenario.nanoseconds,
			snaplen: scenario.snaplen ?? 0,
			// As in the other runners, what a killed recorder has half written is cut off.
			isKilled: false,
		},
		limitMs: LIMIT_MS,
	};
}

function serverPlan(profile: LabProfile, manners: Scenario['serverManners']): ServerPlan {
	const { thinkMs, slowStartMs, ending, push } = manners;
	return {
		reply: replyRule(profile),
		...(profile.endWordIsSent ? { lastWord: profile.endWord } : {}),
		...(profile.greeting === null ? {} : { greeting: profile.greeting }),
		...(thinkMs > 0 ? { replyDelayMs: thinkMs } : {}),
		...(slowStartMs > 0 ? { slowStartMs } : {}),
		...(ending?.how === 'stop' ? { stopsAfter: ending.after } : {}),
		...(ending?.how === 'reset' ? { abortsAt: ending.after } : {}),
		...(push === null ? {} : { push }),
	};
}

function replyRule({ replyPrefix, replyPatterns }: LabProfile): ReplyRule {
	return replyPatterns === null
		? { kind: 'prefix', prefix: replyPrefix ?? '' }
		: { kind: 'patterns', patterns: replyPatterns };
}

function clientPlans(scenario: Scenario): readonly ClientPlan[] {
	const plan = clientPlan(scenario);
	if (scenario.server === 'late') return [plan, { ...plan, atMs: NEXT_CLIENT_MS }];
	return Array.from({ length: scenario.clients }, (_, i) => ({ ...plan, atMs: i * CLIENT_APART_MS }));
}

function clientPlan({ client, clientManners: manners, rarities }: Scenario): ClientPlan {
	const { pauseMs, waitMs, halfClose, bulkBytes, giveUpMs, upcalls } = manners;
	const more = {
		...(rarities.keepAliveMs === null ? {} : { keepAliveMs: rarities.keepAliveMs }),
		...(giveUpMs === undefined ? {} : { giveUpMs }),
		...(upcalls ? { upcalls } : {}),
		...(halfClose ? { endsWithLast: true } : {}),
		// Without waiting for replies, the last pause comes before the close.
		...(waitMs > 0 || upcalls ? { waitMs: waitMs + (upcalls ? pauseMs : 0) } : {}),
	};
	if (client.kind === 'typed') return { kind: 'typed', ...more };
	if (client.kind === 'fed') return { ...client, ...more };
	if (bulkBytes === 0) return { ...client, ...more, pauseMs };
	const bulk = { bytes: bulkBytes, writeBytes: bulkBytes, expectBytes: 0, text: BULK_TEXT, readsMeanwhile: true };
	return { kind: 'bulk', ...bulk, end: 'half-close', ...more };
}

function linksOf(wires: readonly Wire[]): { readonly [L in LinkName]?: Impairment } {
	const links: { [L in LinkName]?: Impairment } = {};
	for (const { host, rules } of wires) {
		for (const rule of rules) {
			const name = `${host}-${rule.direction === 'to-bridge' ? 'up' : 'down'}` as const;
			links[name] = { ...links[name], ...impairment(rule) };
		}
	}
	return links;
}

function impairment({ kind, value }: WireRule): Impairment {
	switch (kind) {
		case 'drop':
			return { dropEvery: Math.max(1, Math.round(100 / value)) };
		case 'delay':
			return { delayMs: value };
		case 'overtake':
			return { overtakes: true };
		case 'duplicate':
			return { duplicates: true };
		case 'drop-syn':
			return { dropSyn: true };
	}
}
