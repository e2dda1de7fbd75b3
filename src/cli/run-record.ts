import { basename, dirname, extname, resolve } from 'node:path';
import { analyze } from '../analyze.ts';
import { engineAsker } from '../capture/detect/engine-http.ts';
import { callerOf } from '../capture/owner.ts';
import { DRIVERS, type RecordOutcome, type RecordPlan, record } from '../capture/record.ts';
import type { RecordingCause } from '../capture/recording-cause.ts';
import { CapnoteError, EXIT, type ExitStatus } from '../errors.ts';
import { findFindings } from '../findings/find.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { captureName } from '../lab/run-lab.ts';
import { LABS } from '../profile/labs.ts';
import { findingLines, summaryLines } from '../render/summary.ts';
import type { Context, Language } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import type { LiveView } from './live-view.ts';
import { openLiveView } from './open-live-view.ts';
import { createRecordProgress, type RecordProgress } from './record-progress.ts';
import { findTarget, type RecordTarget, type TargetOptions } from './record-target.ts';
import { recoverIn } from './recover-in.ts';
import { wantsColor, widthOf } from './show-options.ts';

/** The options of `capnote record`. */
export interface RecordOptions extends TargetOptions {
	readonly driver: RecordPlan['driver'];
	readonly filter?: string | undefined;
	readonly duration?: number | undefined;
	readonly count?: number | undefined;
	readonly snaplen: number;
	readonly output?: string | undefined;
	readonly captures: string;
	readonly force?: true | undefined;
	readonly pcapng?: true | undefined;
	readonly rotateSize?: number | undefined;
	readonly rotateTime?: number | undefined;
	readonly ring?: number | undefined;
	readonly helperImage?: string | undefined;
	readonly json?: true | undefined;
	readonly lang?: Language | undefined;
	readonly color: 'auto' | 'always' | 'never';
	readonly quiet?: true | undefined;
	readonly strict?: true | undefined;
}

/** Longer captures are not summed up at the end: `capnote analyze` does that, with time. */
const MOST_SUMMED_UP = 20_000;

/** Records as asked; ends with what was recorded, and whether it is complete. */
export async function runRecord(context: Context, options: RecordOptions): Promise<ExitStatus> {
	if (options.ring !== undefined && options.rotateSize === undefined && options.rotateTime === undefined) {
		throw new CapnoteError('wrong-use', { problem: 'ring-without-rotation' });
	}
	const language = options.lang ?? defaultLanguage(context.environment);
	const words = await context.words(language);
	const progress = createRecordProgress(context, words, options.quiet === true);
	const target = await findTarget(context, options, words, progress.line);
	if (target === undefined) return EXIT.fine;
	const plan = planOf(options, target, context);
	await recoverIn(dirname(plan.file.base), context, words, progress.line);
	const view = options.quiet || options.json ? undefined : openView(context, options, language, words, progress);
	const outcome = await record(plan, {
		path: context.environment.PATH ?? '',
		...{ self: context.self, userId: context.userId, now: context.now, onInterrupt: context.onInterrupt },
		...{ helperImage: options.helperImage, askEngine: engineAsker(context.environment) },
		...{ application: 'capnote', emit: progress.take },
		onBytes: (bytes) => view?.push(bytes),
	}).finally(async () => {
		await view?.end();
		progress.end();
	});
	if (outcome === undefined) return EXIT.fine;
	return await conclude({ context, options, words, plan, outcome });
}

function openView(
	{ out, environment }: Context,
	{ color }: RecordOptions,
	language: Language,
	words: Catalogue,
	progress: RecordProgress,
): LiveView {
	const style = { width: widthOf(out, environment), color: wantsColor(color, out, environment) };
	return openLiveView({ style, language }, (event) => {
		if (event.kind === 'rows') progress.rows(event.text);
		else if (event.kind === 'skipped') progress.line(words.record.rowsSkipped(event));
		else progress.line(words.record.rowsFull(event));
	});
}

function planOf(options: RecordOptions, target: RecordTarget, { now, environment, userId }: Context): RecordPlan {
	const { driver, filter, count, duration, snaplen, rotateSize, rotateTime, ring } = options;
	const isRotated = rotateSize !== undefined || rotateTime !== undefined;
	const isPcapng = options.pcapng === true || extname(options.output ?? '') === '.pcapng';
	return {
		...target,
		...{ driver, snaplen, pcapng: isPcapng },
		...(filter === undefined ? {} : { filter }),
		...(count === undefined ? {} : { count }),
		...(duration === undefined ? {} : { durationMs: duration }),
		// Nobody looks at rows: the kernel may hand packets over up to a second later, and keep many more for us.
		ring: options.quiet || options.json ? 'blocks' : 'slots',
		file: {
			...fileOf(options, target, isPcapng, now()),
			owner: callerOf(environment, userId),
			...(isRotated
				? {
						rotation: {
							...(rotateSize === undefined ? {} : { bytes: rotateSize }),
							...(rotateTime === undefined ? {} : { ms: rotateTime }),
							...(ring === undefined ? {} : { ring }),
						},
					}
				: {}),
		},
	};
}

function fileOf(options: RecordOptions, target: RecordTarget, isPcapng: boolean, now: Date) {
	const usual = isPcapng ? '.pcapng' : '.pcap';
	if (options.output === undefined) {
		const name = captureName(target.lab ?? target.network ?? target.iface, now);
		return { base: resolve(options.captures, name), extension: usual, naming: 'free' as const };
	}
	const extension = extname(options.output) || usual;
	const base = resolve(dirname(options.output), basename(options.output, extension));
	return { base, extension, naming: options.force ? ('replace' as const) : ('exact' as const) };
}

interface Ended {
	readonly context: Context;
	readonly options: RecordOptions;
	readonly words: Catalogue;
	readonly plan: RecordPlan;
	readonly outcome: RecordOutcome;
}

async function conclude(ended: Ended): Promise<ExitStatus> {
	const { context, options, outcome } = ended;
	const text = options.json ? outcomeJson(ended) : await summary(ended);
	if (text !== '') context.out.write(text);
	for (const line of verdictLines(ended)) context.log.write(`${line}\n`);
	if (FAILED.has(outcome.recording.cause)) return EXIT.environment;
	return options.strict && !outcome.recording.complete ? EXIT.negative : EXIT.fine;
}

/** Something else than the user or a limit ended the recording. */
const FAILED: ReadonlySet<RecordingCause> = new Set([
	...(['interface-gone', 'disk-full', 'write-failed', 'recorder-died', 'recorder-killed'] as const),
]);

function outcomeJson({ plan, outcome }: Ended): string {
	const { files, packets, way, interrupted, recording } = outcome;
	const facts = { interface: plan.iface, network: plan.network, lab: plan.lab, driver: plan.driver };
	const times = DRIVERS[plan.driver].times;
	return `${JSON.stringify({ capnote: 1, recording: { ...facts, times, way, interrupted, files, packets, ...recording } })}\n`;
}

/** What was recorded, below the rows: the capture in a line, its connections, findings. */
async function summary({ context, options, words, plan, outcome }: Ended): Promise<string> {
	const [only] = outcome.files;
	if (options.quiet || outcome.files.length !== 1 || only === undefined || only.packets > MOST_SUMMED_UP) return '';
	const source = await context.files.open(only.path);
	const roughTimes = DRIVERS[plan.driver].times === 'user-space';
	const result = await analyze(source, { roughTimes }).finally(source.close);
	const view = { result, findings: findFindings(result.analysis, Object.values(LABS)), words };
	return `\n${[...summaryLines(view), ...findingLines(view)].join('\n')}\n`;
}

function verdictLines({ options, words, plan, outcome }: Ended): readonly string[] {
	const { files, packets, recording } = outcome;
	const isQuiet = options.quiet === true || options.json === true;
	const first = files[0]?.path;
	const last = files.at(-1)?.path;
	const said: string[] = [];
	if (first === undefined || last === undefined) said.push(words.record.nothing);
	else if (plan.file.rotation) {
		if (!isQuiet) said.push(words.record.files({ count: files.length, first, last, packets }));
	} else if (!isQuiet) said.push(words.lab.saved({ path: last }));
	if (recording.complete) return isQuiet ? said : [...said, words.lab.complete(recording)];
	if (recording.cause === 'stopped' && recording.captured !== null && recording.received === null) {
		return [...said, words.record.unproven({ captured: recording.captured })];
	}
	const advice = (recording.dropped ?? 0) > 0 && !isQuiet ? [words.record.dropAdvice] : [];
	return [...said, words.lab.incomplete({ ...recording, captured: recording.captured ?? packets }), ...advice];
}
