import { NO_CONTEXT, type SentenceContext } from '../grammar/context.ts';
import { packetWords, phaseOf, rowsOf, says, spanOf } from '../grammar/features.ts';
import { type HostNames, hostsOf } from '../grammar/host.ts';
import type { RowRef } from '../grammar/packet-query.ts';
import { topicsOf } from '../grammar/read-citations.ts';
import { readLog } from '../grammar/read-logs.ts';
import { readPacketLine } from '../grammar/read-packet-line.ts';
import { readPipeLine } from '../grammar/read-pipe-line.ts';
import { readRow } from '../grammar/read-row.ts';
import { readSentence } from '../grammar/read-sentence.ts';
import type { Say } from '../grammar/say.ts';
import { silentReason } from '../grammar/silent-reason.ts';
import { verbOf } from '../grammar/verbs.ts';
import type { PlainText, ReportDocument, Unit } from '../report-document.ts';
import { lex } from '../text/lexer.ts';
import { normalText, slicePlain } from '../text/normal-text.ts';
import { sentencesOf } from '../text/sentences.ts';
import { spelledOut } from '../text/spell-out.ts';
import { has, isOf, type Token } from '../text/token.ts';

/** A sentence, a line of a table or of a log, with what was understood of it; places are offsets in the document. */
export interface Statement {
	readonly unit: Unit;
	readonly unitIndex: number;
	readonly plain: PlainText;
	readonly tokens: readonly Token[];
	readonly says: readonly Say[];
	readonly packetWords: readonly string[];
}

/** What is carried from one statement to the next. */
interface Thread {
	rows: RowRef | null;
	topics: SentenceContext['topics'];
	subject: SentenceContext['subject'];
	question: SentenceContext['question'];
	isContinued: boolean;
	unit: number;
}

/** Reads all statements of a document, in reading order. */
export function statementsOf(document: ReportDocument, names: HostNames): readonly Statement[] {
	const thread: Thread = { rows: null, topics: [], subject: null, question: null, isContinued: false, unit: -1 };
	const lexed = lexOnce();
	return document.units.flatMap((unit, unitIndex) => {
		if (thread.unit !== unitIndex)
			[thread.rows, thread.subject, thread.topics, thread.isContinued] = [null, null, [], false];
		thread.unit = unitIndex;
		return ofUnit(unit, unitIndex, thread, contextOf(document, unit, names, lexed));
	});
}

type Lexer = typeof lex;

/** Headings and what leads in to a list stand above many units, and are read once. */
function lexOnce(): Lexer {
	const known = new Map<string, readonly Token[]>();
	return (text) => {
		const tokens = known.get(text) ?? lex(text);
		known.set(text, tokens);
		return tokens;
	};
}

function contextOf(document: ReportDocument, unit: Unit, names: HostNames, lexed: Lexer): SentenceContext {
	const heading = unit.section.at(-1) ?? '';
	const lead = document.units[unit.leadIn]?.plain.text ?? '';
	const title = lexed(normalText({ text: heading.slice(0, 200), offsets: [] }).text);
	const leadTokens = lexed(lead.slice(-200));
	const isGeneral =
		/\b(?:teori|theory|dasar teori|konsep|pengertian|definisi|pendahuluan|tujuan|latar belakang|aims?|goals?|objectives?|purpose|introduction|background)\b/i.test(
			heading,
		) || /\b(?:contoh|misal|example|umumnya|teori)/i.test(lead);
	const isContinued = [...title, ...leadTokens].some((token) => isOf(token, 'rows') || isOf(token, 'flags'));
	return { ...NO_CONTEXT, names, phase: phaseOf(title) ?? phaseOf(leadTokens), isGeneral, isContinued };
}

function ofUnit(unit: Unit, unitIndex: number, thread: Thread, context: SentenceContext): readonly Statement[] {
	const normal = normalText(unit.plain);
	if (unit.kind === 'code') return [];
	if (unit.kind === 'heading') return ofHeading(unit, unitIndex, normal, thread, context);
	if (unit.kind === 'log') return [statement(unit, unitIndex, normal, [], placed(readLog(normal.text), normal))];
	if (unit.kind === 'packet-line') return [lineStatement(unit, unitIndex, normal, context)];
	if (unit.kind === 'row') {
		const cells = unit.cells.map(normalText);
		const says = readRow(unit.titles, cells, context);
		if (says.length > 0) return [statement(unit, unitIndex, normal, lex(normal.text), says)];
		if (cells.length <= MOST_CELLS) return [lineStatement(unit, unitIndex, normal, context)];
		const line = placed(readPacketLine(lex(normal.text)), normal);
		const read = line.length > 0 ? line : cells.flatMap((cell) => ofCell(cell, context));
		return [statement(unit, unitIndex, normal, lex(normal.text), read)];
	}
	return ofProse(unit, unitIndex, normal, thread, context);
}

/** A heading asks or names; only an answer in the same line is a claim. */
function ofHeading(
	unit: Unit,
	unitIndex: number,
	normal: PlainText,
	thread: Thread,
	context: SentenceContext,
): readonly Statement[] {
	const asked = normal.text.lastIndexOf('?');
	const question = questionOf(lex(normal.text.slice(0, asked < 0 ? normal.text.length : asked)));
	thread.question = asked < 0 ? null : question;
	const answer = normal.text.slice(asked + 1).trim();
	if (asked < 0 || answer === '') return [];
	const plain = { text: normal.text.slice(asked + 1), offsets: Array.from(normal.offsets).slice(asked + 1) };
	return ofProse(unit, unitIndex, plain, thread, context);
}

function questionOf(tokens: readonly Token[]): SentenceContext['question'] {
	if (says(tokens, 'PORT'))
		return says(tokens, 'CLIENT') ? 'client-port' : says(tokens, 'SERVER') ? 'server-port' : 'port';
	if (says(tokens, 'CLOSE') && says(tokens, 'START', 'FIRST')) return 'closer';
	return says(tokens, 'CONNECTION') && says(tokens, 'COUNT', 'SEVERAL') ? 'connections' : null;
}

function ofProse(
	unit: Unit,
	unitIndex: number,
	normal: PlainText,
	thread: Thread,
	context: SentenceContext,
): readonly Statement[] {
	if (/^\s*\|.*\|\s*$/.test(normal.text)) {
		const read = readPipeLine(normal, context);
		if (read.length > 0) return [statement(unit, unitIndex, normal, lex(normal.text), read)];
	}
	const log = readLog(normal.text);
	if (log.length > 0 && normal.text.length < 300 && !normal.text.includes('\n'))
		return [statement(unit, unitIndex, normal, [], placed(log, normal))];
	return sentencesOf(normal).map((plain) => ofSentence(unit, unitIndex, plain, thread, context));
}

function ofSentence(
	unit: Unit,
	unitIndex: number,
	plain: PlainText,
	thread: Thread,
	context: SentenceContext,
): Statement {
	const spelled = spelledOut(withoutCode(plain));
	if (isPiped(spelled.text)) {
		const cells = readPipeLine(spelled, context);
		if (cells.length > 0) return statement(unit, unitIndex, plain, lex(spelled.text), cells);
	}
	const tokens = lex(spelled.text);
	const line = readPacketLine(tokens.length === 1 && isOf(tokens[0], 'quote') ? lex(tokens[0].inner) : tokens);
	const hasQuote = tokens.some((token) => isOf(token, 'quote'));
	const isQuestion = plain.text.trimEnd().endsWith('?') && (!hasQuote || ASKS.test(plain.text));
	if (isQuestion) {
		thread.question = questionOf(tokens);
		return statement(unit, unitIndex, plain, tokens, []);
	}
	const { rows, topics, subject, question } = thread;
	const isContinued = context.isContinued || thread.isContinued;
	const inner = { ...context, rows, topics, subject, question, isContinued };
	const read = line.length > 0 ? { says: line, subject: null } : readSentence(spelled.text, tokens, inner);
	thread.rows = rowsOf(tokens) ?? thread.rows;
	const isOpen = plain.text.trimEnd().endsWith(';') && !tokens.some((token) => isOf(token, 'rows'));
	thread.topics = isOpen ? [...topics, ...topicsOf(tokens)] : [];
	thread.subject = read.subject ?? thread.subject;
	thread.isContinued = true;
	const found = read.says.length > 0 ? read.says : silent(spelled.text, tokens);
	return statement(unit, unitIndex, plain, tokens, placed(found, spelled));
}

/** A sentence that is code as a whole and is about packets is read as if it were not. */
function withoutCode(plain: PlainText): PlainText {
	const code = /^\s*`([^`]{8,300})`\s*$/.exec(plain.text)?.[1];
	if (code === undefined || readLog(code).length > 0) return plain;
	const tokens = lex(code);
	const isCounted = tokens.some((token) => isOf(token, 'number')) && says(tokens, 'PACKET');
	if (!isPiped(code) && !isCounted) return plain;
	const start = plain.text.indexOf('`') + 1;
	return slicePlain(plain, start, start + code.length);
}

/** Three cells or more. */
function isPiped(text: string): boolean {
	return /^[^|]*\|[^|]+\|/.test(text);
}

/** What says nothing of packets, and why, where its words tell. */
function silent(text: string, tokens: readonly Token[]): readonly Say[] {
	const reason = silentReason(text, tokens);
	if (reason === null) return [];
	return [{ say: 'unchecked', kinds: ['K20'], pattern: 'P21', reason, tentative: null, ...spanOf(tokens) }];
}

/** A row of so many cells can be read as one sentence: a thing and what is said of it. */
const MOST_CELLS = 3;

/** A cell of a table of which nothing is known: only a sentence in which somebody does something says it by itself. */
function ofCell(cell: PlainText, context: SentenceContext): readonly Say[] {
	const tokens = lex(cell.text);
	const hasVerb = tokens.some((token, i) => verbOf(token, tokens, i) !== undefined);
	return hasVerb && hostsOf(tokens, context.names).length > 0
		? placed(readSentence(cell.text, tokens, context).says, cell)
		: [];
}

/** A question that quotes a text is told from a text that ends in a question mark by its first word. */
const ASKS =
	/^\W*(?:which|what|who|whose|why|how|where|when|is|are|does|do|did|can|apa(?:kah)?|siapa(?:kah)?|mengapa|kenapa|bagaimana|berapa|kapan|(?:di )?mana|baris mana|paket mana|pihak mana)\b/i;

function lineStatement(unit: Unit, unitIndex: number, plain: PlainText, context: SentenceContext): Statement {
	const spelled = spelledOut(plain);
	const tokens = lex(spelled.text);
	const line = readPacketLine(tokens);
	return statement(
		unit,
		unitIndex,
		plain,
		tokens,
		placed(line.length > 0 ? line : readSentence(spelled.text, tokens, context).says, spelled),
	);
}

function statement(
	unit: Unit,
	unitIndex: number,
	plain: PlainText,
	tokens: readonly Token[],
	read: readonly Say[],
): Statement {
	return { unit, unitIndex, plain, tokens, says: read, packetWords: packetWords(tokens) };
}

/** Turns places in the normal text into offsets of the document. */
function placed(read: readonly Say[], { offsets, text }: PlainText): readonly Say[] {
	return read.map((one) => ({
		...one,
		start: offsets[one.start] ?? 0,
		end: (offsets[Math.max(one.start, Math.min(one.end, text.length) - 1)] ?? 0) + 1,
	}));
}

/** Words that soften a statement. */
export function isSoft(tokens: readonly Token[]): boolean {
	return tokens.some((token) => has(token, 'PROBABLY'));
}
