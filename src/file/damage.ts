/**
 * Where and why reading a capture stopped before the end of its bytes; all whole records before `at` were kept.
 * `at` counts in the capture itself, so behind the decompression if there is one. What `need` and `have` mean:
 *
 * - `cut`: the record or block at byte `at` needs `need` bytes (of its header, or of its frame), `have` are there.
 * - `bad-length`: the record at byte `at` says that its frame has `need` bytes, no frame has more than `have`.
 * - `block-too-short`: a block of its type has at least `need` bytes, it says `have`.
 * - `block-too-long`: the block says that it has `need` bytes, no block with a frame has more than `have`.
 * - `block-ends-differ`: the block says at its start that it has `need` bytes, at its end `have`.
 * - `frame-beyond-block`: the frame is said to have `need` bytes, the block has room for `have`.
 * - `unknown-interface`: the frame names interface `need` (from 0), the section describes `have` of them.
 * - `byte-order`: a section begins with the mark `have`, which is neither order of `need`.
 * - `unknown-version`: a section has the major version `have`, only `need` is known.
 * - `too-many-interfaces`: the file describes interface number `need`, more than `have` are not kept.
 * - `gzip-cut`, `gzip-damaged`: the compressed bytes end too early, or are no gzip any more; what could be
 *   decompressed ends in a record that needs `need` bytes and has `have` (both 0: it ends between two records).
 */
export interface Damage {
	readonly at: number;
	readonly reason: DamageReason;
	readonly need: number;
	readonly have: number;
}

/** What is wrong, see {@link Damage}. */
export type DamageReason =
	| 'cut'
	| 'bad-length'
	| 'block-too-short'
	| 'block-too-long'
	| 'block-ends-differ'
	| 'frame-beyond-block'
	| 'unknown-interface'
	| 'byte-order'
	| 'unknown-version'
	| 'too-many-interfaces'
	| 'gzip-cut'
	| 'gzip-damaged';

/**
 * An option that made no sense: at byte `at` it says that it has `need` bytes where `have` are there (or are allowed).
 * It was passed over, and reading went on: the length of the block tells where the next one begins.
 */
export interface BadOption {
	readonly at: number;
	readonly need: number;
	readonly have: number;
}
