import type { EventName } from '../fact.ts';
import { has, isOf, isWord, type Token } from '../text/token.ts';
import { allOf, says } from './features.ts';
import type { GapEnd } from './say-packets.ts';

const LASTS =
	/^(?:takes?|took|lasts?|lasted|spans?|spanned|covers?|covered|runs?|ran|berlangsung|makan|memakan|butuh|membutuhkan|memerlukan|mencakup|selesai|completes?|completed|finish(?:es|ed)|done|selama|durasi(?:nya)?|duration|lama(?:nya)?|over)$/i;

/** `The whole capture lasts 13.8 s`, `Handshake selesai dalam 0,2 ms`: the first and the last packet of what lasts. */
export function spanEnds(tokens: readonly Token[], at: number): readonly [GapEnd, GapEnd] | null {
	const verb = tokens.findIndex((token) => isWord(token, LASTS));
	if (verb < 0 || verb > at || says(tokens, 'BETWEEN', 'REPLY', 'AFTER', 'BEFORE', 'WAIT')) return null;
	if (isMoment(tokens, at)) return null;
	const behind = tokens.slice(at + 1);
	const isAlone = behind.every((token) => !has(token, 'FROM', 'TO', 'UNTIL') || isOfTraffic(token, behind));
	const name = isAlone ? lasting(tokens.slice(0, at)) : null;
	return name && [spanEnd(name, 1), spanEnd(name, -1)];
}

/** `completes at 0.000062 s`, `selesai pada detik 0,000062`: when, and not how long. */
function isMoment(tokens: readonly Token[], at: number): boolean {
	const time = tokens[at];
	if (isOf(time, 'time') && time.isMoment) return true;
	return tokens.slice(Math.max(0, at - 2), at).some((token) => isWord(token, /^(?:at|pada|di|detik|t)$/i));
}

function isOfTraffic(token: Token, behind: readonly Token[]): boolean {
	const next = behind[behind.indexOf(token) + 1];
	return next === undefined || isOf(next, 'sign') || isWord(next, /^(?:traffic|lalu|trafik|data|recording)$/i);
}

function spanEnd(name: EventName, pick: number): GapEnd {
	return { rows: null, event: { name, query: null }, pick: name === 'handshake' ? null : pick };
}

/** What it is that lasts; of a host or of a message it is another time. */
function lasting(before: readonly Token[]): EventName | null {
	const isOther = ['rows', 'nth', 'quote', 'http', 'mqtt', 'time', 'ip'] as const;
	if (isOther.some((type) => allOf(before, type).length > 0) || says(before, 'CLIENT', 'SERVER')) return null;
	if (says(before, 'HANDSHAKE', 'THREE_WAY')) return 'handshake';
	if (says(before, 'CLOSE')) return 'close';
	if (says(before, 'CONNECTION', 'TCP')) return 'tcp';
	const isOfAll =
		says(before, 'CAPTURE', 'FILE') || before.some((token) => isWord(token, /^(?:semuanya|everything|traffic)$/i));
	return isOfAll && !says(before, 'ARP', 'DATA', 'RESPONSE', 'REQUEST') ? 'packets' : null;
}
