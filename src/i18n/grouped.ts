/** Whole numbers with the language's thousands signs. `Intl` is slow to wake: small numbers do without. */
export function groupedNumber(language: 'en' | 'id'): (number: number) => string {
	let format: Intl.NumberFormat | undefined;
	return (number) => {
		if (number < 1000) return `${number}`;
		format ??= new Intl.NumberFormat(language);
		return format.format(number);
	};
}
