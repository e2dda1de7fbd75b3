import type { Connection } from '../tcp/analysis.ts';
import type { Side } from '../tcp/segment-batch.ts';
import type { TimelineRow } from '../tcp/timeline/row.ts';

type Row<K extends TimelineRow['kind']> = Extract<TimelineRow, { readonly kind: K }>;

/** What a ladder diagram says beside the packets. */
export interface LadderWords {
	readonly title: (connection: Connection) => string;
	/** Above the states of a side. */
	readonly state: (side: Side) => string;
	readonly notSeen: string;
	/** Said of a segment that met this one of the other side. */
	readonly crosses: (packet: number) => string;
	readonly rows: {
		readonly pause: (row: Row<'pause'>) => string;
		readonly arp: (row: Row<'arp'>) => string;
		readonly missing: (row: Row<'missing'>) => string;
		readonly outside: (row: Row<'outside'>) => string;
		readonly exchanges: (row: Row<'exchanges'>) => string;
		readonly segments: (row: Row<'segments'>) => string;
	};
	readonly legend: { readonly [L in 'control' | 'data' | 'ack' | 'reset' | 'missing']: string };
}
