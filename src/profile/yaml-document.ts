import type { Document, LineCounter } from 'yaml';
import type * as Zod from 'zod';
import type { $ZodIssue } from 'zod/v4/core';
import { CapnoteError, type YamlFault, type YamlProblem } from '../errors.ts';
import { nearestTo } from './nearest.ts';

/** A YAML text with where each of its nodes stands. */
interface Placed {
	readonly document: Document.Parsed;
	readonly lines: LineCounter;
}

/**
 * Reads a YAML text by a schema. What is wrong with it is told all at once, each with its line, and an unknown key with
 * the nearest one that is known.
 *
 * @param name What the text is called in an error: its file.
 * @param makeSchema Makes the schema; zod is loaded only now. A check of its own (`code: 'custom'`) hands a `YamlFault`
 *   over in `params: { fault }`.
 * @throws CapnoteError `bad-yaml`.
 */
export async function readYaml<S extends Zod.ZodType>(
	text: string,
	name: string,
	makeSchema: (zod: typeof Zod) => S,
): Promise<Zod.output<S>> {
	const [{ LineCounter, parseDocument }, zod] = await Promise.all([import('yaml'), import('zod')]);
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	const placed = { document, lines };
	const fail = (problems: readonly YamlProblem[]): never => {
		throw new CapnoteError('bad-yaml', { path: name, problems: [...problems].sort((a, b) => a.line - b.line) });
	};
	if (document.errors.length > 0)
		fail(document.errors.map(({ pos, message }) => syntaxProblem(lines, pos[0], message)));
	const schema = makeSchema(zod);
	const result = schema.safeParse(contentOf(document, fail));
	return result.success
		? result.data
		: fail(result.error.issues.flatMap(closest).flatMap((issue) => problemsOf(issue, schema, placed)));
}

function syntaxProblem(lines: LineCounter, at: number, message: string): YamlProblem {
	const { line, col } = lines.linePos(at);
	return { line, column: col, path: '', kind: 'syntax', said: message.split('\n', 1)[0] ?? '' };
}

/** What the text says; aliases that would grow without end are refused by the parser. */
function contentOf(document: Document.Parsed, fail: (problems: readonly YamlProblem[]) => never): unknown {
	try {
		return document.toJS();
	} catch (error) {
		return fail([{ line: 1, column: 1, path: '', kind: 'syntax', said: (error as Error).message }]);
	}
}

/** Of the shapes that a value may have, only the one that it comes closest to is told of: where it differs deepest inside. */
function closest(issue: $ZodIssue): readonly $ZodIssue[] {
	if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
	const shapes = issue.errors.map((each) =>
		each.flatMap((inner) => closest({ ...inner, path: [...issue.path, ...inner.path] })),
	);
	const depth = (issues: readonly $ZodIssue[]): number => Math.max(...issues.map(({ path }) => path.length));
	return shapes.reduce((best, each) => (depth(each) > depth(best) ? each : best));
}

type Path = readonly PropertyKey[];

function problemsOf(issue: $ZodIssue, schema: Zod.ZodType, placed: Placed): readonly YamlProblem[] {
	const { path } = issue;
	if (issue.code !== 'unrecognized_keys') return [problemAt(placed, path, faultOf(issue, placed))];
	const known = knownKeys(schema, path);
	return issue.keys.map((key) => {
		const fault: YamlFault = { kind: 'unknown-key', key, nearest: nearestTo(key, known), known };
		return problemAt(placed, [...path, key], fault);
	});
}

function faultOf(issue: Exclude<$ZodIssue, { code: 'unrecognized_keys' }>, { document }: Placed): YamlFault {
	if (issue.code === 'invalid_value' && issue.path.length > 0 && !document.hasIn(issue.path)) {
		return { kind: 'missing-key', key: String(issue.path.at(-1)) };
	}
	switch (issue.code) {
		case 'invalid_type':
			return document.hasIn(issue.path) || issue.path.length === 0
				? { kind: 'wrong-type', expected: TYPES[issue.expected] ?? issue.expected }
				: { kind: 'missing-key', key: String(issue.path.at(-1)) };
		case 'invalid_value':
			return { kind: 'not-one-of', ...oneOf(issue.values.map(String), document.getIn(issue.path)) };
		case 'too_small':
			return { kind: 'out-of-range', least: Number(issue.minimum), most: null };
		case 'too_big':
			return { kind: 'out-of-range', least: null, most: Number(issue.maximum) };
		case 'custom':
			return (issue.params?.fault as YamlFault | undefined) ?? { kind: 'syntax', said: issue.message };
		default:
			return { kind: 'syntax', said: issue.message };
	}
}

function oneOf(values: readonly string[], said: unknown): { values: readonly string[]; nearest: string | null } {
	return { values, nearest: typeof said === 'string' ? nearestTo(said, values) : null };
}

/** zod's names of types that are not ours. */
const TYPES: Readonly<Record<string, Extract<YamlFault, { kind: 'wrong-type' }>['expected']>> = {
	int: 'whole-number',
	array: 'list',
	object: 'map',
	record: 'map',
};

/** Where the node at a path stands; the nearest one above it where the schema made a path of its own. */
function problemAt({ document, lines }: Placed, path: Path, fault: YamlFault): YamlProblem {
	const { line, col } = lines.linePos(offsetAt(document, path));
	return { line, column: col, path: path.map(String).join('.'), ...fault };
}

function offsetAt(document: Document.Parsed, path: Path): number {
	for (let length = path.length; length > 0; length--) {
		const at =
			keyOffset(document, path.slice(0, length - 1), path[length - 1]) ?? nodeOffset(document, path.slice(0, length));
		if (at !== undefined) return at;
	}
	return document.contents?.range?.[0] ?? 0;
}

interface KeyNode {
	readonly value?: unknown;
	readonly range?: readonly [number, number, number] | null;
}

/** The offset of a key in the map at a path. */
function keyOffset(document: Document.Parsed, path: Path, key: PropertyKey | undefined): number | undefined {
	const map = path.length === 0 ? document.contents : document.getIn(path, true);
	const items = (map as { readonly items?: readonly { readonly key?: KeyNode }[] } | null)?.items ?? [];
	return items.find((item) => item.key?.value === key && key !== undefined)?.key?.range?.[0];
}

function nodeOffset(document: Document.Parsed, path: Path): number | undefined {
	return (document.getIn(path, true) as KeyNode | undefined)?.range?.[0];
}

interface Definition {
	readonly type: string;
	readonly innerType?: Zod.ZodType;
	readonly out?: Zod.ZodType;
	readonly element?: Zod.ZodType;
	readonly valueType?: Zod.ZodType;
	readonly shape?: Readonly<Record<string, Zod.ZodType>>;
	readonly options?: readonly Zod.ZodType[];
}

/** The keys that a schema knows at a path. */
function knownKeys(schema: Zod.ZodType, path: Path): readonly string[] {
	const { type, innerType, out, element, valueType, shape, options } = schema.def as unknown as Definition;
	if (type === 'pipe' && out) return knownKeys(out, path);
	if (innerType) return knownKeys(innerType, path);
	if (options) return options.flatMap((option) => knownKeys(option, path));
	const [key, ...rest] = path;
	if (key === undefined) return Object.keys(shape ?? {});
	const inner = element ?? valueType ?? shape?.[String(key)];
	return inner ? knownKeys(inner, rest) : [];
}
