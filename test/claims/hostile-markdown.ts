/** Documents that break readers of text; `size` is roughly the length in characters. */
export interface Hostile {
	readonly name: string;
	readonly make: (size: number) => string;
}

const repeat = (piece: string, size: number): string => piece.repeat(Math.max(1, Math.floor(size / piece.length)));

/** As deep as people ask for at `size` 20 000, and twice as deep at twice the size. */
const depthOf = (size: number): number => Math.floor(size / 40);

/** Sentences that patterns begin to match again and again. */
const NEARLY: Readonly<Record<string, string>> = {
	'arrows without an end': 'client -> ',
	'hosts without a verb': '172.18.0.3 172.18.0.2 ',
	'flags without an end': 'SYN, ACK, ',
	'ranges of rows': 'baris 1-2-3-4-5 ',
	'numbers with dots': '1.2.3.4.5.6.',
	'a sum without an end': '1 + 2 - ',
	'every and always': 'setiap selalu every always ',
	'opened brackets': '(((([[[[{{{{',
	'opened quotes': '"\'“‘«',
	'rows and rows': 'packet 1 packet 2 packet ',
	'before and after': 'SYN sebelum ACK setelah FIN kemudian ',
	'not and without': 'tidak tanpa bukan no not ',
	'logs that never end': "Connection from: ('",
	'seq and ack': 'Seq=1 Ack=Seq Len= ',
	'dates and times': '12:34:56.789012 ',
	'half an address': 'aa:bb:cc:dd:ee:',
};

const INLINE: Readonly<Record<string, string>> = {
	spaces: ' ',
	'spaces in a sentence': 'SYN          ',
	digits: '1',
	'digits with points': '1.',
	arrows: '→',
	'arrows of ASCII': '->',
	'open parentheses': '(',
	'closed parentheses': ')',
	'open brackets': '[',
	'brackets of links': '[a](',
	'brackets of pictures': '![',
	'back-ticks': '`',
	'back-ticks and spaces': '` ',
	'table pipes': '|',
	'table pipes with spaces': '| ',
	stars: '*',
	'stars and letters': '*a ',
	underscores: '_',
	tildes: '~~a',
	'less-than signs': '<',
	'tags without an end': '<a href="',
	comments: '<!--',
	backslashes: '\\',
	ampersands: '&amp',
	'zero bytes': '\0',
	'lone surrogates': '\ud800',
	'turned direction': '\u202eSYN\u202c ',
	'zero widths': 'S\u200bY\u200bN ',
	'combining marks': 'a\u0301\u0302\u0303',
	'full width': '１２３ ＳＹＮ ',
	emoji: '👩‍👩‍👧‍👦 ',
	'carriage returns': 'SYN\r',
	tabs: '\t',
	'form feeds': '\f',
	footnotes: '[^a]',
	'web addresses': 'http://a.b/',
	'at signs': 'a@b',
};

const BLOCKS: Readonly<Record<string, (size: number) => string>> = {
	'a fence that is never closed': (size) => `\`\`\`\n${repeat('Received from client: halo\n', size)}`,
	'fences opened again and again': (size) => repeat('```\n~~~\n', size),
	'one line of a megabyte': (size) => repeat('Packet 3 is the SYN of the client and ', size * 4),
	'nested lists': (size) =>
		Array.from({ length: depthOf(size) }, (_, i) => `${' '.repeat(2 * (i % 250))}- SYN`).join('\n'),
	'nested quotes': (size) => `${'>'.repeat(Math.min(500, depthOf(size)))} SYN\n`.repeat(Math.ceil(size / 500)),
	'lists in one line': (size) => `${'- '.repeat(Math.min(500, depthOf(size)))}SYN\n`.repeat(Math.ceil(size / 1000)),
	'a table of one column': (size) => `| a |\n| - |\n${repeat('| 3 SYN |\n', size)}`,
	'a table of a thousand columns': (size) => {
		const row = '| 3 '.repeat(1000);
		return `${row}\n${'| - '.repeat(1000)}\n${`${row}\n`.repeat(Math.ceil(size / row.length))}`;
	},
	'tables without lines': (size) => repeat('| No | Flags |\n| --- | --- |\n\n', size),
	'headings only': (size) => repeat('# SYN\n', size),
	'headings underlined': (size) => repeat('SYN\n===\n', size),
	'empty lines': (size) => repeat('\n', size),
	'many short sentences': (size) => repeat('Packet 3 is a SYN. ', size),
	'many short lines': (size) => repeat('Packet 3 is a SYN.\n\n', size),
	'link definitions': (size) => repeat('[a]: http://b "c\n', size),
	'link definitions and uses': (size) => `${repeat('[a]: b\n', size / 2)}\n${repeat('[a] ', size / 2)}`,
	'html blocks': (size) => repeat('<div>\n<script>\n', size),
	'colons before lists': (size) => repeat('Baris 1:\n- PSH, ACK:\n', size),
	'lines with prefixes of code': (size) => repeat('    Packet 3: A → B [SYN] 37576 → 80\n', size),
};

/** All of them. */
export const HOSTILE: readonly Hostile[] = [
	...Object.entries({ ...INLINE, ...NEARLY }).map(([name, piece]) => ({
		name,
		make: (size: number): string => repeat(piece, size),
	})),
	...Object.entries(INLINE).map(([name, piece]) => ({
		name: `${name} in a row about packets`,
		make: (size: number): string => `Packet 3: client ${repeat(piece, size)} SYN, ACK Seq=1`,
	})),
	...Object.entries(BLOCKS).map(([name, make]) => ({ name, make })),
];
