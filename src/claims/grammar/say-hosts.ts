import type { Side } from '../../tcp/segment-batch.ts';
import type { FlagSet } from '../text/token.ts';
import type { HostRef } from './host.ts';
import type { RowRef } from './packet-query.ts';

export interface EndpointSay {
	readonly say: 'endpoint';
	readonly host: HostRef;
	readonly role: Side | 'source' | 'destination' | null;
	readonly address: string | null;
	readonly isPattern: boolean;
	readonly port: number | null;
	/** Whom the port is used to reach. */
	readonly peer: string | null;
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
	readonly does: 'asks' | 'answers' | 'announces' | 'both' | 'any';
	/** `goes straight to b6:0b:…`: the frame's destination. */
	readonly castTo: string | null;
	/** `the opening ARP`: the first of its kind. */
	readonly isFirst: boolean;
	/** `all ARP requests are unicast`. */
	readonly isEvery: boolean;
	readonly isBroadcast: boolean | null;
	readonly mac: string | null;
	readonly isNegated: boolean;
}

/** Whose a MAC address is. */
export interface MacOwnerSay {
	readonly say: 'mac-owner';
	readonly host: HostRef;
	readonly mac: string;
}

/** Which address publishes or subscribes. */
export interface MqttRoleSay {
	readonly say: 'mqtt-role';
	readonly host: HostRef;
	readonly address: string;
}

/** The maximum segment size of a SYN; of any where no flags are said. */
export interface MssSay {
	readonly say: 'mss';
	readonly flags: FlagSet | null;
	readonly value: number;
}
