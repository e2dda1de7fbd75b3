import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeLines, visibleBytes, visibleText } from './visible-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('visibleBytes()', () => {
	const CASES: Record<string, [Uint8Array, string]> = {
		'plain text stays': [utf8('Echo: hello'), 'Echo: hello'],
		'UTF-8 stays': [utf8('Suhu: 28°C, 你好'), 'Suhu: 28°C, 你好'],
		'line ends are shown': [utf8('GET /\r\n\tx'), 'GET /\\r\\n\\tx'],
		'a backslash is doubled, so that no payload looks like an escape': [utf8('\\n'), '\\\\n'],
		'terminal commands are shown': [utf8('\u001b]0;owned\u0007\u001b[2J'), '\\x1b]0;owned\\x07\\x1b[2J'],
		'C1 controls are shown': [utf8('\u009b31m'), '\\x9b31m'],
		'text that turns its direction is shown': [utf8('\u202egnp'), '\\u{202e}gnp'],
		'what has no width is shown': [utf8('a\u200bb\ufeff'), 'a\\u{200b}b\\u{feff}'],
		'separators are shown': [utf8('a\u2028b'), 'a\\u{2028}b'],
		'foreign bytes are shown': [Uint8Array.of(0x48, 0xff, 0x00, 0x80), 'H\\xff\\x00\\x80'],
		'a cut character is shown': [utf8('é').subarray(0, 1), '\\xc3'],
	};
	test.each(Object.entries(CASES))('%s', (_name, [bytes, expected]) => {
		expect(visibleBytes(bytes)).toBe(expected);
	});

	test('never gives a character that could drive a terminal, whatever the bytes are', () => {
		fc.assert(
			fc.property(fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' }).map(utf8)), (bytes) => {
				expect(visibleBytes(bytes)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
			}),
			{ numRuns: 2000 },
		);
	});

	test('never makes two different texts look alike', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
				expect(visibleText(a) === visibleText(b)).toBe(a === b);
			}),
		);
	});
});

describe('safeLines()', () => {
	test('keeps line ends and shows all other controls', () => {
		expect(safeLines('Cannot read "a\u001b[2J"\nCure: look\r')).toBe('Cannot read "a\\x1b[2J"\nCure: look\\x0d');
	});
});
