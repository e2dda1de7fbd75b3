import type { Claim } from '../claim.ts';
import { type CaptureModel, fileName } from '../model/capture-model.ts';
import type { Lint } from '../report-check.ts';
import { placeOf, type ReportDocument } from '../report-document.ts';
import { isOf } from '../text/token.ts';
import type { Statement } from './statement.ts';

/** What is told of a document as a whole, in the order of its text. */
export function lintsOf(
	document: ReportDocument,
	statements: readonly Statement[],
	models: readonly CaptureModel[],
	claims: readonly Claim[],
): readonly Lint[] {
	const found = [
		...statements.flatMap((statement) => [
			...missingFiles(document, statement, models),
			...dottedPorts(document, statement),
			...sameEnds(document, statement),
		]),
		...backwardTimes(document, statements),
		...foreignLogs(claims),
		...onlyPictures(document, statements),
	];
	return found.sort((a, b) => a.place.start - b.place.start || (a.kind < b.kind ? -1 : 1));
}

function place(document: ReportDocument, { plain }: Statement, from: number, to: number) {
	return placeOf(document, plain.offsets[from] ?? 0, (plain.offsets[Math.max(from, to - 1)] ?? 0) + 1);
}

/** L10. */
function missingFiles(
	document: ReportDocument,
	statement: Statement,
	models: readonly CaptureModel[],
): readonly Lint[] {
	if (models.length === 0) return [];
	const names = models.map(({ name }) => fileName(name));
	return statement.tokens.flatMap((token): readonly Lint[] => {
		const isKnown =
			isOf(token, 'file') &&
			names.some(
				(name) =>
					name.toLowerCase() === token.name.toLowerCase() ||
					name.toLowerCase().endsWith(`-${token.name.toLowerCase()}`),
			);
		return isOf(token, 'file') && !isKnown && !token.name.startsWith('.') && !/^\(/.test(token.name)
			? [{ kind: 'L10', place: place(document, statement, token.start, token.end), said: token.name, found: names }]
			: [];
	});
}

/** L12. */
function dottedPorts(document: ReportDocument, statement: Statement): readonly Lint[] {
	return statement.tokens.flatMap((token): readonly Lint[] => {
		const dotted = /\d{1,2}\.\d{3}(?!\d)/.exec(token.text)?.[0];
		const isPort =
			(isOf(token, 'port') && token.isDotted) ||
			(isOf(token, 'number') && statement.says.some((say) => say.say === 'endpoint' && say.port === token.value));
		return dotted && isPort
			? [
					{
						kind: 'L12',
						place: place(document, statement, token.start, token.end),
						said: dotted,
						port: Number(dotted.replace('.', '')),
					},
				]
			: [];
	});
}

/** L14. */
function sameEnds(document: ReportDocument, statement: Statement): readonly Lint[] {
	return statement.says.flatMap((say): readonly Lint[] => {
		if (say.say !== 'packet' || say.rows === null) return [];
		const { from, to } = say.query;
		const isSame =
			from?.address != null && from.address === to?.address && (from.port === null || from.port === to.port);
		return isSame && !/^127\./.test(from.address ?? '')
			? [{ kind: 'L14', place: placeOf(document, say.start, say.end), address: from.address ?? '' }]
			: [];
	});
}

/** L13: of rows that stand together and are numbered upwards. */
function backwardTimes(document: ReportDocument, statements: readonly Statement[]): readonly Lint[] {
	let last:
		| { readonly group: number; readonly row: number; readonly value: number; readonly written: string }
		| undefined;
	return statements.flatMap((statement) =>
		statement.says.flatMap((say): readonly Lint[] => {
			const row = say.say === 'packet' ? say.rows?.rows[0] : undefined;
			if (say.say !== 'packet' || row === undefined || say.query.seconds === null) return [];
			const { value, written } = say.query.seconds;
			const before = last;
			last = { group: statement.unit.group, row, value, written };
			const isBack =
				before !== undefined && before.group === statement.unit.group && row > before.row && value < before.value;
			return isBack
				? [{ kind: 'L13', place: placeOf(document, say.start, say.end), before: before.written, said: written }]
				: [];
		}),
	);
}

/** L15. */
function foreignLogs(claims: readonly Claim[]): readonly Lint[] {
	return claims
		.filter(({ verdict, atoms }) => verdict === 'refuted' && atoms.some(({ kind }) => kind === 'K17'))
		.map(({ place: at, text }) => ({ kind: 'L15', place: at, said: text }));
}

/** L11. */
function onlyPictures(document: ReportDocument, statements: readonly Statement[]): readonly Lint[] {
	const { pictures } = document;
	return pictures > 0 && !statements.some(({ packetWords, says }) => says.length > 0 && packetWords.length > 0)
		? [{ kind: 'L11', place: placeOf(document, 0, 0), pictures }]
		: [];
}
