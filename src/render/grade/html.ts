import type { GradedClaim } from '../../grading/graded-claim.ts';
import type { CaptureFacts, ReportFile, SubmissionResult } from '../../grading/submission-result.ts';
import { decimal } from '../../i18n/decimal.ts';
import type { GradeWords } from '../../i18n/grade-words.ts';
import { countsOf, type GradeBook, pairsOf, pointsText, troublesText } from './counts.ts';
import { pairsSection } from './html-pairs.ts';
import { cardList, lines, linked, PAGE_END, pageHead, plainList, scroll, table, text } from './html-parts.ts';

/** Finds the name of a submission's own page. */
type NameOf = (result: Pick<SubmissionResult, 'student' | 'folder'>) => string;
type Language = 'en' | 'id';

/** The table of all submissions, and the pairs that are alike. */
export function* indexPage(book: GradeBook, words: GradeWords, language: Language, nameOf: NameOf): Generator<string> {
	const { titles } = words;
	const { title, hash, max } = book.rubric;
	yield* pageHead(`${title} – ${titles.gradeBook}`, language);
	yield `<h1>${text(title)}</h1>\n<p class="soft">${titles.rubric} <code>${hash}</code></p>\n${overview(book, words)}`;
	const heads = [titles.student, titles.points, titles.band, titles.confirmed, titles.refuted, titles.notCheckable];
	const more = [titles.notUnderstood, titles.capture, titles.findings, ...(book.pairs === null ? [] : [titles.alike])];
	yield table(
		titles.gradeBook,
		[...heads, ...more].map((head, i) => [head, i === 1 || (i > 2 && i < 7)]),
	);
	for (const result of book.results()) yield indexRow(result, book, words, nameOf, max);
	yield `</tbody></table></div>\n${pairsSection(book.pairs, words, nameOf)}${PAGE_END}`;
}

/** The page of one submission: points with reasons, statements with verdicts, packets, the report itself. */
export function* submissionPage(
	result: SubmissionResult,
	book: GradeBook,
	words: GradeWords,
	language: Language,
): Generator<string> {
	const { titles } = words;
	const { student, points, max, band, passed, failures, remarks } = result;
	yield* pageHead(`${student} – ${book.rubric.title}`, language);
	yield `<nav><a href="../index.html">← ${titles.back}</a></nav>\n<h1>${text(student)}</h1>\n`;
	const cards = [
		[`${pointsText(points, words)} / ${pointsText(max, words)}`, titles.points],
		...(band === null ? [] : [[band, titles.band]]),
		[passed ? titles.passed : titles.notPassed, titles.rubric],
	];
	yield cardList(cards);
	yield itemsTable(result, words);
	for (const report of result.reports) yield* reportSection(report, result.claims, words, language);
	yield* claimsTable(result.claims, words, language);
	yield lines(
		titles.notUnderstood,
		result.notUnderstood.map(({ document, line, text: said }) => `${document}:${line} ${said}`),
	);
	for (const capture of result.captures)
		yield* captureSection(capture, capture.name === result.capture, words, language);
	yield lines(
		titles.failures,
		failures.map((failure) => words.failure(failure)),
	);
	yield lines(
		titles.remarks,
		remarks.map((remark) => (words.remarks[remark.kind] as (of: typeof remark) => string)(remark)),
	);
	yield pairsSection(book.pairs && pairsOf(result.folder, book.pairs), words, null);
	yield PAGE_END;
}

function overview(book: GradeBook, words: GradeWords): string {
	const bands = new Map<string, number>();
	let [percent, passed] = [0, 0];
	for (const result of book.results()) {
		percent += result.max === 0 ? 100 : (100 * result.points) / result.max;
		if (result.passed) passed++;
		if (result.band !== null) bands.set(result.band, (bands.get(result.band) ?? 0) + 1);
	}
	const mean = book.count === 0 ? 0 : percent / book.count;
	const sorted = [...bands].sort(([a], [b]) => (a < b ? -1 : 1));
	return cardList([
		[String(book.count), words.titles.student],
		[`${decimal(mean.toFixed(1), words.decimalSign)} %`, words.titles.points],
		[String(passed), words.titles.passed],
		...sorted.map(([band, count]) => [String(count), `${words.titles.band} ${band}`]),
	]);
}

function indexRow(result: SubmissionResult, book: GradeBook, words: GradeWords, nameOf: NameOf, max: number): string {
	const { confirmed, refuted, notCheckable, notUnderstood } = countsOf(result);
	const { student, points, band, capture, folder } = result;
	const share = max === 0 ? 100 : Math.round((100 * points) / max);
	const meter = `<span class="meter" aria-hidden="true"><i style="width:${share}%"></i></span>`;
	const cells = [
		`<td><a href="students/${encodeURIComponent(nameOf(result))}.html">${text(student)}</a></td>`,
		`<td class="n">${pointsText(points, words)}${meter}</td>`,
		`<td>${text(band ?? '')}</td>`,
		...[confirmed, refuted, notCheckable, notUnderstood].map((count) => `<td class="n">${count}</td>`),
		`<td>${text(capture ?? words.titles.none)}</td>`,
		`<td>${text(troublesText(result, words))}</td>`,
		...(book.pairs === null ? [] : [`<td class="n">${pairsOf(folder, book.pairs).length || ''}</td>`]),
	];
	return `<tr>${cells.join('')}</tr>\n`;
}

function itemsTable({ items }: SubmissionResult, words: GradeWords): string {
	const { titles } = words;
	const rows = items.map(({ id, points, max, reason }) => {
		const given = max === 0 ? pointsText(points, words) : `${pointsText(points, words)} / ${pointsText(max, words)}`;
		return `<tr><td>${text(words.itemNames[id] ?? id)}</td><td class="n">${given}</td><td>${linked(words.reason(reason))}</td></tr>\n`;
	});
	const head = table(titles.points, [
		[titles.item, false],
		[titles.points, true],
		[titles.why, false],
	]);
	return `<h2>${titles.points}</h2>\n${head}${rows.join('')}</tbody></table></div>\n`;
}

function* claimsTable(claims: readonly GradedClaim[], words: GradeWords, language: Language): Generator<string> {
	const { titles, verdicts } = words;
	if (claims.length === 0) return;
	yield `<h2>${titles.claims}</h2>\n`;
	yield table(titles.claims, [
		[titles.number, false],
		[titles.line, true],
		[titles.claim, false],
		[titles.verdict, false],
		[titles.why, false],
	]);
	for (const { id, document, line, text: said, verdict, message } of claims) {
		yield `<tr id="${text(id)}"><td class="mono">${text(id)}</td><td class="n"><a href="#${anchor(document, line)}">${line}</a></td>`;
		yield `<td>${text(said)}</td><td class="${verdict}">${verdicts[verdict]}</td><td>${linked(message[language])}</td></tr>\n`;
	}
	yield '</tbody></table></div>\n';
}

/** @param isMeant Packet numbers of the page are this capture's. */
function* captureSection(
	capture: CaptureFacts,
	isMeant: boolean,
	words: GradeWords,
	language: Language,
): Generator<string> {
	const { titles } = words;
	const { name, packets, rows, findings } = capture;
	yield `<h2>${titles.capture} <code>${text(name)}</code></h2>\n`;
	yield plainList(findings.map(({ text: said, advice }) => `${said[language]} ${advice[language]}`));
	if (rows.length === 0) return;
	yield table(`${titles.capture} ${name}`, [
		...([
			[titles.number, true],
			[titles.time, true],
			[titles.from, false],
			[titles.to, false],
		] as const),
		...([
			[titles.flags, false],
			['Seq', true],
			['Ack', true],
			[titles.length, true],
			[titles.data, false],
		] as const),
	]);
	for (const row of rows) {
		const time = (Number(row.relativeNs) / 1e9).toFixed(6);
		const flags = row.flags === '' ? row.protocol.toUpperCase() : row.flags;
		yield `<tr${isMeant ? ` id="p${row.number}"` : ''}><td class="n">${row.number}</td><td class="n">${time}</td><td>${text(row.source)}</td><td>${text(row.destination)}</td>`;
		yield `<td>${text(flags)}</td><td class="n">${row.sequence ?? ''}</td><td class="n">${row.acknowledgment ?? ''}</td><td class="n">${row.payloadBytes || ''}</td><td class="mono"><bdi>${text(row.payload)}</bdi></td></tr>\n`;
	}
	yield `</tbody></table></div>\n${packets > rows.length ? `<p class="soft">${words.more(packets - rows.length)}</p>\n` : ''}`;
}

/** The student's text as it is: never as markup. Below each line with statements stands what the capture says of them. */
function* reportSection(
	{ name, text: all }: ReportFile,
	claims: readonly GradedClaim[],
	words: GradeWords,
	language: Language,
): Generator<string> {
	const own = claims.filter(({ document }) => document === name);
	yield `<h2>${words.titles.reportText} <code>${text(name)}</code></h2>\n${scroll(`${words.titles.reportText} ${name}`, 'scroll lines')}\n`;
	for (const [i, line] of all.split('\n').entries()) {
		const said = own.filter((claim) => claim.line === i + 1);
		const worst = said.find(({ verdict }) => verdict === 'refuted') ?? said[0];
		const told = said.map((claim) => saidOf(claim, words, language)).join('');
		const mark = worst ? ` class="${worst.verdict}"` : '';
		yield `<div id="${anchor(name, i + 1)}"><span class="mono">${i + 1}</span><div${mark}><pre>${text(line)}</pre>${told}</div></div>\n`;
	}
	yield '</div>\n';
}

/** The verdict's sign and number, which lead to its row; what is said behind it begins with the verdict's word. */
function saidOf({ id, verdict, message }: GradedClaim, words: GradeWords, language: Language): string {
	return `<p><a class="verdict" href="#${encodeURIComponent(id)}">${words.verdicts[verdict].slice(0, 1)} ${text(id)}</a> ${linked(message[language])}</p>`;
}

function anchor(document: string, line: number): string {
	return `l-${encodeURIComponent(document).replace(/[^\w.-]/g, '_')}-${line}`;
}
