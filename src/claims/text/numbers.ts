const WORDS: Readonly<Record<string, number>> = {
	nol: 0,
	zero: 0,
	satu: 1,
	sebuah: 1,
	one: 1,
	single: 1,
	dua: 2,
	two: 2,
	tiga: 3,
	three: 3,
	empat: 4,
	four: 4,
	lima: 5,
	five: 5,
	enam: 6,
	six: 6,
	tujuh: 7,
	seven: 7,
	delapan: 8,
	eight: 8,
	sembilan: 9,
	nine: 9,
	sepuluh: 10,
	ten: 10,
	sebelas: 11,
	eleven: 11,
	twelve: 12,
};

const ORDINALS: Readonly<Record<string, number>> = {
	pertama: 1,
	first: 1,
	kedua: 2,
	second: 2,
	ketiga: 3,
	third: 3,
	keempat: 4,
	fourth: 4,
	kelima: 5,
	fifth: 5,
	keenam: 6,
	sixth: 6,
	ketujuh: 7,
	seventh: 7,
	kedelapan: 8,
	eighth: 8,
	kesembilan: 9,
	ninth: 9,
	kesepuluh: 10,
	tenth: 10,
};

/** `dua`, `four`. */
export function numberWord(word: string): number | undefined {
	return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
}

/** `pertama`, `3rd`, `ke-3`. */
export function ordinalWord(word: string): number | undefined {
	if (Object.hasOwn(ORDINALS, word)) return ORDINALS[word];
	const found = /^(?:ke-?(\d{1,5})|(\d{1,5})(?:st|nd|rd|th))$/.exec(word);
	return found ? Number(found[1] ?? found[2]) : undefined;
}

/** `0,911310`, `1.024`, `1,5`, `4236649188`; a group of three digits behind a sign is taken for thousands only where `isWhole`. */
export function readNumber(text: string, isWhole: boolean): number {
	if (isWhole) return Number(text.replace(/[.,](?=\d{3}(?:\D|$))/g, '').replace(',', '.'));
	const commas = text.split(',').length - 1;
	const points = text.split('.').length - 1;
	if (commas === 1 && points === 0) return Number(text.replace(',', '.'));
	if (commas >= 1 && points === 1 && text.lastIndexOf('.') > text.lastIndexOf(','))
		return Number(text.replaceAll(',', ''));
	if (points >= 1 && commas === 1) return Number(text.replaceAll('.', '').replace(',', '.'));
	if (points > 1) return Number(text.replaceAll('.', ''));
	return Number(text);
}

/** Digits behind the decimal sign. */
export function decimalsOf(text: string): number {
	return /[.,](\d+)$/.exec(text)?.[1]?.length ?? 0;
}
