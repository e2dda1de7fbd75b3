/** A piece of a sentence: plain words, or something that is shown in its own way. */
export type Piece =
	| string
	/** Code of ours: `listen()`, a prefix. */
	| { readonly kind: 'code'; readonly text: string }
	/** Bytes that came from the wire: shown so that they can do nothing. */
	| { readonly kind: 'data'; readonly bytes: Uint8Array; readonly isWhole: boolean }
	/** `text` names these packets: `#1–#3`. */
	| { readonly kind: 'packets'; readonly packets: readonly number[]; readonly text: string };

/** A sentence, in pieces. */
export type Saying = readonly Piece[];

type Said = string | number | Piece | Saying;

/** Puts a sentence together: words with pieces between them. */
export function say(words: TemplateStringsArray, ...pieces: readonly Said[]): Saying {
	return words.flatMap((word, i) => {
		const piece = pieces[i];
		const before = word === '' ? [] : [word];
		if (piece === undefined || piece === '') return before;
		if (Array.isArray(piece)) return [...before, ...(piece as Saying)];
		return [...before, typeof piece === 'number' ? `${piece}` : (piece as Piece)];
	});
}

export function code(text: string): Piece {
	return { kind: 'code', text };
}

export function data(bytes: Uint8Array, isWhole = true): Piece {
	return { kind: 'data', bytes, isWhole };
}

/** Joins sentences with a space between them. */
export function sentences(all: readonly Saying[]): Saying {
	return all.flatMap((one, i) => (i === 0 ? one : [' ', ...one]));
}
