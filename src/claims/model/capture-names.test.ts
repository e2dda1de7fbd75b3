import { expect, test } from 'vitest';
import { captureNames } from './capture-names.ts';

test.each([
	[['/home/a/lab.pcap'], ['lab.pcap']],
	[
		['a/lab.pcap', 'a/voting.pcap'],
		['lab.pcap', 'voting.pcap'],
	],
	[
		['week1/lab.pcap', './week2/lab.pcap'],
		['week1/lab.pcap', 'week2/lab.pcap'],
	],
	[
		['w1/a/lab.pcap', 'w2/a/lab.pcap', 'w2/b/lab.pcap'],
		['w1/a/lab.pcap', 'w2/a/lab.pcap', 'b/lab.pcap'],
	],
	[
		['lab.pcap', 'old/lab.pcap'],
		['lab.pcap', 'old/lab.pcap'],
	],
	[
		['C:\\runs\\1\\lab.pcap', 'C:\\runs\\2\\lab.pcap'],
		['1/lab.pcap', '2/lab.pcap'],
	],
	[
		['a/lab.pcap', 'a/lab.pcap'],
		['lab.pcap', 'lab.pcap'],
	],
])('captureNames() of %j is %j', (paths, names) => {
	expect(captureNames(paths)).toEqual(names);
});
