import type { Side } from '../../tcp/segment-batch.ts';
import type { PacketField } from '../fact.ts';
import { type FlagSet, has, isOf, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, says } from './features.ts';
import type { HostMention, HostRef } from './host.ts';
import type { Say } from './say.ts';

/** The fields of a packet that are told by their names, and examples of what is read. */
export const NAMED_FIELDS: readonly {
	readonly field: Exclude<PacketField, 'mac'>;
	readonly words: RegExp;
	/** Other numbers beside the word are none of it. */
	readonly from: number;
	readonly to: number;
	readonly examples: readonly string[];
}[] = [
	{
		field: 'mss',
		words: /^(?:mss|maximum segment size)$/i,
		from: 64,
		to: 65_535,
		examples: ['The MSS of the SYN is 1460', 'Server menawarkan MSS 1380 byte'],
	},
	{
		field: 'window-scale',
		words: /^(?:window scale|window scaling|skala window|scale factor|wscale|ws)$/i,
		from: 0,
		to: 16_384,
		examples: ['The SYN has a window scale of 7', 'Skala window client adalah 128'],
	},
	{
		field: 'ttl',
		words: /^(?:ttl|time to live)$/i,
		from: 1,
		to: 255,
		examples: ['Packet 3 has TTL 64', 'TTL dari server adalah 55'],
	},
];

/** P10: `MSS 1460`, `TTL 64`, `MAC milik 172.19.0.2 adalah ea:3a:…`: a field that each packet of a host has. */
export function readFields(clause: Clause, scope: ClauseScope): readonly Say[] {
	return [...numbers(clause, scope), ...macs(clause, scope)];
}

function numbers(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	const named = NAMED_FIELDS.find(({ words }) => tokens.some((token) => isOf(token, 'word') && words.test(token.word)));
	if (!named || clause.isNegated) return [];
	return tokens.flatMap((token, at): readonly Say[] => {
		if (!isOf(token, 'number') || token.isWord || (token.unit !== null && token.unit !== 'byte')) return [];
		if (token.value < named.from || token.value > named.to || has(tokens[at + 1], 'PACKET', 'SEGMENT')) return [];
		return [fieldSay(scope, named.field, token.value, ownerOf(clause, at), [token])];
	});
}

/** Whose it is: the flags and the host that stand nearest before, or else behind. */
function ownerOf(clause: Clause, at: number): { readonly host: HostRef | null; readonly flags: FlagSet | null } {
	const { tokens, hosts } = clause;
	const near = <T extends Token>(all: readonly T[]): T | undefined =>
		all.findLast((token) => tokens.indexOf(token) < at) ?? all.find((token) => tokens.indexOf(token) > at);
	const [flags] = near(allOf(tokens, 'flags'))?.sets ?? [];
	const host = hosts.findLast((mention) => mention.end <= at) ?? hosts.find((mention) => mention.at > at);
	return { host: host?.host ?? null, flags: flags ?? null };
}

/** `Alamat MAC server adalah …`, `172.19.0.2 has the MAC …`; who asks and who answers is read as ARP. */
function macs(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens, hosts } = clause;
	const isOfArp = says(tokens, 'ASK', 'REPLY', 'RESPONSE', 'REQUEST', 'BROADCAST', 'UNICAST', 'SAME', 'OTHER');
	if (isOfArp || clause.isNegated || hosts.length === 0 || !says(scope.sentence, 'MAC', 'ADDRESS')) return [];
	return tokens.flatMap((token, at): readonly Say[] => {
		if (!isOf(token, 'mac')) return [];
		const host = nearHost(tokens, hosts, at);
		return host ? [fieldSay(scope, 'mac', token.address, { host, flags: null }, [token])] : [];
	});
}

/** The host before the address, unless another address stands between; else the one behind. */
function nearHost(tokens: readonly Token[], hosts: readonly HostMention[], at: number): HostRef | null {
	const before = hosts.findLast((mention) => mention.end <= at);
	const isFree = before && !tokens.slice(before.end, at).some((token) => isOf(token, 'mac'));
	return (isFree ? before : hosts.find((mention) => mention.at > at))?.host ?? null;
}

function fieldSay(
	scope: ClauseScope,
	field: PacketField,
	value: number | string,
	{ host, flags }: { readonly host: HostRef | null; readonly flags: FlagSet | null },
	[token]: readonly [Token],
): Say {
	const rows = scope.areOwnRows ? scope.rows : null;
	return {
		say: 'field',
		kinds: field === 'mac' ? ['K12'] : rows ? ['K07', 'K01'] : ['K07'],
		pattern: field === 'mac' ? 'P09' : 'P10',
		field,
		value,
		host: host ?? sideOnly(scope.from),
		flags,
		rows,
		tentative: scope.tentative,
		start: token.start,
		end: token.end,
	};
}

function sideOnly(host: HostRef | null): HostRef | null {
	const side: Side | null = host?.side ?? null;
	return side === null ? null : host;
}
