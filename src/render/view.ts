import type { AnalyzeResult } from '../analyze.ts';
import type { Programs } from '../events/place-events.ts';
import type { Finding } from '../findings/finding.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import type { List } from '../tcp/list.ts';
import type { PacketColumnKey } from './packet-columns.ts';

/** What is rendered: an analysed capture and the words to say it with. */
export interface View {
	readonly result: AnalyzeResult;
	readonly findings: readonly Finding[];
	readonly words: Catalogue;
	/** The calls of the programs, where they were given. */
	readonly programs?: Programs | undefined;
	/** The packets that were chosen; all unless given. */
	readonly packets?: List<AnnotatedPacket> | undefined;
	/** The columns that were chosen, in order; the usual ones unless given. */
	readonly columns?: readonly PacketColumnKey[] | undefined;
	/** Sequence and acknowledgment numbers as they are in the header. */
	readonly rawNumbers?: boolean;
}

/** Both languages, for machine output, which carries them side by side. */
export interface Languages {
	readonly en: Catalogue;
	readonly id: Catalogue;
}

/** How wide and in what colours a terminal shows it. */
export interface Style {
	/** Columns. */
	readonly width: number;
	readonly color: boolean;
}
