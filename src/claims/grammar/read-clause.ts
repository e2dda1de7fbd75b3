import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, flagSets } from './features.ts';
import { INSIDE } from './inside-calls.ts';
import { readAbsence } from './read-absence.ts';
import { readAcked } from './read-acked.ts';
import { readArp } from './read-arp.ts';
import { readCounts } from './read-counts.ts';
import { readCalls, readClose, readHandshake } from './read-course.ts';
import { readEndpoints } from './read-endpoints.ts';
import { readFields } from './read-fields.ts';
import { readLengths, readTimes } from './read-numbers.ts';
import { readPacket } from './read-packet.ts';
import { readProtocol } from './read-protocol.ts';
import { readUnquoted } from './read-unquoted.ts';
import { readVotes } from './read-votes.ts';
import type { Say } from './say.ts';

/** All that one clause says. */
export function readClause(text: string, clause: Clause, scope: ClauseScope): readonly Say[] {
	const votes = readVotes(text, clause, scope);
	if (votes.length > 0) return votes;
	const fields = readFields(clause, scope);
	const arp = readArp(clause, scope);
	const lengths = readLengths(clause, scope);
	const counts = readCounts(clause, scope);
	// "No ARP request is a broadcast": that there is none of that kind.
	const isNoneOfKind = arp.some(
		(say) => say.say === 'arp' && say.isNegated && (say.isBroadcast !== null || say.does === 'announces'),
	);
	const absence = isNoneOfKind ? [] : readAbsence(clause, scope);
	const times = readTimes(clause, scope);
	const course = [...readHandshake(clause, scope), ...readClose(clause, scope), ...readCalls(clause, scope)];
	const isSpecial =
		fields.length > 0 ||
		arp.length > 0 ||
		lengths.length > 0 ||
		times.length > 0 ||
		counts.some(({ say }) => say === 'row-flags' || say === 'count') ||
		absence.length > 0;
	// `recv()` and `listen()` put nothing on the wire, whatever is said beside them.
	const isInside =
		allOf(clause.tokens, 'call').length > 0 && allOf(scope.sentence, 'call').every(({ name }) => INSIDE.has(name));
	const isHandshakeOnly = course.some(({ say }) => say === 'handshake') && flagSets(clause.tokens).length !== 1;
	const acked = isSpecial || course.length > 0 ? [] : readAcked(clause, scope);
	const packets = isSpecial || isHandshakeOnly || isInside || acked.length > 0 ? [] : readPacket(clause, scope);
	const unquoted = isSpecial || isInside || acked.length > 0 || course.length > 0 ? [] : readUnquoted(clause, scope);
	return [
		...packets,
		...unquoted,
		...acked,
		...(packets.length + acked.length + arp.length + counts.length + course.length + absence.length === 0
			? readProtocol(clause, scope)
			: []),
		...fields,
		...arp,
		...lengths,
		...counts,
		...absence,
		...times,
		...course,
		...readEndpoints(clause, scope),
	];
}
