/** One way in which a lab's server replies. A message is looked at without the white space at its ends. */
export interface ReplyPattern {
	/** Which messages it is for: a regular expression (flag `u`) that must match the whole message; `null` for every one. */
	readonly message: string | null;
	/**
	 * The reply, with `{message}` for the message, `{1}` … `{9}` for groups of the expression, `{count}` for how often
	 * the message came, `{any}` for text that cannot be foreseen; `null` where the server closes instead.
	 */
	readonly reply: string | null;
}

/** What may stand between braces, besides a group's number. */
export const PLACEHOLDERS: readonly string[] = ['message', 'count', 'any'];

/** Something between braces that looks like a placeholder. */
const PLACEHOLDER = /\{([a-z]+|[1-9])\}/g;
/** All that must be escaped with the flag `u`, and no more: it forbids to escape anything else. */
const REGEX_SIGNS = /[\\^$.*+?()[\]{}|/]/g;

/** A pattern that fits a message, and what its parts are. */
interface Fit {
	readonly reply: string | null;
	readonly parts: ReadonlyMap<string, string>;
}

/** Placeholders of a reply, as they are written between braces. */
export function placeholdersOf(reply: string): readonly string[] {
	return [...reply.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/**
 * The reply to a message: text, `null` where the server closes instead, `undefined` where no pattern fits.
 *
 * @param count How often this message came, this time included.
 */
export function replyTo(
	patterns: readonly ReplyPattern[],
	message: string,
	count: (message: string) => number,
): string | null | undefined {
	const fit = fitOf(patterns, message);
	if (!fit || fit.reply === null) return fit?.reply;
	const parts = new Map(fit.parts);
	if (placeholdersOf(fit.reply).includes('count')) parts.set('count', String(count(parts.get('message') ?? '')));
	return fit.reply
		.replace(PLACEHOLDER, (whole, name: string) => parts.get(name) ?? whole);
}

/**
 * Whether the server may have replied so. A count is any number here: a capture does not show what came before it.
 *
 * @returns `null` where no pattern fits the message, so that nothing can be said.
 */
export function mayReply(patterns: readonly ReplyPattern[], message: string, reply: string): boolean | null {
	const fit = fitOf(patterns, message);
	if (!fit) return null;
	if (fit.reply === null) return reply === '';
	return replyExpression(fit.reply, fit.parts).test(reply);
}

function replyExpression(template: string, parts: ReadonlyMap<string, string>): RegExp {
	let source = '';
	let at = 0;
	for (const found of template.matchAll(PLACEHOLDER)) {
		source += escaped(template.slice(at, found.index));
		source += placeholderSource(found[1] ?? '', parts);
		at = found.index + found[0].length;
	}
	return new RegExp(`^${source}${escaped(template.slice(at))}$`, 'su');
}

function placeholderSource(name: string, parts: ReadonlyMap<string, string>): string {
	if (name === 'count') return '\\d+';
	return name === 'any' ? '.*' : escaped(parts.get(name) ?? '');
}

function fitOf(patterns: readonly ReplyPattern[], message: string): Fit | undefined {
	const text = message.trim();
	for (const { message: expression, reply } of patterns) {
		const match = expression === null ? [text] : new RegExp(`^(?:${expression})$`, 'su').exec(text);
		if (!match) continue;
		const groups = match.slice(1).map((group, i) => [String(i + 1), group ?? ''] as const);
		return { reply, parts: new Map([['message', text], ...groups]) };
	}
	return undefined;
}

function escaped(text: string): string {
	return text.replace(REGEX_SIGNS, '\\$&');
}
