import { spawnSync } from 'node:child_process';
import { CapnoteError } from '../errors.ts';

/** The first words and primitives of the filter language (pcap-filter(7)). */
const WORDS: readonly string[] = [
	...['and', 'or', 'not', 'host', 'net', 'mask', 'port', 'portrange', 'src', 'dst', 'gateway', 'proto', 'inbound'],
	...['tcp', 'udp', 'icmp', 'icmp6', 'arp', 'rarp', 'ip', 'ip6', 'ether', 'vlan', 'broadcast', 'multicast', 'less'],
	...['greater', 'outbound', 'len', 'igmp', 'sctp'],
];

/**
 * Compiles a filter as the recorder will: without any right and before any is asked for, because a recorder that may
 * not record says that first and nothing else.
 *
 * @param tcpdump Full path.
 * @param linkType The interface's, as `linkTypeOf` names it.
 * @throws CapnoteError `bad-filter`.
 */
export function checkFilter(tcpdump: string, linkType: string, filter: string): void {
	const { status, stderr } = spawnSync(tcpdump, ['-n', '-y', linkType, '-d', filter], { encoding: 'utf8' });
	if (status === 0) return;
	throw new CapnoteError('bad-filter', { filter, said: filterReason(stderr ?? ''), didYouMean: didYouMean(filter) });
}

/** tcpdump's words for what is wrong with a filter. */
export function filterReason(said: string): string {
	const lines = said.split('\n').filter((line) => /^tcpdump: /.test(line) && !/^tcpdump: (Warning|WARNING)/.test(line));
	return (lines.at(-1) ?? said.trim()).replace(/^tcpdump: (can't parse filter expression: )?/, '');
}

/** The filter with each unknown word replaced by the known one that is one letter away; `null` when nothing is. */
export function didYouMean(filter: string): string | null {
	const better = filter.replace(/(?<![\w.-])[a-z]\w*(?![\w.-])/gi, (word) => {
		const lower = word.toLowerCase();
		if (WORDS.includes(lower)) return lower;
		return WORDS.find((known) => known.length > 2 && isOneSlipAway(lower, known)) ?? word;
	});
	return better === filter ? null : better;
}

/** Whether a letter more, less, another, or two exchanged make one word of the other. */
function isOneSlipAway(word: string, known: string): boolean {
	if (Math.abs(word.length - known.length) > 1) return false;
	let from = 0;
	while (from < word.length && word[from] === known[from]) from++;
	let end = 0;
	while (end < Math.min(word.length, known.length) - from && word.at(-1 - end) === known.at(-1 - end)) end++;
	const left = word.slice(from, word.length - end);
	const wanted = known.slice(from, known.length - end);
	if (left.length <= 1 && wanted.length <= 1) return true;
	return left.length === 2 && wanted.length === 2 && left[0] === wanted[1] && left[1] === wanted[0];
}
