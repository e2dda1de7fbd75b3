/** The decimal sign of a language. */
export type DecimalSign = '.' | ',';

/** A number that is written with a point, as people of the language write it. */
export function decimal(number: string, sign: DecimalSign): string {
	return number.replace('.', sign);
}
