import { describe, expect, test } from 'vitest';
import { isMistake, parseFilter } from './parse.ts';

describe('parseFilter()', () => {
	test('takes words side by side as all of them', () => {
		expect(parseFilter('syn client')).toEqual({
			kind: 'and',
			left: { kind: 'word', text: 'syn' },
			right: { kind: 'word', text: 'client' },
		});
	});

	test('binds not before and, and before or', () => {
		expect(parseFilter('!arp and fin or rst')).toEqual({
			kind: 'or',
			left: {
				kind: 'and',
				left: { kind: 'not', of: { kind: 'has', field: 'arp' } },
				right: { kind: 'word', text: 'fin' },
			},
			right: { kind: 'word', text: 'rst' },
		});
	});

	test('reads the operators of Wireshark in letters, too', () => {
		expect(parseFilter('tcp.port eq 2222')).toEqual(parseFilter('tcp.port == 2222'));
		expect(parseFilter('tcp.len ge 4 and not udp')).toEqual(parseFilter('tcp.len >= 4 && !udp'));
	});

	test('is null for nothing', () => expect(parseFilter('  ')).toBeNull());

	test.each([
		['tcp.prt == 1', 'unknown-field', 0],
		['tcp.port ==', 'needs-value', 9],
		['tcp.port == 1 &&', 'needs-expression', 14],
		['(syn', 'unclosed-bracket', 0],
		['"syn', 'unclosed-quote', 0],
		['syn )', 'unexpected', 4],
		['== 3', 'unexpected', 0],
	] as const)('says where %s is wrong', (filter, kind, at) => {
		const parsed = parseFilter(filter);
		expect(isMistake(parsed) && { kind: parsed.kind, at: parsed.at }).toEqual({ kind, at });
	});
});
