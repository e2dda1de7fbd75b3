import type { CountedThing } from '../fact.ts';
import { has, isOf, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { flagSets, phaseOf, rowsOf, says, spanOf } from './features.ts';
import { flagThing } from './flag-thing.ts';
import type { Say } from './say.ts';
import { isNotOne } from './uncounted.ts';

/** P15: what is not there, or is. */
export function readAbsence(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	const thing = absentThing(tokens);
	if (thing === undefined || rowsOf(tokens) !== null) return [];
	const isNegated = says(tokens, 'NOT', 'WITHOUT');
	const isThere = says(tokens, 'THERE_IS', 'CONTAINS', 'SEVERAL') || clause.verbs.length === 0;
	const isOther = thing === 'retransmissions' || thing === 'duplicates' || thing === 'errors';
	if (!isNegated && !(isThere && isOther && says(tokens, 'THERE_IS', 'SEVERAL', 'DUPLICATE'))) return [];
	if (tokens.some((token, i) => isOf(token, 'number') && !isNotOne(tokens, i) && !isAmong(tokens, i))) return [];
	return [
		{
			say: 'absence',
			kinds: ['K14'],
			pattern: 'P15',
			thing,
			isPresent: !isNegated,
			phase: phaseOf(tokens),
			host: clause.from,
			tentative: scope.tentative,
			...spanOf(tokens),
		},
	];
}

function absentThing(tokens: readonly Token[]): CountedThing | undefined {
	if (says(tokens, 'RETRANSMISSION')) return 'retransmissions';
	if (says(tokens, 'DUPLICATE') && !says(tokens, 'RETRANSMISSION')) return 'duplicates';
	const at = tokens.findIndex((token) => has(token, 'NOT', 'WITHOUT'));
	if (at < 0) return undefined;
	const behind = tokens.slice(at, at + 7);
	const sets = flagSets(behind);
	// "tidak ada jawaban untuk SYN": the answer is not there.
	const flagsAt = behind.findIndex((token) => isOf(token, 'flags'));
	if (flagsAt > 0 && says(behind.slice(0, flagsAt), 'RESPONSE')) return undefined;
	if (says(behind, 'RESET') || sets.some((set) => set.includes('RST'))) return 'rst';
	if (sets.length === 1 && flagsAt <= 4 && says(tokens, 'PACKET', 'FLAG', 'SEGMENT', 'THERE_IS', 'CAPTURE'))
		return flagThing(sets[0] ?? []);
	if (says(behind, 'ERROR') || (says(behind, 'LOSS') && says(behind, 'PACKET'))) return 'errors';
	if (says(behind, 'UDP') && says(behind, 'PACKET')) return 'udp-packets';
	if (says(behind, 'ARP')) return 'arp-packets';
	const isOfData =
		tokens.slice(at, at + 3).some((token) => has(token, 'DATA', 'PAYLOAD')) &&
		!says(tokens, 'LOSS', 'CLIENT', 'SERVER', 'CLOSE', 'HANDSHAKE');
	return isOfData && sets.length === 0 && tokens.length <= 8 ? 'messages' : undefined;
}

/** `in these 12 packets`, `pada 12 paket`: where something is not. */
function isAmong(tokens: readonly Token[], at: number): boolean {
	return tokens
		.slice(Math.max(0, at - 2), at)
		.some((token) => isOf(token, 'word') && /^(?:in|among|of|within|pada|dalam|di|dari|antara)$/i.test(token.word));
}
