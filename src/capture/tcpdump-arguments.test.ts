import { expect, test } from 'vitest';
import { LAB_SNAPLEN, tcpdumpArguments } from './tcpdump-arguments.ts';

const LAB = { iface: 'br-lab', snaplen: LAB_SNAPLEN, keepRoot: false };
const FIXED = '-i br-lab -n -U --immediate-mode -s 65400 -B 32768';

test.each([
	[LAB, `${FIXED} -w -`],
	[{ ...LAB, keepRoot: true }, `${FIXED} -Z root -w -`],
	[{ ...LAB, nanoseconds: true }, `${FIXED} --time-stamp-precision=nano -w -`],
	[{ ...LAB, ringMebibytes: 64 }, '-i br-lab -n -U --immediate-mode -s 65400 -B 65536 -w -'],
	[{ ...LAB, ring: 'blocks' as const }, '-i br-lab -n -U -s 65400 -B 32768 -w -'],
	[{ ...LAB, filter: 'tcp port 2222' }, `${FIXED} -w - tcp port 2222`],
])('tcpdumpArguments() of %j', (settings, expected) => {
	expect(tcpdumpArguments(settings).join(' ')).toBe(expected);
});
