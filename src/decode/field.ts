/** Where one field of a header lies: offset and size in bytes from the header's start. */
export interface Field {
	readonly at: number;
	readonly size: number;
}
