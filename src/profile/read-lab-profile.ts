import type * as Zod from 'zod';
import type { YamlFault } from '../errors.ts';
import type { LabProfile } from './lab-profile.ts';
import { nearestTo } from './nearest.ts';
import { PLACEHOLDERS, placeholdersOf, type ReplyPattern } from './reply-pattern.ts';
import { readYaml } from './yaml-document.ts';

/** What the automatic client sends unless a profile says so. */
const MESSAGES: readonly string[] = ['hello', 'distributed', 'systems'];
const MESSAGE = '{message}';
/** It becomes a part of file names, and of compose files. */
const NAME = /^[a-z][a-z0-9-]{0,30}$/;

/**
 * Reads a lab of a teacher's own from YAML:
 *
 * ```yaml
 * lab: squares                  # its name
 * port: 4444
 * reply: "Squared: {message}"   # or a list of patterns, the first that fits is taken:
 * #  - {message: "Option [ABC]", reply: "Vote for {message}, count: {count}"}
 * #  - {message: "quit", reply: null}        # no reply: the server closes
 * #  - {reply: "Unknown: {message}"}
 * end: {word: exit, sent: true}   # or only the word: end: bye
 * firstSpeaker: server            # then with a greeting
 * greeting: "Welcome"
 * closeStarter: client
 * services: {server: squares-server, client: squares-client}
 * messages: ["2", "3", exit]
 * ```
 *
 * Only `lab`, `port` and `reply` must be there.
 *
 * @param name What the text is called in an error: its file.
 * @throws CapnoteError `bad-yaml`, with a line for each thing that is wrong.
 */
export async function readLabProfile(text: string, name = 'the profile'): Promise<LabProfile> {
	const {
		lab,
		port,
		reply,
		end,
		greeting = null,
		closeStarter = null,
		services,
		messages,
	} = await readYaml(text, name, profileSchema);
	const prefix = prefixOf(reply);
	const { word, sent } = end;
	return {
		...{ name: lab, port, greeting, closeStarter },
		replyPrefix: prefix,
		replyPatterns: prefix === null ? reply : null,
		endWord: word,
		endWordIsSent: sent,
		messages: messages ?? (sent ? [...MESSAGES, word] : MESSAGES),
		services: { server: services?.server ?? `${lab}-server`, client: services?.client ?? `${lab}-client` },
	};
}

/** Of a single template with the message at its end. */
function prefixOf([only, ...more]: readonly ReplyPattern[]): string | null {
	if (!only?.reply || only.message !== null || more.length > 0) return null;
	const isPrefix = only.reply.endsWith(MESSAGE) && placeholdersOf(only.reply).length === 1;
	return isPrefix ? only.reply.slice(0, -MESSAGE.length) : null;
}

/** For a schema's return type, which only zod can write. */
type Issues = Zod.core.$RefinementCtx<unknown>;

function profileSchema(z: typeof Zod) {
	const text = z.string().min(1);
	const name = z.string().refine((of) => NAME.test(of), { params: { fault: { kind: 'not-a-name' } } });
	const pattern = z
		.strictObject({ message: z.string().min(1).nullable().default(null), reply: z.string().nullable() })
		.superRefine(checkPattern);
	const asPatterns = (reply: unknown): unknown => (typeof reply === 'string' ? [{ reply }] : reply);
	const asEnd = (end: unknown): unknown => (typeof end === 'string' ? { word: end } : end);
	return z
		.strictObject({
			lab: name,
			port: z.int().min(1).max(65_535),
			reply: z.preprocess(asPatterns, z.array(pattern).min(1)),
			end: z
				.preprocess(asEnd, z.strictObject({ word: text, sent: z.boolean().default(false) }))
				.default({ word: 'bye', sent: false }),
			firstSpeaker: z.enum(['client', 'server']).optional(),
			greeting: text.optional(),
			closeStarter: z.enum(['client', 'server']).optional(),
			services: z.strictObject({ server: name.optional(), client: name.optional() }).optional(),
			messages: z.array(text).min(1).optional(),
		})
		.superRefine(checkGreeting);
}

function checkPattern({ message, reply }: ReplyPattern, context: Issues): void {
	const groups =
		message === null ? [] : groupsOf(message, (said) => tell(context, 'message', { kind: 'bad-expression', said }));
	const known = [...PLACEHOLDERS, ...groups];
	for (const word of reply === null ? [] : placeholdersOf(reply)) {
		if (known.includes(word)) continue;
		const nearest = nearestTo(word, known) ?? (word === 'm' ? 'message' : null);
		tell(context, 'reply', { kind: 'unknown-placeholder', word, nearest, known });
	}
}

/** The groups of a regular expression. */
function groupsOf(expression: string, onBad: (said: string) => void): readonly string[] {
	try {
		const groups = new RegExp(`${expression}|`, 'su').exec('')?.length ?? 1;
		return Array.from({ length: groups - 1 }, (_, i) => String(i + 1));
	} catch (error) {
		onBad((error as Error).message);
		return [];
	}
}

function checkGreeting(
	{ firstSpeaker, greeting }: { firstSpeaker?: string | undefined; greeting?: string | undefined },
	context: Issues,
): void {
	const isServer = firstSpeaker === 'server' || (firstSpeaker === undefined && greeting !== undefined);
	if (isServer && greeting === undefined) tell(context, 'greeting', { kind: 'missing-key', key: 'greeting' });
	if (!isServer && greeting !== undefined)
		tell(context, 'firstSpeaker', { kind: 'not-one-of', values: ['server'], nearest: null });
}

function tell(context: Issues, key: string, fault: YamlFault): void {
	context.issues.push({ code: 'custom', input: undefined, path: [key], params: { fault } });
}
