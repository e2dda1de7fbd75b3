import type { Side } from '../../tcp/segment-batch.ts';
import type { HostRef } from './host.ts';
import type { RowRef } from './packet-query.ts';

export interface EndpointSay {
	readonly say: 'endpoint';
	readonly host: HostRef;
	readonly role: Side | 'source' | 'destination' | null;
	readonly address: string | null;
	readonly isPattern: boolean;
	readonly port: number | null;
	/** `UDP port 2222`. */
	readonly protocol: 'tcp' | 'udp' | null;
	readonly isNegated: boolean;
	/** The row that it is told of. */
	readonly rows: RowRef | null;
}

export interface ArpSay {
	readonly say: 'arp';
	readonly rows: RowRef | null;
	readonly asker: HostRef | null;
	readonly target: HostRef | null;
	readonly does: 'asks' | 'answers' | 'both' | 'any';
	readonly isBroadcast: boolean | null;
	readonly mac: string | null;
	readonly isNegated: boolean;
}
