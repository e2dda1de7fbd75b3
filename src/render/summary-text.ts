import { endpointText } from '../decode/endpoint-text.ts';
import type { ErrorCode, ErrorDetails } from '../errors.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { decimal } from '../i18n/decimal.ts';
import type { CaptureFacts } from '../summarize.ts';
import type { RecordedConnection } from '../tcp/recorded-close.ts';
import { secondsText } from '../units.ts';
import { connectionRow } from './connection-table.ts';
import { csvCell } from './csv-cell.ts';
import { safeJson } from './safe-json.ts';
import { CAPTURE_COLUMNS, CONNECTION_COLUMNS, handshakeWord, type SummaryColumn } from './summary-columns.ts';
import { visibleText } from './visible-text.ts';

export type SummaryFormatName = 'table' | 'tsv' | 'csv' | 'json';
export const SUMMARY_FORMAT_NAMES: readonly SummaryFormatName[] = ['table', 'tsv', 'csv', 'json'];

/** A line for each capture, or one for each connection of all captures. */
export type SummaryView = 'captures' | 'connections';

/** A file of which there is no summary, and why. */
export interface NoSummary {
	readonly name: string;
	readonly code: ErrorCode;
	readonly details: ErrorDetails;
}

/** Writes summaries piece by piece, each as soon as it is known. */
export interface SummaryText {
	readonly head: () => string;
	/** Stands between captures. */
	readonly between: string;
	readonly capture: (facts: CaptureFacts, connections: Iterable<RecordedConnection>) => Iterable<string>;
	readonly end: (without: readonly NoSummary[]) => string;
}

/** Makes the text of `view` in `format`; JSON is the same in both views. */
export function createSummaryText(format: SummaryFormatName, view: SummaryView, words: Catalogue): SummaryText {
	if (format === 'json') return jsonSummaries();
	if (format === 'table') return view === 'captures' ? captureSentences(words) : connectionTable(words);
	const row = format === 'tsv' ? tsvRow : csvRow;
	return view === 'captures' ? captureRows(row) : connectionRows(row);
}

/** Only the lines of captures as TSV and CSV say nothing of connections. */
export function listsConnections(format: SummaryFormatName, view: SummaryView): boolean {
	return view === 'connections' || format === 'json' || format === 'table';
}

const NOTHING = (): string => '';

function captureRows(row: (cells: readonly unknown[]) => string): SummaryText {
	const columns = textColumns(CAPTURE_COLUMNS);
	return {
		head: () => row(columns.map(({ key }) => key)),
		capture: (facts) => [row(columns.map(({ value }) => value(facts)))],
		between: '',
		end: NOTHING,
	};
}

function connectionRows(row: (cells: readonly unknown[]) => string): SummaryText {
	const columns = textColumns(CONNECTION_COLUMNS);
	return {
		head: () => row(['file', ...columns.map(({ key }) => key)]),
		*capture({ name }, connections) {
			for (const facts of connections) yield row([name, ...columns.map(({ value }) => value(facts))]);
		},
		between: '',
		end: NOTHING,
	};
}

function textColumns<Row>(columns: readonly SummaryColumn<Row>[]): readonly SummaryColumn<Row>[] {
	return columns.filter(({ shown }) => shown !== 'in-json');
}

function tsvRow(cells: readonly unknown[]): string {
	return `${cells.map(visibleCell).join('\t')}\n`;
}

/** A number is no formula, whatever its sign. */
function csvRow(cells: readonly unknown[]): string {
	return `${cells.map((cell) => (isNumber(cell) ? cell : csvCell(visibleCell(cell)))).join(',')}\n`;
}

function visibleCell(cell: unknown): string {
	return typeof cell === 'string' ? visibleText(cell) : `${cell ?? ''}`;
}

function isNumber(cell: unknown): boolean {
	return typeof cell === 'number' || (typeof cell === 'string' && /^-?\d+\.\d+$/.test(cell));
}

function jsonSummaries(): SummaryText {
	return {
		head: () => '{"capnote":1,\n"captures":[',
		between: ',',
		*capture(facts, connections) {
			const capture = safeJson(objectOf(CAPTURE_COLUMNS, facts)).slice(0, -1);
			yield `\n${capture},"connections":[`;
			let before = '';
			for (const connection of connections) {
				yield `${before}\n${safeJson(objectOf(CONNECTION_COLUMNS, connection))}`;
				before = ',';
			}
			yield ']}';
		},
		end: (without) => `],\n"without":${safeJson(without)}}\n`,
	};
}

function objectOf<Row>(columns: readonly SummaryColumn<Row>[], row: Row): object {
	const shown = columns.filter((column) => column.shown !== 'in-text');
	return Object.fromEntries(shown.map(({ key, value }) => [key, value(row)]));
}

/** For people: a sentence for each capture, and one for each of its connections below. */
function captureSentences(words: Catalogue): SummaryText {
	return {
		head: NOTHING,
		*capture(facts, connections) {
			const { span, damage, simulated } = facts;
			const seconds = secondsText(span ? span.lastNs - span.firstNs : 0n, 3);
			const sentence = words.capture.summary({ ...facts, seconds, connections: facts.connectionCount });
			yield `${visibleText(facts.name)}: ${sentence}${simulated ? ` ${words.capture.simulated}` : ''}${damage ? ` ${words.summary.damage(damage)}` : ''}\n`;
			for (const connection of connections) {
				const title = words.capture.connectionTitle(connection.connection);
				yield `  ${title}: ${words.summary.connection(connection).join('; ')}.\n`;
			}
		},
		between: '',
		end: NOTHING,
	};
}

/** For people: the connections of all captures, times since the start of each; rows for `createConnectionTable`. */
function connectionTable(words: Catalogue): SummaryText {
	const { titles, handshakes, closes } = words.summary;
	const seconds = (ns: bigint): string => decimal(secondsText(ns), words.decimalSign);
	return {
		head: () => connectionRow(titles),
		*capture({ name, span }, connections) {
			for (const facts of connections) {
				yield connectionRow({
					connection: `${facts.connection}`,
					client: endpointText(facts.client.address, facts.client.port),
					server: endpointText(facts.server.address, facts.server.port),
					packets: `${facts.packets}`,
					clientBytes: `${facts.clientBytes}`,
					serverBytes: `${facts.serverBytes}`,
					start: seconds(facts.firstNs - (span?.firstNs ?? 0n)),
					duration: seconds(facts.lastNs - facts.firstNs),
					handshake: handshakes[handshakeWord(facts)],
					close: closes[facts.close.shape],
					file: visibleText(name),
				});
			}
		},
		between: '',
		end: NOTHING,
	};
}
