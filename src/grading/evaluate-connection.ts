import type { Connection } from '../tcp/analysis.ts';
import type { Exchange, Message } from '../tcp/exchanges.ts';
import { type Count, countFits, countText } from './count.ts';
import type { Subject } from './evaluate.ts';
import { messageText, payloadText } from './message-text.ts';
import type {
	CloseRequirement,
	CloseWord,
	ConnectionRequirement,
	EndpointRequirement,
	ExchangeRequirement,
	ExchangesRequirement,
	HandshakeFound,
	Outcome,
	OutcomeValue,
	RequirementWord,
} from './requirement.ts';

/** What is said of one connection; `null`: there is none, so nothing that is required of one is met. */
export function connectionOutcomes(
	required: ConnectionRequirement,
	connection: Connection | null,
	subject: Subject,
): readonly Outcome[] {
	return [
		...endpointOutcomes('client', required.client, connection),
		...endpointOutcomes('server', required.server, connection),
		...equal('handshake', required.handshake, connection, handshakeFound, openingPackets),
		...exchangesOutcomes(required.exchanges, connection),
		...closeOutcomes(required.close, connection),
		...counted('retransmissions', required.retransmissions, connection, ({ retransmissions }) => retransmissions),
		...counted('segments', required.segments, connection, (of) => segmentCount(of, subject)),
		...counted('client-bytes', required.clientBytes, connection, ({ clientBytes }) => clientBytes),
		...counted('server-bytes', required.serverBytes, connection, ({ serverBytes }) => serverBytes),
		...equal('starts-mid-connection', required.startsMidConnection, connection, startsMid, firstPacket),
		...equal('ends-open', required.endsOpen, connection, ({ endSeen }) => !endSeen, lastPacket),
		...equal('first-speaker', required.firstSpeaker, connection, firstSpeaker, firstPacket),
	];
}

/** How far the opening of a connection can be seen. */
export function handshakeFound({ lifeCycle, startSeen, handshake }: Connection): HandshakeFound {
	if (lifeCycle.opening.kind === 'refused') return 'refused';
	if (!startSeen) return 'not-captured';
	if (handshake.complete) return 'complete';
	return lifeCycle.opening.kind === 'no-answer' ? 'no-answer' : 'incomplete';
}

function endpointOutcomes(
	side: 'client' | 'server',
	required: EndpointRequirement | undefined,
	connection: Connection | null,
): readonly Outcome[] {
	return [
		...equal(`${side}-address`, required?.address, connection, (of) => of[side].address, firstPacket),
		...equal(`${side}-port`, required?.port, connection, (of) => of[side].port, firstPacket),
	];
}

function exchangesOutcomes(
	required: ConnectionRequirement['exchanges'],
	connection: Connection | null,
): readonly Outcome[] {
	if (required === undefined) return [];
	if (isList(required)) return listedExchanges(required, connection);
	const wanted: ExchangesRequirement = typeof required === 'number' ? { min: required, max: required } : required;
	const fitting =
		connection === null ? [] : connection.exchanges.filter((one) => exchangeFits(wanted, one, connection));
	const packets = fitting.flatMap(({ request, reply }) => [...(request?.packets ?? []), ...(reply?.packets ?? [])]);
	const count: Count = typeof required === 'number' ? required : { min: required.min, max: required.max };
	const met = countFits(count, fitting.length);
	return [outcome('exchanges', connection, { met, expected: countText(count), found: fitting.length, packets })];
}

/** Whether an exchange is whole and follows the rule that is asked for. */
function exchangeFits({ port, reply }: ExchangesRequirement, exchange: Exchange, { server }: Connection): boolean {
	if (exchange.request === null || exchange.reply === null) return false;
	if (port !== undefined && server.port !== port) return false;
	return reply === undefined || answersBy(reply, exchange.request, exchange.reply);
}

/** The reply is what the template makes of the request, or of each of its segments in turn. */
function answersBy(template: string, request: Message, reply: Message): boolean {
	const made = (message: string): string => template.replaceAll('{message}', () => message);
	const said = messageText(reply);
	return said === made(messageText(request)) || said === request.parts.map((part) => made(payloadText(part))).join('');
}

function listedExchanges(required: readonly ExchangeRequirement[], connection: Connection | null): readonly Outcome[] {
	const exchanges = connection?.exchanges ?? [];
	const count = outcome('exchanges', connection, {
		met: exchanges.length === required.length,
		expected: countText(required.length),
		found: exchanges.length,
		packets: exchanges.flatMap(({ request, reply }) => [...(request?.packets ?? []), ...(reply?.packets ?? [])]),
	});
	return [count, ...required.flatMap((one, i) => exchangeOutcomes(one, exchanges[i], i + 1, connection))];
}

function exchangeOutcomes(
	required: ExchangeRequirement,
	exchange: Exchange | undefined,
	at: number,
	connection: Connection | null,
): readonly Outcome[] {
	return (['client', 'server'] as const).flatMap((side) => {
		const expected = required[side];
		if (expected === undefined) return [];
		const message = (side === 'client' ? exchange?.request : exchange?.reply) ?? null;
		const found = message === null ? null : messageText(message);
		const word = side === 'client' ? 'exchange-request' : 'exchange-reply';
		return outcome(word, connection, { met: found === expected, expected, found, at, packets: message?.packets ?? [] });
	});
}

function closeOutcomes(required: CloseRequirement | undefined, connection: Connection | null): readonly Outcome[] {
	if (!required) return [];
	const { shape, starter, complete } = required;
	const packets = connection?.close.packets ?? [];
	const found = connection?.close.shape ?? null;
	return [
		...(shape === undefined
			? []
			: [outcome('close-shape', connection, { met: shapeFits(shape, found), expected: shape, found, packets })]),
		...equal('close-starter', starter, connection, ({ close }) => close.starter, closePackets),
		...equal('close-complete', complete, connection, ({ endSeen }) => endSeen, closePackets),
	];
}

function shapeFits(word: CloseWord, found: string | null): boolean {
	if (word === 'any') return found !== null && found !== 'none' && found !== 'half';
	return word.replace('3-', 'three-').replace('4-', 'four-') === found;
}

/** TCP packets of a connection, copies not counted. */
export function segmentCount({ connection }: Connection, { analysis }: Pick<Subject, 'analysis'>): number {
	let count = 0;
	for (const { duplicateOf } of analysis.packetsOf(connection)) if (duplicateOf === null) count++;
	return count;
}

function firstSpeaker({ exchanges }: Connection): OutcomeValue {
	const [first] = exchanges;
	return first ? (first.request ? 'client' : 'server') : null;
}

const startsMid = ({ startSeen }: Connection): boolean => !startSeen;
const firstPacket = (of: Connection): readonly number[] => [of.firstPacket];
const lastPacket = (of: Connection): readonly number[] => [of.lastPacket];
const closePackets = ({ close }: Connection): readonly number[] => close.packets;

function openingPackets({ handshake, firstPacket, lifeCycle }: Connection): readonly number[] {
	if (handshake.packets.length > 0) return handshake.packets;
	return lifeCycle.opening.packets.length > 0 ? lifeCycle.opening.packets : [firstPacket];
}

function equal(
	word: RequirementWord,
	expected: OutcomeValue | undefined,
	connection: Connection | null,
	read: (connection: Connection) => OutcomeValue,
	packetsOf: (connection: Connection) => readonly number[],
): readonly Outcome[] {
	if (expected === undefined) return [];
	const found = connection && read(connection);
	const packets = connection ? packetsOf(connection) : [];
	return [outcome(word, connection, { met: found === expected, expected, found, packets })];
}

function counted(
	word: RequirementWord,
	count: Count | undefined,
	connection: Connection | null,
	read: (connection: Connection) => number,
): readonly Outcome[] {
	if (count === undefined) return [];
	const found = connection && read(connection);
	return [
		outcome(word, connection, { met: found !== null && countFits(count, found), expected: countText(count), found }),
	];
}

function outcome(
	word: RequirementWord,
	connection: Connection | null,
	facts: Pick<Outcome, 'met' | 'expected' | 'found'> & Partial<Outcome>,
): Outcome {
	return { word, at: null, connection: connection?.connection ?? null, packets: [], ...facts };
}

function isList(required: NonNullable<ConnectionRequirement['exchanges']>): required is readonly ExchangeRequirement[] {
	return Array.isArray(required);
}
