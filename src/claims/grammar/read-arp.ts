import { has, isOf, isWord } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, says, spanOf } from './features.ts';
import { addressHost } from './host.ts';
import type { Say } from './say.ts';

/** P18: who asks for whose MAC address, who answers, and to whom the question goes. */
export function readArp(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens, hosts } = clause;
	const isArp =
		says(tokens, 'ARP') ||
		(says(scope.sentence, 'ARP') && says(tokens, 'ASK', 'MAC', 'BROADCAST', 'UNICAST')) ||
		isAnswerOfAsked(clause, scope);
	const asks =
		says(tokens, 'ASK') && (says(tokens, 'IP', 'MAC', 'ADDRESS') || hosts.some(({ host }) => host.address !== null));
	const castTo = castToOf(tokens);
	const [mac] = allOf(tokens, 'mac').filter(({ address }) => address !== castTo);
	const answers =
		(says(tokens, 'REPLY') || says(tokens, 'RESPONSE')) && (says(tokens, 'MAC') || mac !== undefined || isArp);
	const isAt = tokens.some(
		(token, i) =>
			token.type === 'word' && token.word.toLowerCase() === 'is' && tokens[i + 1]?.text.toLowerCase() === 'at',
	);
	if (!isArp && !asks && !answers && !mac && castTo === null && !(says(tokens, 'MAC') && says(tokens, 'BROADCAST')))
		return [];
	if (says(tokens, 'TCP', 'HTTP') && !isArp && !asks) return [];
	const addresses = hosts.filter(({ host }) => host.address !== null || host.side !== null);
	const verbAt = tokens.findIndex((token) => has(token, 'ASK', 'REPLY'));
	const agent = addresses.find(({ at }) => has(tokens[at - 1], 'BY'))?.host;
	const object =
		addresses.find(({ at, host }) => verbAt >= 0 && at > verbAt && host !== agent && !isTell(tokens[at - 1]))?.host ??
		null;
	// "menanyakan MAC dari 172.19.0.2": whose it is, not who asks.
	const sender = clause.from === object ? null : clause.from;
	const subject = agent ?? addresses.find(({ at }) => verbAt < 0 || at < verbAt)?.host ?? sender ?? scope.from;
	const does =
		isArp && areBoth(tokens)
			? 'both'
			: answers ||
					isAt ||
					(mac !== undefined && addresses.length === 1 && !asks && !says(tokens, 'REQUEST', 'BROADCAST'))
				? 'answers'
				: asks || (isArp && says(tokens, 'REQUEST') && !says(tokens, 'RESPONSE'))
					? 'asks'
					: isArp && says(tokens, 'REQUEST') && says(tokens, 'RESPONSE')
						? 'both'
						: 'any';
	const isBroadcast = isCast(tokens, does) ? says(tokens, 'BROADCAST') : null;
	const isOfAll = says(tokens, 'EVERY') && (isBroadcast !== null || castTo !== null) && !says(tokens, 'HOST');
	const tell = tellOf(clause);
	return [
		{
			say: 'arp',
			kinds: scope.rows && scope.areOwnRows ? ['K12', 'K01'] : ['K12'],
			pattern: 'P18',
			rows: scope.rows,
			asker: tell ?? (does === 'any' && addresses.length > 1 ? null : subject),
			target: object,
			does: tokens.some(isAnnouncing) ? 'announces' : does,
			castTo,
			isFirst: isFirstArp(tokens) && scope.rows === null,
			isEvery: isOfAll,
			isBroadcast,
			mac: mac?.address ?? null,
			isNegated: clause.isNegated && isNoArp(tokens),
			tentative: scope.tentative,
			...spanOf(tokens),
		},
	];
}

/** `goes straight to b6:0b:…`, `dikirim ke ff:ff:…`: where the frame is sent, and nobody's own address. */
function castToOf(tokens: Clause['tokens']): string | null {
	const at = tokens.findIndex((token, i) => isOf(token, 'mac') && tokens.slice(Math.max(0, i - 3), i).some(isTowards));
	const token = tokens[at];
	return isOf(token, 'mac') && !says(tokens, 'REPLY', 'DEFINES', 'ASK') ? token.address : null;
}

function isTowards(token: Clause['tokens'][number]): boolean {
	return isWord(token, /^(?:to|ke|kepada|menuju|towards?)$/i);
}

/** `the opening ARP`, `ARP request pertama`. */
function isFirstArp(tokens: Clause['tokens']): boolean {
	const at = tokens.findIndex((token) => has(token, 'ARP'));
	const near = [...tokens.slice(Math.max(0, at - 2), Math.max(0, at)), ...tokens.slice(at + 1, at + 3)];
	return near.some((token) => has(token, 'FIRST') || isWord(token, /^(?:opening|initial)$/i));
}

/** `ARP request dan ARP reply`: one and the other. */
function areBoth(tokens: Clause['tokens']): boolean {
	const [asked, answered] = ['REQUEST' as const, 'RESPONSE' as const].map((concept) =>
		tokens.findIndex((token) => has(token, concept)),
	);
	if (asked === undefined || answered === undefined || asked < 0 || answered < 0) return false;
	return tokens.slice(Math.min(asked, answered), Math.max(asked, answered)).some((token) => has(token, 'AND'));
}

function isAnnouncing(token: Clause['tokens'][number]): boolean {
	return isWord(token, /^(?:gratuitous|announcements?|announc(?:es?|ed|ing)|mengumumkan|pengumuman|diumumkan)$/i);
}

/** `… menanyakan MAC milik 172.19.0.2, lalu dijawab`: an answer to who asks for a MAC address. */
function isAnswerOfAsked({ tokens, verbs }: Clause, { sentence }: ClauseScope): boolean {
	const isAsked = says(sentence, 'ASK') && says(sentence, 'MAC') && !says(sentence, 'TCP', 'DATA', 'HTTP');
	return (
		isAsked && verbs.includes('reply') && !tokens.some((token) => token.type === 'quote' || token.type === 'flags')
	);
}

/** `no ARP`, `tidak ada paket ARP`; in `no connection and 7 ARP frames` something else is not there. */
function isNoArp(tokens: Clause['tokens']): boolean {
	const arp = tokens.findIndex((token) => has(token, 'ARP'));
	const not = tokens.findIndex((token) => has(token, 'NOT', 'WITHOUT'));
	if (arp < 0 || not > arp) return true;
	return !tokens.slice(not, arp).some((token) => isOf(token, 'number') || has(token, 'CONNECTION', 'TCP', 'AND'));
}

function isTell(token: Clause['tokens'][number] | undefined): boolean {
	return token?.type === 'word' && /^tell$/i.test(token.word);
}

/** `Who has 172.18.0.2? Tell 172.18.0.3`. */
function tellOf({ tokens }: Clause) {
	const at = tokens.findIndex(isTell);
	const next = tokens[at + 1];
	return at >= 0 && isOf(next, 'ip') ? addressHost(next.address) : null;
}

/** How it goes out; `balasan atas broadcast` is an answer to one. */
function isCast(tokens: Clause['tokens'], does: 'asks' | 'answers' | 'both' | 'any'): boolean {
	const at = tokens.findIndex((token) => has(token, 'BROADCAST', 'UNICAST'));
	if (says(tokens, 'BROADCAST') && says(tokens, 'UNICAST')) return false;
	if (at < 0 || does !== 'answers') return at >= 0;
	const before = tokens.slice(Math.max(0, at - 3), at).filter((token) => !has(token, 'ARP') && !isArticle(token));
	const last = before.at(-1);
	return isWord(last, /^(?:as|is|was|by|via|secara|bersifat|adalah|merupakan|berupa)$/i);
}

function isArticle(token: Clause['tokens'][number]): boolean {
	return isWord(token, /^(?:a|an|the|sebuah)$/i);
}
