import type { ProtocolName } from '../decode/packet-batch.ts';
import type { CallRowKind } from '../events/calls.ts';
import type { Finding } from '../findings/finding.ts';
import type { Endpoint } from '../tcp/connection.ts';
import type { Note } from '../tcp/note.ts';
import type { TcpState } from '../tcp/state-moves.ts';
import type { Timeline } from '../tcp/timeline/row.ts';
import type { Question } from './question.ts';
import type { Statement } from './statement.ts';
import type { ColumnName, TableName, TermName } from './terms.ts';

/** A lab report as data: no sentence in it, every packet by its number. Words come from `i18n/`, looks from `render/`. */
export interface Report {
	readonly title: string | null;
	/** Name of each capture that it is about: one, or two that are compared. */
	readonly captures: readonly string[];
	/** False if a capture holds no packet: there is nothing to report then but how to record again. */
	readonly hasPackets: boolean;
	readonly sections: readonly ReportSection[];
	/** All questions, with what is needed to answer them. */
	readonly questions: readonly Question[];
}

export type SectionId =
	| 'identity'
	| 'aim'
	| 'setup'
	| 'glance'
	| 'connections'
	| 'ladder'
	| 'packets'
	| 'opening'
	| 'data'
	| 'arp'
	| 'closing'
	| 'calls'
	| 'comparison'
	| 'questions'
	| 'analysis'
	| 'conclusion'
	| 'flags'
	| 'recapture';

export interface ReportSection {
	readonly id: SectionId;
	/** `0` to `14`, `A`, `B`, `C`: as teachers know them; a section that does not apply is left out, its number too. */
	readonly number: string;
	/** Index into `Report.captures`; `null` for what is about the report, or about both captures. */
	readonly capture: number | null;
	readonly blocks: readonly ReportBlock[];
}

/** What a section is made of. All sections use the same few. */
export type ReportBlock =
	/** Stands above what is about one connection, where there are several. */
	| { readonly kind: 'connection'; readonly connection: number; readonly client: Endpoint; readonly server: Endpoint }
	/** One sentence for each, in this order. */
	| { readonly kind: 'statements'; readonly statements: readonly Statement[] }
	| ReportTable
	| { readonly kind: 'ladder'; readonly timeline: Timeline }
	| {
			readonly kind: 'states';
			readonly connection: number;
			readonly sides: Readonly<Record<'client' | 'server', StateSteps>>;
	  }
	/** To be written by the student. */
	| { readonly kind: 'student'; readonly prompt: PromptKind }
	/** What is wrong with the capture, and what to do next time. */
	| { readonly kind: 'advice'; readonly finding: Finding }
	/** How to record a lab from its start to its end. */
	| { readonly kind: 'commands'; readonly lab: LabServices | null }
	| { readonly kind: 'strip'; readonly strip: Strip }
	| { readonly kind: 'questions'; readonly questions: readonly Question[] };

/** A lab, as far as one must know it to start it. */
export interface LabServices {
	readonly name: string;
	readonly server: string;
	readonly client: string;
}

/** The states that a side goes through; `packet` is the first after which it is in a state, `null` for before all. */
export type StateSteps = readonly { readonly state: TcpState | null; readonly packet: number | null }[];

export type PromptKind =
	| 'aim'
	| 'setup'
	| 'commands'
	| 'ladder'
	| 'analysis'
	| 'analysis-packets'
	| 'conclusion'
	| 'comparison';

export interface ReportTable {
	readonly kind: 'table';
	readonly name: TableName;
	readonly columns: readonly ColumnName[];
	readonly rows: readonly ReportRow[];
}

export interface ReportRow {
	/** The packets that the row is about. */
	readonly packets: readonly number[];
	/** As many as the table has columns. */
	readonly cells: readonly Cell[];
	/** Of something that the capture does not hold: what would have been there. */
	readonly isMissing?: true;
}

/** What stands in a cell; `null` is shown as a dash. */
export type Cell =
	| null
	/** Names, addresses, flags: the same in every language. */
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'code'; readonly text: string }
	/** Payload: never to be trusted. `isWhole` is false where some bytes were not captured. */
	| { readonly kind: 'data'; readonly bytes: Uint8Array; readonly isWhole: boolean }
	| { readonly kind: 'count'; readonly value: number }
	| { readonly kind: 'bytes'; readonly value: number }
	| { readonly kind: 'packets'; readonly packets: readonly number[] }
	/** Since the first packet of the capture, with as many digits as Wireshark shows. */
	| { readonly kind: 'time'; readonly ns: bigint; readonly digits: 6 | 9 }
	/** The same for what is no packet of Wireshark's list: as the language writes it. */
	| { readonly kind: 'seconds'; readonly ns: bigint; readonly digits: 6 | 9 }
	| { readonly kind: 'duration'; readonly ns: bigint }
	| { readonly kind: 'term'; readonly term: TermName }
	| { readonly kind: 'statement'; readonly statement: Statement }
	/** What the packet means. */
	| { readonly kind: 'notes'; readonly notes: readonly Note[]; readonly copies: readonly number[] }
	/** A call of a program, and what it puts on the wire. */
	| { readonly kind: 'call' | 'wire'; readonly call: CallRowKind }
	| { readonly kind: 'protocol'; readonly protocol: ProtocolName }
	/** A column's title, where a table of one row stands upright. */
	| { readonly kind: 'column'; readonly column: ColumnName }
	/** To be filled in by the student. */
	| { readonly kind: 'blank' };

/** The whole capture on one line: what was when. */
export interface Strip {
	readonly spanNs: bigint;
	readonly marks: readonly StripMark[];
	/** Nothing for longer than a second, and longer than a twentieth of the whole. */
	readonly pauses: readonly { readonly fromNs: bigint; readonly ns: bigint }[];
	/** First and last packet of each connection. */
	readonly connections: readonly { readonly connection: number; readonly fromNs: bigint; readonly toNs: bigint }[];
}

export interface StripMark {
	readonly packet: number;
	readonly ns: bigint;
	readonly kind: 'control' | 'data' | 'ack' | 'reset' | 'arp' | 'other';
	readonly connection: number | null;
}
