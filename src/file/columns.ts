/** Named 32-bit columns of equal length: the hot plane's only data structure. */
export type Columns<Name extends string> = { readonly [K in Name]: Int32Array };

/** Makes zeroed columns of `rows` rows. */
export function createColumns<Name extends string>(names: readonly Name[], rows: number): Columns<Name> {
	return Object.fromEntries(names.map((name) => [name, new Int32Array(rows)])) as Columns<Name>;
}
