import { joinBytes } from '../tcp/exchanges.ts';
import type { Question } from './question.ts';
import { acknowledgedRequests } from './request-acks.ts';
import { isOpened, type Subject, type Told } from './subject.ts';

type Questions = readonly Question[];

/** More questions than that nobody likes to answer. */
const MOST_QUESTIONS = 10;
/** A longer message is not quoted in a question. */
const QUOTED_BYTES = 40;

/** Questions that this capture answers. */
export function questionsOf(subject: Subject): Questions {
	const main = subject.told.find(({ connection }) => isOpened(connection) && connection.exchanges.length > 0);
	const opened = main ?? subject.told.find(({ connection }) => isOpened(connection));
	const all = [
		...(opened ? [...withoutServer(opened), ...notCaptured(opened)] : []),
		...(main ? [...whyAck(main), ...whichAcknowledges(main), ...addedBytes(main)] : []),
		...(opened ? [...whoCloses(opened), ...howManySegments(opened), ...timeWait(opened), ...endWord(opened)] : []),
		...refused(subject),
		...whyArp(subject),
		...whyTwice(subject),
		...howManyConnections(subject),
	];
	return all.slice(0, MOST_QUESTIONS);
}

function withoutServer({ connection, packets }: Told): Questions {
	const synAck = packets.find(({ segment }) => segment?.syn && segment.ack && segment.side === 'server')?.packet.number;
	const isAsked = connection.lifeCycle.opening.kind === 'three-way' && connection.handshake.complete;
	if (!isAsked || synAck === undefined) return [];
	return [{ kind: 'without-server', synAck, port: connection.server.port, packets: [synAck] }];
}

function notCaptured({ connection }: Told): Questions {
	const { startSeen, firstPacket: first } = connection;
	return startSeen ? [] : [{ kind: 'where-is-handshake', first, packets: [first] }];
}

/** The last Ack that is a sum of data alone and not the first of its side. */
function whyAck({ packets }: Told): Questions {
	const example = packets.findLast(({ acknowledged, segment }) => {
		if (acknowledged === null || segment === null) return false;
		const { bytes, syn, fin, packets: of } = acknowledged;
		return bytes > 0 && !syn && !fin && of.length === 1 && segment.payloadBytes > 0;
	});
	if (!example?.acknowledged) return [];
	const { acknowledged, packet } = example;
	return [{ kind: 'why-ack', packet: packet.number, acknowledged, packets: [...acknowledged.packets, packet.number] }];
}

function whichAcknowledges(told: Told): Questions {
	const acks = acknowledgedRequests(told);
	const at = told.connection.exchanges.findIndex(({ request }, i) => {
		const ack = acks[i];
		const isShort = request?.whole && request.length <= QUOTED_BYTES;
		return isShort && (ack?.own ?? ack?.byReply ?? null) !== null;
	});
	const request = told.connection.exchanges[at]?.request;
	const ack = acks[at]?.own ?? acks[at]?.byReply ?? null;
	const last = request?.packets.at(-1);
	if (!request || ack === null || last === undefined) return [];
	return [
		{
			kind: 'which-acknowledges',
			...{ request: last, message: joinBytes(request.parts), ack, carriesReply: acks[at]?.own === null },
			packets: [last, ack],
		},
	];
}

function addedBytes({ connection, profile }: Told): Questions {
	const exchange = connection.exchanges.find(({ followsRule }) => followsRule === true);
	if (!exchange?.request || !exchange.reply || typeof profile?.replyPrefix !== 'string') return [];
	const { request, reply } = exchange;
	const [asked, said] = [request.packets[0], reply.packets[0]];
	const isOne = request.packets.length === 1 && reply.packets.length === 1;
	if (asked === undefined || said === undefined || !isOne) return [];
	return [
		{
			kind: 'added-bytes',
			...{ request: asked, reply: said, requestBytes: request.length, replyBytes: reply.length },
			prefix: profile.replyPrefix,
			packets: [asked, said],
		},
	];
}

function whoCloses({ connection, packets }: Told): Questions {
	const { starter, shape } = connection.close;
	const fin = packets.find(({ segment }) => segment?.fin && !segment.rst && segment.side === starter)?.packet.number;
	if (starter === null || fin === undefined || shape === 'reset' || shape === 'simultaneous') return [];
	return [{ kind: 'who-closes', side: starter, fin, packets: [fin] }];
}

function howManySegments({ connection, packets }: Told): Questions {
	const { ending } = connection.lifeCycle;
	const [first, second, third] = ending.packets;
	if (first === undefined || second === undefined) return [];
	if (ending.kind === 'three-segment' && connection.endSeen) {
		return [{ kind: 'why-three-segments', fins: [first, second], packets: ending.packets }];
	}
	if (ending.kind !== 'four-segment' || third === undefined) return [];
	const time = (number: number): bigint => packets.find(({ packet }) => packet.number === number)?.packet.timeNs ?? 0n;
	return [
		{
			kind: 'why-four-segments',
			...{ starter: ending.starter, ack: second, otherFin: third, pauseNs: time(third) - time(second) },
			packets: ending.packets,
		},
	];
}

function timeWait({ connection, packets }: Told): Questions {
	const { starter, shape } = connection.close;
	if (starter === null || !connection.endSeen || (shape !== 'three-segment' && shape !== 'four-segment')) return [];
	const from = packets.find(({ states }) => states?.[starter] === 'TIME_WAIT')?.packet.number;
	return from === undefined ? [] : [{ kind: 'time-wait', side: starter, packet: from, packets: [from] }];
}

function endWord({ connection, packets, profile }: Told): Questions {
	const fin = packets.find(({ segment }) => segment?.fin && segment.side === 'client')?.packet.number;
	const isSaid = connection.exchanges.some(
		({ request }) =>
			request !== null && profile && new TextDecoder().decode(joinBytes(request.parts)).includes(profile.endWord),
	);
	const isWhole = connection.handshake.complete && connection.exchanges.every(({ request }) => request?.whole === true);
	if (!profile || profile.endWordIsSent || fin === undefined || isSaid || !isWhole) return [];
	if (connection.close.starter !== 'client') return [];
	return [{ kind: 'where-is-end-word', word: profile.endWord, fin, packets: [fin] }];
}

function refused({ told }: Subject): Questions {
	const one = told.find(({ connection }) => connection.lifeCycle.opening.kind === 'refused')?.connection;
	const [syn, rst] = one?.lifeCycle.opening.packets ?? [];
	if (!one || syn === undefined || rst === undefined) return [];
	return [{ kind: 'why-refused', syn, rst, port: one.server.port, packets: [syn, rst] }];
}

/** ARP between two hosts that are already talking. */
function whyArp({ told, analysis }: Subject): Questions {
	for (const { connection } of told) {
		const ends = [connection.client.address, connection.server.address].sort().join(' ');
		const again = [...analysis.arpPackets].find(
			({ packet: { arp, number }, duplicateOf }) =>
				arp?.operation === 'request' &&
				arp.class === 'unicast' &&
				duplicateOf === null &&
				number > connection.firstPacket &&
				[arp.senderIp, arp.targetIp].sort().join(' ') === ends,
		);
		if (again) {
			const { number } = again.packet;
			const firstSegment = connection.firstPacket;
			return [{ kind: 'why-arp', arp: number, firstSegment, packets: [firstSegment, number] }];
		}
	}
	return [];
}

function whyTwice({ copies }: Subject): Questions {
	const [pair] = copies;
	const copy = pair?.[1][0];
	if (!pair || copy === undefined) return [];
	return [{ kind: 'why-twice', first: pair[0], copy, packets: [pair[0], copy] }];
}

function howManyConnections({ analysis, told }: Subject): Questions {
	const syns = told.flatMap(({ connection, packets }) => {
		const syn = packets.find(({ segment }) => segment?.syn && !segment.ack);
		return connection.startSeen && syn ? [syn.packet.number] : [];
	});
	if (syns.length < 2 || syns.length !== analysis.connectionCount) return [];
	return [{ kind: 'how-many-connections', count: syns.length, syns, packets: syns }];
}
