import type { Finding } from '../fact.ts';
import type { VotesSay } from '../grammar/say-counts.ts';
import { type CaptureModel, isCovered, rowsAt, type SaidMessage } from '../model/capture-model.ts';
import { confirmed, refuted, unchecked } from './finding.ts';

const RECEIVED = /^Vote received for Option ([A-Z]), current count: (\d+)/i;
const INVALID = /^Invalid option/i;

/** A request of the voting lab with what the server made of it. */
interface Vote {
	readonly request: SaidMessage;
	readonly option: string | null;
	readonly isValid: boolean;
}

/** Votes as the server took them: for an option, valid, invalid, or all. */
export function judgeVotes(model: CaptureModel, { option, isValid, value }: VotesSay): Finding {
	const votes = votesOf(model);
	if (votes.length === 0) return unchecked('UNBOUND');
	const own = votes.filter((vote) => option === null || vote.option === option);
	const valid = own.filter((vote) => vote.isValid);
	const readings = isValid === null ? [valid, own] : [own.filter((vote) => vote.isValid === isValid)];
	const rows = (of: readonly Vote[]) => of.flatMap(({ request }) => rowsAt(model, request.packets.slice(0, 1)));
	const fact = (of: readonly Vote[]) => ({
		kind: 'count' as const,
		thing: 'votes' as const,
		said: value,
		found: of.length,
		packets: rows(of)
			.slice(0, 6)
			.map(({ number }) => number),
		atLeast: false,
		withCopies: null,
	});
	const fits = readings.find((of) => of.length === value);
	if (fits) return confirmed(rows(fits), fact(fits));
	const [first = []] = readings;
	const isWhole = model.connections.every((connection) => isCovered(model, connection));
	return isWhole ? refuted(rows(first), fact(first)) : unchecked('NOT_IN_CAPTURE', rows(first), fact(first));
}

/** Each request with the reply behind it; what is not voted for, such as the end word, has none. */
function votesOf({ connections, messages }: CaptureModel): readonly Vote[] {
	return connections.flatMap(({ connection }) => {
		const own = messages
			.filter((message) => message.connection === connection)
			.toSorted((a, b) => (a.packets[0] ?? 0) - (b.packets[0] ?? 0));
		return own.flatMap((request, i): readonly Vote[] => {
			const reply = own[i + 1];
			if (request.side !== 'client' || reply?.side !== 'server') return [];
			const received = RECEIVED.exec(reply.text);
			const asked = /^Option ([A-Z])$/i.exec(request.text.trim())?.[1]?.toUpperCase() ?? null;
			if (received) return [{ request, option: received[1]?.toUpperCase() ?? null, isValid: true }];
			return INVALID.test(reply.text) ? [{ request, option: asked, isValid: false }] : [];
		});
	});
}
