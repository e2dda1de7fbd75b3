import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEXICON } from './lexicon.ts';
import { RECOGNISERS, recognisersAt } from './recognisers.ts';
import { SHORT_FORMS } from './spell-out.ts';

const TEXTS: Readonly<Record<string, readonly string[]>> = {
	'sentences of ours': ['held-out.jsonl', 'prose.en.txt', 'prose.id.txt', 'true.txt']
		.map((name) => readFileSync(`test/claims/${name}`, 'utf8'))
		.flatMap((text) => text.split('\n')),
	'reports of labs': ['four-labs.id.md', 'reqresp-correct.en.md', 'reqresp-flawed.id.md']
		.map((name) => readFileSync(`fixtures/write-ups/${name}`, 'utf8'))
		.flatMap((text) => text.split('\n')),
	'the words that are known': Object.values(LEXICON).flatMap(({ examples, phrases = [] }) => [...examples, ...phrases]),
	'short forms': Object.keys(SHORT_FORMS),
};

/** Whatever is found is also found by who looks only where the table says: `place: recogniser` of what is not. */
function overlooked(text: string): readonly string[] {
	const lower = text.toLowerCase();
	const found: string[] = [];
	for (let at = 0; at < text.length; at++) {
		const tried = new Set(recognisersAt(text.charCodeAt(at), true));
		for (const entry of RECOGNISERS) {
			const isTried = tried.has(entry) && lower.includes(entry.needs ?? '');
			if (!isTried && entry.find(text, at, lower)) found.push(`${text.slice(at, at + 20)}: ${entry.begins}`);
		}
	}
	return found;
}

test.each(Object.keys(TEXTS))('no recogniser finds anything where it is not tried: %s', (name) => {
	expect((TEXTS[name] ?? []).flatMap(overlooked)).toEqual([]);
});

test('nor in pieces of what they look for, joined at random', () => {
	const pieces = fc.constantFrom(
		...['GET ', '/a', 'HTTP/1.1', '200 OK', 'seq', 'Ack', ' number ', '=', '1.024', 'port', ' tcp ', ':', '->', '→'],
		...['fd00::2', 'aa:bb:cc:dd:ee:ff', '172.18.0.3', '.x', '#', '3', '-', '5 s', 'ms', 'detik ke-', 't = ', 'listen('],
		...[
			')',
			'.accept',
			'lab.pcap',
			'[S.]',
			'[SYN, ACK]',
			'Flags ',
			'FIN',
			'synchronize',
			'CONNACK',
			'{"a": 1}',
			'"',
			'`',
		],
		...[
			'the ',
			'second ',
			'packet ',
			'baris ',
			'ke-3 ',
			'pertama',
			'half a ',
			'window',
			'tcp.port == 1',
			'!arp',
			'3-way',
		],
		...['ſ', 'K', 'µs', '_', '(', "'", ' ', '\n'],
	);
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
			expect(overlooked(parts.join(''))).toEqual([]);
		}),
		{ numRuns: 500 },
	);
});
