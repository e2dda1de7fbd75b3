import { has, isOf, isWord, type Token } from '../text/token.ts';
import type { Say } from './say.ts';

/**
 * `Percobaan dari port 38850 gagal`, `the SYN from port 55748 is answered`, `connection 3372 → 80 is closed by …`: what
 * is said is said of the connections that have the port. Of several ports the sentence tells connections apart by
 * clauses, which is not read.
 */
export function ofToldConnection(says: readonly Say[], tokens: readonly Token[]): readonly Say[] {
	const ports = new Set(tokens.flatMap((token, at) => portAt(tokens, token, at) ?? []));
	const [port, ...others] = ports;
	if (port === undefined || others.length > 0) return says;
	return says.map((say) => (isOfOne(say) ? { ...say, within: port } : say));
}

/** The port that tells which connection is meant, not one that is given to a side. */
function portAt(tokens: readonly Token[], token: Token, at: number): number | null {
	const near = tokens.slice(Math.max(0, at - 3), at);
	const isTold = near.some(
		(each) =>
			has(each, 'CONNECTION') || isWord(each, /^(?:percobaan|upaya|usaha|attempts?|tr(?:y|ies)|usahanya|socket)$/i),
	);
	if (isOf(token, 'ports')) return isTold ? token.source : null;
	if (!isOf(token, 'port') || token.end_ === 'destination' || token.side === 'server') return null;
	const before = near.at(-1);
	const isFrom = has(before, 'FROM') && near.some((each) => isOf(each, 'flags'));
	return isTold || isFrom ? token.port : null;
}

function isOfOne(say: Say): boolean {
	if (say.say === 'packet') return say.query.sourcePort === null && say.query.destinationPort === null;
	return ['handshake', 'close', 'order', 'speaker', 'lengths'].includes(say.say);
}
