import type { Side } from '../../tcp/segment-batch.ts';
import type { PacketField } from '../fact.ts';
import { type FlagSet, has, isOf, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf } from './features.ts';
import type { HostRef } from './host.ts';
import type { Say } from './say.ts';

/** The fields of a packet that are told by their names, and examples of what is read. */
export const NAMED_FIELDS: readonly {
	readonly field: PacketField;
	readonly words: RegExp;
	/** Other numbers beside the word are none of it. */
	readonly from: number;
	readonly to: number;
	readonly examples: readonly string[];
}[] = [
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

/** P10: `TTL 64`, `window scale 7`: a field that each packet of a host has. */
export function readFields(clause: Clause, scope: ClauseScope): readonly Say[] {
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

function fieldSay(
	scope: ClauseScope,
	field: PacketField,
	value: number,
	{ host, flags }: { readonly host: HostRef | null; readonly flags: FlagSet | null },
	[token]: readonly [Token],
): Say {
	const rows = scope.areOwnRows ? scope.rows : null;
	return {
		say: 'field',
		kinds: rows ? ['K07', 'K01'] : ['K07'],
		pattern: 'P10',
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
