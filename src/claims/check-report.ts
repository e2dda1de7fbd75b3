import type { Atom, Claim, ClaimKind } from './claim.ts';
import { CLAIM_KINDS } from './claim.ts';
import { documentSays } from './document/compare.ts';
import { lintsOf } from './document/lints.ts';
import { hostNames } from './document/names.ts';
import { ownNumbers } from './document/own-numbers.ts';
import { type PairedPart, pairParts } from './document/pair.ts';
import { type ChosenReading, chooseReading, nameOneRow } from './document/readings.ts';
import { isSoft, type Statement, statementsOf } from './document/statement.ts';
import type { Say } from './grammar/say.ts';
import { findingOf, verdictOf } from './judge-statement.ts';
import { type CaptureModel, captureModel } from './model/capture-model.ts';
import { captureNames } from './model/capture-names.ts';
import { notesOf } from './notes/notes.ts';
import type { CheckOptions, CheckReport, DocumentCheck, DocumentCounts, NotUnderstood } from './report-check.ts';
import { placeOf, type ReportDocument } from './report-document.ts';
import type { Judged } from './roll-up.ts';

/** Compares documents with captures, sentence by sentence. */
export const checkReport: CheckReport = (documents, captures, options = {}) => {
	const names = captureNames(captures.map(({ name }) => name));
	const models = captures
		.map((capture, i) => captureModel(capture, names[i] ?? capture.name))
		.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
	return {
		documents: documents.map((document) => checkDocument(document, models, options)),
		captures: models.map(({ name }) => name),
	};
};

function checkDocument(
	document: ReportDocument,
	models: readonly CaptureModel[],
	options: CheckOptions,
): DocumentCheck {
	const statements = statementsOf(document, hostNames(document, options.hosts));
	const withDocument = ownNumbers(document, documentSays(document, statements));
	const parts = pairParts(document, statements, models, options);
	const claims = parts
		.flatMap((part) => claimsOfPart(document, part, withDocument))
		.map((claim, i) => ({ ...claim, id: `c${`${i + 1}`.padStart(3, '0')}` }));
	const notUnderstood = statements.flatMap((statement) => missed(document, statement));
	return {
		name: document.name,
		claims,
		notUnderstood,
		lints: lintsOf(document, statements, models, claims),
		pairings: parts.map(({ pairing }) => pairing),
		counts: countsOf(statements, claims),
	};
}

function claimsOfPart(document: ReportDocument, part: PairedPart, statements: readonly Statement[]): readonly Claim[] {
	const own = statements.filter(
		({ unitIndex, says }) => unitIndex >= part.from && unitIndex < part.to && says.length > 0,
	);
	const readings = readingsOf(part.model, own);
	return own.map((statement) => claimOf(document, part, statement, readings(statement)));
}

/** Statements that stand together share one reading of their row numbers. */
function readingsOf(
	model: CaptureModel | null,
	statements: readonly Statement[],
): (statement: Statement) => ChosenReading | null {
	const known = new Map<number, ChosenReading>();
	const isAlone = nameOneRow(statements);
	const byGroup = new Map<number, Statement[]>();
	for (const statement of statements)
		byGroup.set(statement.unit.group, [...(byGroup.get(statement.unit.group) ?? []), statement]);
	return ({ unit }) => {
		if (!model) return null;
		const made = known.get(unit.group) ?? chooseReading(model, byGroup.get(unit.group) ?? [], isAlone);
		known.set(unit.group, made);
		return made;
	};
}

function claimOf(
	document: ReportDocument,
	part: PairedPart,
	statement: Statement,
	reading: ChosenReading | null,
): Claim {
	const { model } = part;
	const { plain, says, tokens, unit } = statement;
	const judged = says.map((say): Judged => ({ say, atoms: atomsOf(document, model, say, reading, statement) }));
	const atoms = judged.flatMap((one) => one.atoms);
	const place = placeOf(document, plain.offsets[0] ?? 0, (plain.offsets[Math.max(0, plain.text.length - 1)] ?? 0) + 1);
	const { verdict, reason } = verdictOf(judged, statement, model, reading);
	const decisive = atoms.find((atom) => atom.verdict === verdict && atom.reason === reason) ?? null;
	const deciding = atoms.filter((atom) => atom.verdict === verdict);
	const usesRows = says.some((say) => 'rows' in say && say.rows !== null && say.kinds.includes('K01'));
	return {
		id: '',
		document: document.name,
		place,
		section: unit.section,
		text: plain.text.replace(/\s+/g, ' ').trim(),
		verdict,
		reason,
		basis: decisive?.basis ?? 'capture',
		capture: model?.name ?? null,
		connection: decisive?.connection ?? null,
		packets: [...new Set(deciding.flatMap(({ packets }) => packets))].sort((a, b) => a - b),
		atoms,
		decisive,
		reading: reading && usesRows && reading.reading.kind !== 'frame' ? reading.reading : null,
		isSoft: isSoft(tokens),
		notes: notesOf(model, statement, atoms, verdict),
	};
}

function atomsOf(
	document: ReportDocument,
	model: CaptureModel | null,
	say: Say,
	reading: ChosenReading | null,
	statement: Statement,
): readonly Atom[] {
	const finding = findingOf(document, model, say, reading, statement);
	const basis =
		say.say === 'sum'
			? ('arithmetic' as const)
			: say.say === 'type' || say.say === 'document'
				? ('document' as const)
				: ('capture' as const);
	const isAside = say.say === 'sum' && say.isAside && finding.verdict === 'confirmed';
	const place = placeOf(document, say.start, say.end);
	return say.kinds.map((kind): Atom => ({ kind, pattern: say.pattern, basis, place, isAside, ...finding }));
}

function missed(document: ReportDocument, { says, packetWords, plain, unit }: Statement): readonly NotUnderstood[] {
	if (says.length > 0 || packetWords.length === 0 || plain.text.trim().endsWith('?')) return [];
	const place = placeOf(document, plain.offsets[0] ?? 0, (plain.offsets[Math.max(0, plain.text.length - 1)] ?? 0) + 1);
	return [
		{ place, section: unit.section, text: plain.text.replace(/\s+/g, ' ').trim(), words: [...new Set(packetWords)] },
	];
}

function countsOf(statements: readonly Statement[], claims: readonly Claim[]): DocumentCounts {
	const tally = (of: readonly Claim[]) => ({
		confirmed: of.filter(({ verdict }) => verdict === 'confirmed').length,
		refuted: of.filter(({ verdict }) => verdict === 'refuted').length,
		'not-checkable': of.filter(({ verdict }) => verdict === 'not-checkable').length,
	});
	const kinds = Object.fromEntries(
		CLAIM_KINDS.map((kind: ClaimKind) => [
			kind,
			tally(claims.filter(({ atoms }) => atoms.some((atom) => atom.kind === kind))),
		]),
	);
	return {
		sentences: statements.length,
		withPacketWords: statements.filter(({ packetWords, says }) => packetWords.length > 0 || says.length > 0).length,
		understood: claims.length,
		verdicts: tally(claims),
		kinds: kinds as DocumentCounts['kinds'],
	};
}
