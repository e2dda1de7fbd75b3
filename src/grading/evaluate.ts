import type { Analysis, AnnotatedPacket, Connection } from '../tcp/analysis.ts';
import type { Message } from '../tcp/exchanges.ts';
import { type Count, countFits, countText } from './count.ts';
import { connectionOutcomes } from './evaluate-connection.ts';
import { packetOutcomes } from './evaluate-packet.ts';
import { containsText, messageText, payloadText } from './message-text.ts';
import type { ArpRequirement, ConnectionRequirement, Outcome, Requirement, RequirementWord } from './requirement.ts';

/** A capture, and what one must know to say whether it is what was required. */
export interface Subject {
	readonly analysis: Analysis;
	/** The file is whole to its end. */
	readonly undamaged: boolean;
	/** The lab's server port: its connections are meant. `null`, or no connection there: all are. */
	readonly port: number | null;
	/** What stands for `{name}` in texts, such as `student.id`. */
	readonly variables: Readonly<Record<string, string>>;
}

/** Says of each thing that is required whether the capture shows it. */
export function evaluate(requirement: Requirement, subject: Subject): readonly Outcome[] {
	return [
		...captureOutcomes(requirement, subject),
		...someConnection(requirement, subject),
		...eachConnection(requirement.connection ?? [], subject),
	];
}

/** Whether all of it is met. */
export function isMet(outcomes: readonly Outcome[]): boolean {
	return outcomes.every(({ met }) => met);
}

/** The connections that are meant: those of the lab, or all where it has none. */
export function meantConnections({ analysis, port }: Pick<Subject, 'analysis' | 'port'>): readonly Connection[] {
	const all = [...analysis.connections];
	const ofLab = all.filter(({ server }) => server.port === port);
	return ofLab.length > 0 ? ofLab : all;
}

function captureOutcomes(requirement: Requirement, subject: Subject): readonly Outcome[] {
	const { analysis, undamaged } = subject;
	const { packets, connections, arp, payloadContains, whole } = requirement;
	const outcomes: Outcome[] = [];
	if (isCount(packets)) outcomes.push(countOutcome('packets', packets, analysis.packetCount));
	else if (packets) outcomes.push(...packets.flatMap((packet) => packetOutcomes(packet, analysis)));
	if (connections !== undefined) outcomes.push(connectionsOutcome(connections, subject));
	if (arp) outcomes.push(...arpOutcomes(arp, analysis));
	for (const text of textsOf(payloadContains)) outcomes.push(textOutcome(text, subject));
	if (whole !== undefined) {
		const found = undamaged && analysis.cutFrames.count === 0;
		outcomes.push({ ...bare('whole'), met: found === whole, expected: whole, found });
	}
	return outcomes;
}

/** A requirement of "the connection" is met by any; where none meets it, the one that comes closest is told of. */
function someConnection(requirement: ConnectionRequirement, subject: Subject): readonly Outcome[] {
	const all = meantConnections(subject).map((one) => connectionOutcomes(requirement, one, subject));
	if (all.length === 0) return connectionOutcomes(requirement, null, subject);
	const missed = (outcomes: readonly Outcome[]): number => outcomes.filter(({ met }) => !met).length;
	return all.reduce((best, outcomes) => (missed(outcomes) < missed(best) ? outcomes : best));
}

function eachConnection(requirements: readonly ConnectionRequirement[], subject: Subject): readonly Outcome[] {
	const all = meantConnections(subject);
	return requirements.flatMap((requirement, i) => {
		const one = all[i];
		if (one) return connectionOutcomes(requirement, one, subject);
		const expected = i + 1;
		return { ...bare('connection'), met: false, expected, found: all.length, at: expected };
	});
}

function connectionsOutcome(count: Count, subject: Subject): Outcome {
	const connections = meantConnections(subject);
	const packets = connections.map(({ firstPacket }) => firstPacket);
	return countOutcome('connections', count, connections.length, packets);
}

function arpOutcomes(required: ArpRequirement, analysis: Analysis): readonly Outcome[] {
	const arp = [...analysis.arpPackets].filter(({ duplicateOf }) => duplicateOf === null);
	const numbers = (fits: (of: NonNullable<AnnotatedPacket['packet']['arp']>) => boolean): readonly number[] =>
		arp.flatMap(({ packet }) => (packet.arp && fits(packet.arp) ? packet.number : []));
	const found = {
		requests: numbers(({ operation }) => operation === 'request'),
		replies: numbers(({ operation }) => operation === 'reply'),
		broadcast: numbers((of) => of.operation === 'request' && of.class !== 'unicast'),
		unicast: numbers((of) => of.operation === 'request' && of.class === 'unicast'),
	};
	return (['requests', 'replies', 'broadcast', 'unicast'] as const).flatMap((what) => {
		const count = required[what];
		return count === undefined ? [] : countOutcome(`arp-${what}`, count, found[what].length, found[what]);
	});
}

function textOutcome(template: string, subject: Subject): Outcome {
	const text = withVariables(template, subject.variables);
	const { analysis } = subject;
	const messages = [...analysis.connections].flatMap(({ exchanges }) =>
		exchanges.flatMap(({ request, reply }) => [request, reply]).filter((one): one is Message => one !== null),
	);
	const inMessage = text === '' ? undefined : messages.find((message) => containsText(messageText(message), text));
	const packets = inMessage?.packets ?? udpWith(text, analysis);
	const met = packets.length > 0;
	return { ...bare('payload-contains'), met, expected: text, found: met ? text : null, packets };
}

function udpWith(text: string, analysis: Analysis): readonly number[] {
	if (!analysis.protocols.get('udp') || text === '') return [];
	for (const { packet } of analysis.packets)
		if (packet.udp && containsText(payloadText(packet.payload), text)) return [packet.number];
	return [];
}

/** Puts the values where `{name}` stands; a name that is not known stays. */
function withVariables(template: string, variables: Readonly<Record<string, string>>): string {
	return template.replace(/\{([\w.]+)\}/g, (all, name: string) =>
		Object.hasOwn(variables, name) ? (variables[name] ?? all) : all,
	);
}

function textsOf(texts: string | readonly string[] | undefined): readonly string[] {
	return texts === undefined ? [] : typeof texts === 'string' ? [texts] : texts;
}

function isCount(packets: Requirement['packets']): packets is Count {
	return packets !== undefined && !Array.isArray(packets);
}

function countOutcome(word: RequirementWord, count: Count, found: number, packets: readonly number[] = []): Outcome {
	return { ...bare(word), met: countFits(count, found), expected: countText(count), found, packets };
}

function bare(word: RequirementWord): Outcome {
	return { word, met: false, expected: null, found: null, at: null, connection: null, packets: [] };
}
