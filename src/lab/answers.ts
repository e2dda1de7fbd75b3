/** What a lab's server makes of one read: its reply, or `null` where it closes the connection without one. */
export type Answer = (request: Buffer) => Uint8Array | null;

/** Answers with the prefix and the same bytes, so that a character cut by a read stays whole. */
export function prefixAnswer(prefix: string): Answer {
	const bytes = Buffer.from(prefix);
	return (request) => Buffer.concat([bytes, request]);
}

const OPTIONS = ['Option A', 'Option B', 'Option C'];
const LAST_WORD = 'exit';

/** Counts votes, of all connections together; `exit` is not answered. */
export function voteAnswer(): Answer {
	const counts = new Map(OPTIONS.map((option) => [option, 0]));
	return (request) => {
		const option = request.toString('utf8').trim();
		if (option === LAST_WORD) return null;
		const before = counts.get(option);
		if (before === undefined) return Buffer.from(`Invalid option. Available: ${OPTIONS.join(', ')}`);
		counts.set(option, before + 1);
		return Buffer.from(`Vote received for ${option}, current count: ${before + 1}`);
	};
}
