import { LAB_PORTS } from '../evaluate/file-names.ts';
import { textFit } from '../evaluate/match.ts';
import type { CaptureModel } from '../model/capture-model.ts';
import type { CheckOptions, Pairing } from '../report-check.ts';
import type { ReportDocument } from '../report-document.ts';
import { isOf } from '../text/token.ts';
import type { Statement } from './statement.ts';

/** A part of a document with the capture that it is about. */
export interface PairedPart {
	readonly pairing: Pairing;
	/** The first unit of the part, and the one behind its last. */
	readonly from: number;
	readonly to: number;
	readonly model: CaptureModel | null;
}

/** Cuts a document at its top headings where several captures may be meant, and finds the capture of each part. */
export function pairParts(
	document: ReportDocument,
	statements: readonly Statement[],
	models: readonly CaptureModel[],
	options: CheckOptions,
): readonly PairedPart[] {
	const all: Part = { from: 0, to: document.units.length, section: [], line: 1 };
	const isOne = models.length < 2 && !options.map?.size;
	if (isOne) return withoutOtherLabs(document, statements, pair(document, all, statements, models, options));
	const cuts = partsOf(document);
	const paired = cuts.map((part) => pair(document, part, statements, models, options));
	const whole = pair(document, all, statements, models, options);
	// A part that names nothing goes with the report as a whole.
	return paired.map((part) =>
		part.model === null && whole.model !== null && part.pairing.rule === 'none' && !namesPort(statements, part)
			? {
					...part,
					model: whole.model,
					pairing: { ...whole.pairing, section: part.pairing.section, line: part.pairing.line },
				}
			: part,
	);
}

/** Of a report of several labs, a part that names the port of one that is not in the only capture is about another. */
function withoutOtherLabs(
	document: ReportDocument,
	statements: readonly Statement[],
	whole: PairedPart,
): readonly PairedPart[] {
	const { model } = whole;
	if (model === null) return [whole];
	const scored = partsOf(document).map((part) => {
		const own = statements.filter(({ unitIndex }) => unitIndex >= part.from && unitIndex < part.to);
		const made: PairedPart = { ...whole, from: part.from, to: part.to };
		return { part, made, own, score: portScore(model, own, '') };
	});
	const isOther = ({ made, own, score }: (typeof scored)[number]): boolean =>
		score === 0 && namesPort(statements, made, LAB_PORTS) && textScore(model, own) === 0;
	if (!scored.some(isOther) || !scored.some(({ score }) => score > 0)) return [whole];
	return scored.map((each) => {
		const { section, line } = each.part;
		const pairing: Pairing = isOther(each)
			? { section, line, capture: null, rule: 'none', because: [] }
			: { ...whole.pairing, section, line };
		return { ...each.made, pairing, model: isOther(each) ? null : model };
	});
}

/** A part with a port that no capture has is about another. */
function namesPort(
	statements: readonly Statement[],
	{ from, to }: PairedPart,
	among: ReadonlySet<number> | null = null,
): boolean {
	return statements.some(
		({ unitIndex, tokens }) =>
			unitIndex >= from &&
			unitIndex < to &&
			tokens.some((token) => isOf(token, 'port') && (among === null || among.has(token.port))),
	);
}

interface Part {
	readonly from: number;
	readonly to: number;
	readonly section: readonly string[];
	readonly line: number;
}

function partsOf({ units, lineStarts }: ReportDocument): readonly Part[] {
	const depths = units.flatMap((unit) => (unit.kind === 'heading' ? [unit.depth] : []));
	const top = Math.min(...depths);
	const isTitle = depths.filter((depth) => depth === top).length === 1;
	const level = isTitle ? Math.min(...depths.filter((depth) => depth > top)) : top;
	const starts = units.flatMap((unit, i) => (unit.kind === 'heading' && unit.depth === level ? [i] : []));
	const all = starts[0] === 0 ? starts : [0, ...starts];
	return all.map((from, i) => ({
		from,
		to: all[i + 1] ?? units.length,
		section: units[from]?.kind === 'heading' ? [...(units[from]?.section ?? []), units[from]?.plain.text ?? ''] : [],
		line: lineStarts.findLastIndex((start) => start <= (units[from]?.plain.offsets[0] ?? 0)) + 1,
	}));
}

function pair(
	document: ReportDocument,
	part: Part,
	statements: readonly Statement[],
	models: readonly CaptureModel[],
	options: CheckOptions,
): PairedPart {
	const own = statements.filter(({ unitIndex }) => unitIndex >= part.from && unitIndex < part.to);
	const made = (rule: Pairing['rule'], model: CaptureModel | null, because: readonly string[]): PairedPart => ({
		pairing: { section: part.section, line: part.line, capture: model?.name ?? null, rule, because },
		from: part.from,
		to: part.to,
		model,
	});
	const mapped = mappedCapture(document, part, models, options);
	if (mapped) return made('map', mapped, []);
	if (models.length === 1) return made('only-one', models[0] ?? null, []);
	const text = document.units
		.slice(part.from, part.to)
		.map(({ plain }) => plain.text)
		.join('\n');
	const named = models.filter(({ name }) => text.includes(name));
	const [only] = named;
	if (only && named.length === 1) return made('named', only, [only.name]);
	const scored = models.map((model) => ({ model, ports: portScore(model, own, text), texts: textScore(model, own) }));
	const best = winner(scored, ({ ports, texts }) => ports * 1000 + texts);
	if (best)
		return best.ports > 0
			? made('ports', best.model, [`${best.model.main?.server.port ?? ''}`])
			: made('payload', best.model, []);
	return made('none', null, []);
}

/** The one that scores higher than all others. */
function winner<T>(all: readonly T[], score: (one: T) => number): T | undefined {
	const sorted = all.toSorted((a, b) => score(b) - score(a));
	const [first, second] = sorted;
	return first && score(first) > 0 && (!second || score(second) < score(first)) ? first : undefined;
}

function mappedCapture(
	{ name }: ReportDocument,
	part: Part,
	models: readonly CaptureModel[],
	{ map }: CheckOptions,
): CaptureModel | undefined {
	if (!map) return undefined;
	const heading = part.section.at(-1)?.trim() ?? '';
	const wanted = [...map].find(([key]) => key === `${name}#${heading}` || key === `#${heading}`)?.[1] ?? map.get(name);
	return wanted === undefined
		? undefined
		: models.find(({ name: own }) => own === wanted || wanted.replaceAll('\\', '/').endsWith(`/${own}`));
}

function portScore(model: CaptureModel, own: readonly Statement[], text: string): number {
	const servers = new Set(model.connections.map(({ server }) => server.port));
	const said = own.flatMap(({ tokens }) =>
		tokens.flatMap((token) =>
			isOf(token, 'port')
				? [token.port]
				: isOf(token, 'ip') && token.port !== null
					? [token.port]
					: isOf(token, 'ports')
						? [token.source, token.destination]
						: [],
		),
	);
	const clients = new Set(model.connections.map(({ client }) => client.port));
	const lab = model.main?.lab?.name;
	const named = lab !== undefined && new RegExp(`\\b${lab}\\b`, 'i').test(text.slice(0, 200_000)) ? 1 : 0;
	return (
		said.filter((port) => servers.has(port)).length * 2 + said.filter((port) => clients.has(port)).length * 5 + named
	);
}

function textScore(model: CaptureModel, own: readonly Statement[]): number {
	const quotes = own.flatMap(({ tokens, says }) => [
		...tokens.flatMap((token) => (isOf(token, 'quote') ? [token.inner] : [])),
		...says.flatMap((say) => (say.say === 'log' && say.log.kind === 'message' ? [say.log.text] : [])),
	]);
	return quotes
		.slice(0, 200)
		.filter((quote) => quote.length > 2 && model.messages.some(({ text }) => textFit(text, quote) !== 'none')).length;
}
