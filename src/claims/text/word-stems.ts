/** What a word may be a form of, itself first: English endings, Indonesian prefixes and suffixes. */
export function stemsOf(word: string): readonly string[] {
	return [...new Set([word, ...englishStems(word), ...indonesianStems(word)])];
}

const ENGLISH_ENDINGS: readonly (readonly [RegExp, readonly string[]])[] = [
	[/ies$/, ['y']],
	[/ied$/, ['y']],
	[/(?:ss|sh|ch|x|z|o)es$/, ['']],
	[/s$/, ['']],
	[/ed$/, ['', 'e']],
	[/ing$/, ['', 'e']],
	[/ly$/, ['']],
];

function englishStems(word: string): readonly string[] {
	if (word.length < 4) return [];
	return ENGLISH_ENDINGS.flatMap(([ending, others]) => {
		if (!ending.test(word)) return [];
		const cut = word.replace(ending === ENGLISH_ENDINGS[2]?.[0] ? /es$/ : ending, '');
		const single = /([bdgklmnprt])\1$/.test(cut) ? [cut.slice(0, -1)] : [];
		return [...others.map((other) => cut + other), ...single];
	});
}

const SUFFIXES = ['nya', 'lah', 'kah', 'pun', 'kan', 'an', 'i'] as const;
/** A prefix, and what the stem may begin with that it swallowed: `menulis` is of `tulis`. */
const PREFIXES: readonly (readonly [RegExp, readonly string[]])[] = [
	[/^meny/, ['s']],
	[/^peny/, ['s']],
	[/^meng/, ['', 'k']],
	[/^peng/, ['', 'k']],
	[/^mem/, ['', 'p']],
	[/^pem/, ['', 'p']],
	[/^men/, ['', 't']],
	[/^pen/, ['', 't']],
	[/^me/, ['']],
	[/^di-?/, ['']],
	[/^ter/, ['']],
	[/^ber/, ['']],
	[/^pe/, ['']],
	[/^ke/, ['']],
	[/^se/, ['']],
];

function indonesianStems(word: string): readonly string[] {
	const half = /^(\p{L}+)-\1/u.exec(word)?.[1];
	const bare = withoutSuffixes(half === undefined ? word : half + word.slice(half.length * 2 + 1));
	return bare.flatMap((each) => [each, ...withoutPrefix(each).flatMap((one) => [one, ...withoutPrefix(one)])]);
}

function withoutSuffixes(word: string): readonly string[] {
	const found = [word];
	for (const suffix of SUFFIXES)
		for (const each of [...found])
			if (each.endsWith(suffix) && each.length - suffix.length >= 3)
				found.push(each.slice(0, -suffix.length).replace(/-$/, ''));
	return found;
}

function withoutPrefix(word: string): readonly string[] {
	return PREFIXES.flatMap(([prefix, swallowed]) => {
		const cut = word.replace(prefix, '');
		return cut === word || cut.length < 3 ? [] : swallowed.map((letter) => letter + cut);
	});
}
