import type { Say } from '../grammar/say.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import type { Judged } from '../roll-up.ts';
import { has, isOf, isWord, type Token } from '../text/token.ts';
import type { RowNumbers } from './evaluate.ts';

/**
 * Whether a packet that the sentence names has no part in what confirms it: `the FIN of the client is frame 13, that of
 * the server frame 8` is not shown by packet 13.
 */
export function hasPacketWithoutPart(
	tokens: readonly Token[],
	judged: readonly Judged[],
	numbersOf: RowNumbers,
): boolean {
	const atoms = judged.flatMap((one) => one.atoms);
	const shown = new Set(atoms.flatMap(({ verdict, packets }) => (verdict === 'confirmed' ? packets : [])));
	if (shown.size === 0 || tokens.some(isAgain)) return false;
	return tokens.some((token, at) => {
		if (!isOf(token, 'rows') || !isNumbered(token.noun) || isPlaceInTime(tokens, at)) return false;
		const numbers = numbersOf(token.rows);
		return token.isRange ? !numbers.some((number) => shown.has(number)) : !numbers.every((number) => shown.has(number));
	});
}

/** Whether something is shown by packets that all come before those that it is said to follow. */
export function isOutOfOrder(judged: readonly Judged[]): boolean {
	const shown = (of: readonly Judged[]): readonly number[] =>
		of.flatMap(({ atoms }) => atoms.filter(({ verdict }) => verdict === 'confirmed').flatMap(({ packets }) => packets));
	return judged.some((one) => {
		const { follows } = one.say;
		if (follows === undefined) return false;
		const [own, before] = [shown([one]), shown(judged.filter(({ say }) => say.clause === follows && !isAnyAck(say)))];
		return own.length > 0 && before.length > 0 && Math.max(...own) < Math.min(...before);
	});
}

/** Of these there are many, and the one that is shown need not be the one that is meant. */
function isAnyAck(say: Say): boolean {
	return (
		say.say === 'packet' && say.rows === null && say.query.flags.length === 1 && say.query.flags[0]?.join() === 'ACK'
	);
}

/** Whether what confirms a sentence is of another connection than the ports and hosts that it names. */
export function isOfOtherConnection(model: CaptureModel, tokens: readonly Token[], judged: readonly Judged[]): boolean {
	const ports = tokens.flatMap(portsOf);
	if (model.connections.length < 2 || ports.length === 0) return false;
	return judged.some(({ say, atoms }) => {
		if (!OF_ONE_CONNECTION.has(say.say)) return false;
		const rows = atoms
			.filter(({ verdict }) => verdict === 'confirmed')
			.flatMap(({ packets }) => packets.flatMap((number) => rowAt(model, number) ?? []));
		return (
			rows.length > 0 &&
			!rows.some(({ sourcePort, destinationPort }) =>
				ports.some((port) => port === sourcePort || port === destinationPort),
			)
		);
	});
}

const OF_ONE_CONNECTION: ReadonlySet<string> = new Set(['handshake', 'close', 'packet', 'order', 'acked', 'speaker']);

function portsOf(token: Token): readonly number[] {
	if (isOf(token, 'port')) return [token.port];
	if (isOf(token, 'ports')) return [token.source, token.destination];
	return isOf(token, 'ip') && token.port !== null ? [token.port] : [];
}

/** Of what is sent again both packets are named, and one shows it. */
function isAgain(token: Token): boolean {
	return (
		has(token, 'RETRANSMISSION', 'DUPLICATE') ||
		isWord(token, /^(?:repeat(?:s|ed)|mengulang(?:i)?|diulang(?:i)?|ulang|copy|salinan)$/i)
	);
}

/** Steps and ordinals are counted by people, each in a way of its own. */
function isNumbered(noun: string): boolean {
	return /^(?:frames?|paket|packets?|baris|rows?|#)$/.test(noun);
}

/** `after frame 9`, `between packets 3 and 8`, `sejak paket 6`: when something is, and not where. */
function isPlaceInTime(tokens: readonly Token[], at: number): boolean {
	const before = tokens[at - 1];
	return (
		isWord(before, /^(?:since|sejak|from|dari|mulai|until|sampai|hingga|like|than|daripada)$/i) ||
		tokens.slice(Math.max(0, at - 3), at).some((token) => has(token, 'BEFORE', 'AFTER', 'UNTIL', 'BETWEEN', 'BECAUSE'))
	);
}
