import { describe, expect, test } from 'vitest';
import { named, needs } from '../../test/needs.ts';
import { checkFilter, didYouMean, filterReason } from './check-filter.ts';
import { checkInterface, linkTypeOf } from './check-interface.ts';

const FILES: Readonly<Record<string, string>> = {
	'br-lab/flags': '0x1003',
	'br-lab/type': '1',
	'br-down/flags': '0x1002',
	'tun0/type': '65534',
};
const reader = {
	names: () => ['br-down', 'br-lab', 'lo', 'tun0'],
	read: (iface: string, file: string) => FILES[`${iface}/${file}`],
};

test.each([
	['br-lab', undefined],
	['any', undefined],
	['lo', undefined],
	['br-down', 'interface-down'],
	['br-other', 'no-such-interface'],
])('checkInterface() of %s: %s', (iface, code) => {
	const check = (): void => checkInterface(iface, reader);
	if (code === undefined) expect(check).not.toThrow();
	else expect(check).toThrowError(expect.objectContaining({ code }));
});

test('checkInterface() leaves it to the recorder where the system does not tell', () => {
	expect(() => checkInterface('en0', { names: () => [], read: () => undefined })).not.toThrow();
});

test.each([
	['br-lab', 'EN10MB'],
	['tun0', 'RAW'],
	['any', 'LINUX_SLL2'],
	['unknown', 'EN10MB'],
])('linkTypeOf() %s is %s', (iface, expected) => {
	expect(linkTypeOf(iface, reader)).toBe(expected);
});

test.each([
	['prt 2222', 'port 2222'],
	['tpc and prot 4141', 'tcp and port 4141'],
	['TCP port 2222', 'tcp port 2222'],
	['tcp port 2222', null],
	['host reqresp-server', null],
	['10.0.0.1', null],
])('didYouMean() of "%s" is %s', (filter, expected) => {
	expect(didYouMean(filter)).toBe(expected);
});

test.each([
	["tcpdump: can't parse filter expression: syntax error\n", 'syntax error'],
	["tcpdump: Warning: x\ntcpdump: unknown host 'x'\n", "unknown host 'x'"],
	['cannot run\n', 'cannot run'],
])('filterReason() of %j', (said, expected) => {
	expect(filterReason(said)).toBe(expected);
});

const reason = needs('tcpdump');

describe.skipIf(reason)(named('checkFilter()', reason), () => {
	test.each(['tcp port 2222', 'udp[4:2] > 100', 'not ip6 and host 10.77.0.2'])('takes %s', (filter) => {
		expect(() => checkFilter('tcpdump', 'EN10MB', filter)).not.toThrow();
	});

	test.each([
		['prt 2222', 'port 2222'],
		['tcp port 2222 and', null],
		['host no.such.host.invalid', null],
	])('refuses %s', (filter, better) => {
		expect(() => checkFilter('tcpdump', 'EN10MB', filter)).toThrowError(
			expect.objectContaining({ code: 'bad-filter', details: expect.objectContaining({ filter, didYouMean: better }) }),
		);
	});
});
