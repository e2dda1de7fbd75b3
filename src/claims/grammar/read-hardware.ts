import { has, isOf, isWord, type Token } from '../text/token.ts';
import { allOf, says, spanOf } from './features.ts';
import { type HostMention, NO_HOST } from './host.ts';
import type { Say } from './say.ts';

/** All stations, and the address that is asked for. */
const NOBODY = /^(?:ff:){5}ff$|^(?:00:){5}00$/;

/** P18: whose a MAC address is: `MAC address milik 172.19.0.2 adalah 4e:…`. One host and one address in a sentence. */
export function readMacOwner(tokens: readonly Token[], hosts: readonly HostMention[]): readonly Say[] {
	const [mac, ...macs] = allOf(tokens, 'mac');
	const named = hosts.filter(({ host }) => host.address !== null || host.side !== null);
	const [owner, ...others] = named;
	if (!mac || macs.length > 0 || !owner || others.length > 0 || NOBODY.test(mac.address)) return [];
	const before = tokens[tokens.indexOf(mac) - 1];
	const isTarget =
		has(before, 'TO', 'FROM') ||
		says(tokens, 'RECEIVE', 'ASK', 'SEND', 'NOT', 'IF', 'BROADCAST') ||
		tokens.some(isLearnt);
	const isGiven =
		tokens.some((token) => has(token, 'DEFINES', 'CONTAINS', 'THERE_IS', 'FROM', 'WITH')) ||
		tokens.some((token) => isOf(token, 'sign') && /^[=:(]$/.test(token.sign)) ||
		tokens.some((token) => isWord(token, /^(?:milik|kepunyaan|belongs|berada|bermac|beralamat|at)$/i));
	if (isTarget || !isGiven || tokens.some(isKnowing)) return [];
	return [
		{
			say: 'mac-owner',
			kinds: ['K12'],
			pattern: 'P18',
			host: owner.host,
			mac: mac.address,
			tentative: null,
			...spanOf([mac]),
		},
	];
}

/** `mengetahui MAC … dari jawaban ARP`: who learns an address has another. */
function isLearnt(token: Token): boolean {
	return isWord(token, /^(?:mengetahui|tahu|belajar|knows?|learn(?:s|ed|t)?|mempelajari|finds?|menemukan)$/i);
}

/** P09: who publishes and who subscribes: `the publisher is 172.18.0.6`. */
export function readMqttRoles(tokens: readonly Token[]): readonly Say[] {
	return tokens.flatMap((token, at): readonly Say[] => {
		const role = has(token, 'PUBLISHER') ? 'publisher' : has(token, 'SUBSCRIBER') ? 'subscriber' : null;
		const behind = tokens.slice(at + 1, at + 4);
		const ip = behind.findIndex((each) => isOf(each, 'ip'));
		const joint = behind.slice(0, Math.max(0, ip));
		const isGiven =
			joint.length > 0 &&
			joint.every((each) => has(each, 'DEFINES', 'IP', 'ADDRESS') || (isOf(each, 'sign') && /^[(=:]$/.test(each.sign)));
		const address = behind[ip];
		if (role === null || !isOf(address, 'ip') || !isGiven || says(tokens, 'NOT')) return [];
		return [
			{
				say: 'mqtt-role',
				kinds: ['K10'],
				pattern: 'P09',
				host: { ...NO_HOST, role },
				address: address.address,
				tentative: null,
				...spanOf([token, address]),
			},
		];
	});
}

/** P11: the maximum segment size that a SYN carries: `the SYN advertises an MSS of 1460 bytes`. */
export function readMss(tokens: readonly Token[]): readonly Say[] {
	if (says(tokens, 'MTU', 'NOT', 'IF')) return [];
	return tokens.flatMap((token, at): readonly Say[] => {
		if (!has(token, 'MSS')) return [];
		const behind = tokens.slice(at + 1, at + 7);
		const value = behind.find((each) => isOf(each, 'number') && !each.isWord);
		// "MSS pada SYN adalah 1460" as well as "the SYN has an MSS of 1460".
		const before = [...tokens.slice(0, at), ...behind.slice(0, value ? behind.indexOf(value) : 0)]
			.filter((each) => isOf(each, 'flags'))
			.at(-1);
		const set = isOf(before, 'flags') && before.sets.length === 1 ? (before.sets[0] ?? null) : null;
		if (!isOf(value, 'number') || (set !== null && !set.includes('SYN'))) return [];
		return [
			{
				say: 'mss',
				kinds: ['K08'],
				pattern: 'P11',
				flags: set,
				value: value.value,
				tentative: null,
				...spanOf([value]),
			},
		];
	});
}

/** Who knows or looks for an address need not have it. */
function isKnowing(token: Token): boolean {
	return (
		isOf(token, 'word') &&
		/^(?:mengetahui|tahu|know(?:s|n)?|learn(?:s|ed|t)?|menyimpan|mencatat|stores?|stored|caches?|cached|memperoleh|mencari|needs?|butuh|membutuhkan|uses?|memakai|menggunakan)$/i.test(
			token.word,
		)
	);
}
