import { evaluate, meantConnections, type Subject } from '../evaluate.ts';
import { connectionOutcomes } from '../evaluate-connection.ts';
import type { Outcome, Requirement, RequirementWord } from '../requirement.ts';
import type { Expectation, ExpectSpec, SpecPath } from './spec.ts';

/** Says of each thing that a specification requires whether the capture shows it, and where it stands. */
export function checkSpec(spec: ExpectSpec, subject: Subject): readonly Expectation[] {
	const { connection = [], ...rest } = spec;
	const all = meantConnections(subject);
	return [
		...evaluate(rest, subject).map((outcome) => ({ path: pathOf(outcome, spec), outcome })),
		...connection.flatMap((required, i) => {
			const one = all[i];
			const outcomes = one ? connectionOutcomes(required, one, subject) : [missing(i + 1, all.length)];
			return outcomes.map((outcome) => ({ path: ['connection', i, ...pathOf(outcome, spec)], outcome }));
		}),
	];
}

function missing(at: number, found: number): Outcome {
	return { word: 'connection', met: false, expected: at, found, at, connection: null, packets: [] };
}

function pathOf(outcome: Outcome, spec: Requirement): SpecPath {
	const { word, at } = outcome;
	if (word === 'exchange-request') return ['exchanges', (at ?? 1) - 1, 'client'];
	if (word === 'exchange-reply') return ['exchanges', (at ?? 1) - 1, 'server'];
	if (!word.startsWith('packet-') && word !== 'packet') return PATHS[word] ?? [];
	const index = Array.isArray(spec.packets) ? spec.packets.findIndex(({ n }) => n === at) : 0;
	return ['packets', index, ...(PATHS[word] ?? [])];
}

/** The words of a specification; those of a packet and an exchange are inside their list. */
const PATHS: { readonly [W in RequirementWord]?: SpecPath } = {
	packets: ['packets'],
	connections: ['connections'],
	'arp-requests': ['arp', 'requests'],
	'arp-replies': ['arp', 'replies'],
	'arp-broadcast': ['arp', 'broadcast'],
	'arp-unicast': ['arp', 'unicast'],
	'payload-contains': ['payloadContains'],
	whole: ['whole'],
	'client-address': ['client', 'address'],
	'client-port': ['client', 'port'],
	'server-address': ['server', 'address'],
	'server-port': ['server', 'port'],
	handshake: ['handshake'],
	exchanges: ['exchanges'],
	'close-shape': ['close', 'shape'],
	'close-starter': ['close', 'starter'],
	'close-complete': ['close', 'complete'],
	retransmissions: ['retransmissions'],
	segments: ['segments'],
	'client-bytes': ['clientBytes'],
	'server-bytes': ['serverBytes'],
	'starts-mid-connection': ['startsMidConnection'],
	'ends-open': ['endsOpen'],
	'first-speaker': ['firstSpeaker'],
	packet: ['n'],
	'packet-protocol': ['protocol'],
	'packet-flags': ['flags'],
	'packet-from': ['from'],
	'packet-to': ['to'],
	'packet-data-length': ['dataLength'],
	'packet-payload': ['payload'],
	'packet-seq': ['seq'],
	'packet-ack': ['ack'],
	'packet-labels': ['labels'],
};
