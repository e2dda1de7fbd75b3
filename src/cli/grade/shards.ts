import { CapnoteError, EXIT, type ExitStatus } from '../../errors.ts';
import type { Context } from '../context.ts';
import { finishBook } from './finish-book.ts';
import type { GradeOptions } from './grade-options.ts';
import type { GradedLine, GradePlan } from './grade-task.ts';
import { readPlan, readText } from './read-plan.ts';

/** A part of the work: the `number`-th of `of`, from 1. */
export interface Shard {
	readonly number: number;
	readonly of: number;
}

/** The first line of a part. */
interface PartHead extends Shard {
	readonly capnotePart: 1;
	/** Submissions of all parts together. */
	readonly all: number;
	readonly rubric: string;
	readonly build: string;
}

/** `2/4`. @throws CapnoteError `wrong-use`. */
export function shardOf(text: string | undefined): Shard | null {
	if (text === undefined) return null;
	const [, number = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
	if (number < 1 || number > of) throw new CapnoteError('wrong-use', { problem: 'shard' });
	return { number, of };
}

/** Writes the results of a part, a line each, to be merged with the others. */
export async function writePart(
	context: Context,
	lines: AsyncIterable<GradedLine>,
	{ rubric, build }: GradePlan,
	shard: Shard & { readonly all: number },
	options: GradeOptions,
): Promise<ExitStatus> {
	const head: PartHead = {
		capnotePart: 1,
		number: shard.number,
		of: shard.of,
		all: shard.all,
		rubric: rubric.hash,
		build,
	};
	const sink = await context.files.openOutput(options.output, options.force === true);
	const encoder = new TextEncoder();
	try {
		sink.write(encoder.encode(`${JSON.stringify(head)}\n`));
		for await (const { line } of lines) sink.write(encoder.encode(`${line}\n`));
	} finally {
		sink.close();
	}
	return EXIT.fine;
}

/** Puts parts together: the grade book is the same, byte by byte, as if one machine had made it. */
export async function mergeParts(
	context: Context,
	paths: readonly string[],
	options: GradeOptions,
): Promise<ExitStatus> {
	const plan = await readPlan(context, options.rubric, options.packets === true);
	const parts = paths.map((path) => readPart(path, plan));
	const seen = new Set<number>();
	for (const { path, head } of parts) {
		if (seen.has(head.number)) throw new CapnoteError('bad-parts', { path, problem: 'twice' });
		seen.add(head.number);
	}
	const [first] = parts;
	const all = first?.head.all ?? 0;
	const isWhole = parts.length === first?.head.of && parts.every(({ head }) => head.all === all);
	const isLong = parts.reduce((sum, { lines }) => sum + lines.length, 0) === all;
	if (!isWhole || !isLong) throw new CapnoteError('bad-parts', { path: paths.join(', '), problem: 'missing' });
	const ordered = parts.toSorted((a, b) => a.head.number - b.head.number);
	return finishBook(
		context,
		inTurn(
			ordered.map(({ lines }) => lines),
			all,
		),
		all,
		plan,
		options,
	);
}

function readPart(
	path: string,
	{ rubric, build }: GradePlan,
): { path: string; head: PartHead; lines: readonly string[] } {
	const [first = '', ...lines] = readText(path).split('\n');
	const head = headOf(first);
	if (head === null) throw new CapnoteError('bad-parts', { path, problem: 'no-part' });
	if (head.rubric !== rubric.hash) throw new CapnoteError('bad-parts', { path, problem: 'other-rubric' });
	if (head.build !== build) throw new CapnoteError('bad-parts', { path, problem: 'other-version' });
	if (lines.at(-1) === '') lines.pop();
	return { path, head, lines };
}

function headOf(line: string): PartHead | null {
	try {
		const head = JSON.parse(line) as Partial<PartHead>;
		return head.capnotePart === 1 ? (head as PartHead) : null;
	} catch {
		return null;
	}
}

/** As they were dealt out: one of each part in turn. */
async function* inTurn(parts: readonly (readonly string[])[], all: number): AsyncGenerator<GradedLine> {
	for (let i = 0; i < all; i++) {
		const line = parts[i % parts.length]?.[Math.floor(i / parts.length)];
		if (line !== undefined) yield { line, cached: false };
	}
}
