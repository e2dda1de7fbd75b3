import type { AnonymizeWords } from '../anonymize-words.ts';
import { count } from './counts.ts';

export const anonymize: AnonymizeWords = {
	done: ({ path, packets, entries }) => {
		const ip = Object.keys(entries.ipv4).length + Object.keys(entries.ipv6).length;
		const mac = Object.keys(entries.mac).length;
		return `Written ${path}: ${count(packets, 'packet')} with ${count(ip, 'IP address', 'IP addresses')} and ${count(mac, 'MAC address', 'MAC addresses')} replaced. Times, ports and sequence numbers are as they were.`;
	},
	payloads: {
		keep: 'Payloads are kept: whatever somebody typed, names too, is still in the file.',
		replace:
			'Words in payloads are replaced by others of the same length; words of the labs themselves and short numbers stay.',
		drop: 'Payloads are left out; their lengths are kept.',
	},
	mapping: ({ path }) =>
		`Written ${path}: which address became which. Who has it can undo the change, so keep it to yourself.`,
};
