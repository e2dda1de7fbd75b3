/** JSON that a terminal can be shown: controls beyond ASCII, and what turns the direction of text, are escaped too. */
export function safeJson(value: unknown): string {
	return JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? `${inner}` : inner)).replace(
		/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu,
		(character) =>
			character
				.split('')
				.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
				.join(''),
	);
}
