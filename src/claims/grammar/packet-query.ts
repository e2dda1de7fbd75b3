import type { FlagSet, MqttName } from '../text/token.ts';
import type { HostRef } from './host.ts';

/** Rows by number, as they were written. */
export interface RowRef {
	readonly rows: readonly number[];
	readonly isRange: boolean;
	/** `step`, `paket ordinal`: what the number counts. */
	readonly noun: string;
}

/** A packet as it is described; what is not said is `null`. */
export interface PacketQuery {
	readonly from: HostRef | null;
	readonly to: HostRef | null;
	readonly isBetween: boolean;
	readonly flags: readonly FlagSet[];
	/** `dengan flag ACK` is true of PSH, ACK; `mengirim ACK` is a packet with this flag alone. */
	readonly isExact: boolean;
	readonly carries: 'data' | 'nothing' | null;
	readonly texts: readonly string[];
	readonly http: {
		readonly method: string | null;
		readonly path: string | null;
		readonly version: string | null;
		readonly status: string | null;
	} | null;
	readonly mqtt: { readonly message: MqttName; readonly topic: string | null } | null;
	readonly sequence: number | null;
	readonly acknowledgment: number | null;
	readonly bytes: number | null;
	readonly window: number | null;
	readonly seconds: { readonly value: number; readonly digits: number; readonly written: string } | null;
	readonly sourcePort: number | null;
	readonly destinationPort: number | null;
	readonly anyPort: number | null;
	readonly protocol: string | null;
	readonly frameBytes: number | null;
}

export const ANY_PACKET: PacketQuery = {
	from: null,
	to: null,
	isBetween: false,
	flags: [],
	isExact: false,
	carries: null,
	texts: [],
	http: null,
	mqtt: null,
	sequence: null,
	acknowledgment: null,
	bytes: null,
	window: null,
	seconds: null,
	sourcePort: null,
	destinationPort: null,
	anyPort: null,
	protocol: null,
	frameBytes: null,
};
