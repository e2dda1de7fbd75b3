import type { Arp } from '../decode/arp.ts';
import type { ProtocolName } from '../decode/packet-batch.ts';
import type { Stop } from '../decode/stop.ts';
import type { FlagName } from '../decode/tcp.ts';
import type { TcpOption } from '../decode/tcp-options.ts';
import type { CallRow } from '../events/calls.ts';
import type { Order } from '../events/place-events.ts';
import type { ProgramEvent } from '../events/program-event.ts';
import type { BadOption, Damage } from '../file/damage.ts';
import type { NamedAddress, TimeResolution } from '../file/read-result.ts';
import type { FindingKind } from '../findings/finding.ts';
import type { Close } from '../tcp/close.ts';
import type { Handshake, RoleRule } from '../tcp/connection.ts';
import type { LabelName } from '../tcp/label.ts';
import type { LifeCycle } from '../tcp/life-cycle.ts';
import type { NoteKind } from '../tcp/note.ts';
import type { Phase, Side } from '../tcp/segment-batch.ts';
import type { TcpState } from '../tcp/state-moves.ts';
import type { ZeekVerdict } from '../tcp/zeek.ts';

/** Nanoseconds as a decimal string: JSON's numbers cannot hold them. */
export type Nanoseconds = string;

/** As a value stands in JSON: what counts nanoseconds is a decimal string. */
export type Jsoned<T> = T extends bigint
	? Nanoseconds
	: T extends readonly (infer E)[]
		? readonly Jsoned<E>[]
		: T extends object
			? { readonly [K in keyof T]: Jsoned<T[K]> }
			: T;

/** A sentence in both languages. */
export interface BothLanguages {
	readonly en: string;
	readonly id: string;
}

/** What `capnote analyze -f json` prints. What is not known is `null`, never absent; packets are named by number. */
export interface AnalyzeJson {
	/** Version of this form; a breaking change raises it. */
	readonly capnote: 1;
	readonly capture: CaptureJson;
	readonly packets: readonly PacketJson[];
	readonly connections: readonly ConnectionJson[];
	/** `null` unless program events were given. */
	readonly programs: ProgramsJson | null;
	readonly findings: readonly FindingJson[];
}

/** The capture file. */
export interface CaptureJson {
	readonly name: string;
	readonly format: 'pcap' | 'pcapng' | null;
	readonly gzip: boolean;
	readonly packets: number;
	/** Numbers of tcpdump.org/linktypes.html. */
	readonly linkTypes: readonly number[];
	readonly firstNs: Nanoseconds | null;
	readonly lastNs: Nanoseconds | null;
	/** False if the file is damaged or cut. */
	readonly complete: boolean;
	readonly damage: Damage | null;
	readonly simulated: boolean;
	readonly interfaces: readonly InterfaceJson[];
	readonly sections: readonly SectionJson[];
	readonly names: readonly NamedAddress[];
	readonly packetComments: readonly { readonly number: number; readonly comments: readonly string[] }[];
	readonly badOptions: { readonly count: number; readonly first: BadOption | null } | null;
}

/** A section of pcapng. */
export interface SectionJson {
	readonly comments: readonly string[];
	readonly hardware: string | null;
	readonly os: string | null;
	readonly application: string | null;
}

/** An interface that was recorded. */
export interface InterfaceJson {
	readonly linkType: number;
	readonly snaplen: number;
	readonly section: number;
	readonly name: string | null;
	readonly description: string | null;
	readonly filter: string | null;
	readonly os: string | null;
	readonly hardware: string | null;
	readonly addresses: readonly string[];
	readonly tsResolution: TimeResolution;
	readonly tsOffsetSeconds: number;
	readonly fcsBytes: number | null;
	readonly comments: readonly string[];
	readonly counters: {
		readonly startNs: Nanoseconds | null;
		readonly endNs: Nanoseconds | null;
		readonly received: number | null;
		readonly dropped: number | null;
		readonly accepted: number | null;
		readonly osDropped: number | null;
		readonly delivered: number | null;
		readonly comments: readonly string[];
	} | null;
	readonly droppedBetween: number;
}

/** A packet, annotated. */
export interface PacketJson {
	/** As in Wireshark, from 1. */
	readonly number: number;
	/** Since 1970. */
	readonly timeNs: Nanoseconds;
	/** Since the first packet. */
	readonly relativeNs: Nanoseconds;
	readonly capturedBytes: number;
	readonly originalBytes: number;
	readonly interface: number;
	/** The packet that this one is a copy of. */
	readonly duplicateOf: number | null;
	readonly protocol: ProtocolName;
	readonly source: string | null;
	readonly destination: string | null;
	/** Where decoding stopped before the end of the frame, and why. */
	readonly stop: Stop | null;
	readonly arp: Arp | null;
	readonly tcp: TcpJson | null;
	readonly notes: readonly NoteJson[];
}

/** A TCP segment inside its connection. */
export interface TcpJson {
	/** The same as `tcp.stream` of tshark: from 0. */
	readonly stream: number;
	/** From 1. */
	readonly connection: number;
	readonly side: Side;
	readonly phase: Phase;
	readonly sourcePort: number;
	readonly destinationPort: number;
	readonly flags: readonly FlagName[];
	/** Raw. */
	readonly sequence: number;
	/** Raw; means something only with the flag ACK. */
	readonly acknowledgment: number;
	/** As Wireshark shows it. */
	readonly relativeSequence: number;
	readonly relativeAcknowledgment: number | null;
	readonly window: number;
	/** In bytes; `null` where the scale was not captured. */
	readonly scaledWindow: number | null;
	readonly payloadBytes: number;
	/** The whole payload, if it was captured and is UTF-8. */
	readonly payload: string | null;
	readonly options: readonly TcpOption[];
	/** Wireshark's labels, without `tcp.analysis.` in front. */
	readonly labels: readonly LabelName[];
	/** Wireshark's `duplicate_ack_frame` and `duplicate_ack_num`. */
	readonly duplicateAck: { readonly frame: number; readonly number: number } | null;
	/** The packets whose end this one acknowledges for the first time. */
	readonly acknowledges: readonly number[];
	readonly ackRttNs: Nanoseconds | null;
	readonly bytesInFlight: number | null;
	/** States after this packet (RFC 9293, section 3.3.2). */
	readonly clientState: TcpState | null;
	readonly serverState: TcpState | null;
	/** What we say where Wireshark may be wrong. */
	readonly verdictLabels: readonly LabelName[];
}

/** A remark on a packet. */
export interface NoteJson {
	readonly kind: NoteKind;
	readonly text: BothLanguages;
}

/** A TCP connection. */
export interface ConnectionJson {
	readonly connection: number;
	readonly stream: number;
	/** Address and port. */
	readonly client: string;
	readonly server: string;
	readonly roleRule: RoleRule;
	readonly packets: number;
	readonly clientBytes: number;
	readonly serverBytes: number;
	readonly startSeen: boolean;
	readonly endSeen: boolean;
	readonly handshake: Handshake & { readonly rttNs: Nanoseconds | null };
	readonly exchanges: readonly ExchangeJson[];
	readonly close: Close;
	/** Wireshark's `tcp.completeness`. */
	readonly completeness: number;
	readonly zeek: ZeekVerdict;
	readonly lifeCycle: Jsoned<LifeCycle>;
	readonly lab: string | null;
	readonly retransmissions: number;
}

/** A request with its reply; each is `null` if it is not whole, or no UTF-8. */
export interface ExchangeJson {
	readonly request: string | null;
	readonly requestPackets: readonly number[];
	readonly reply: string | null;
	readonly replyPackets: readonly number[];
	readonly waitNs: Nanoseconds | null;
	readonly followsRule: boolean | null;
}

/** What the lab's programs did. */
export interface ProgramsJson {
	readonly uncertaintyNs: Nanoseconds | null;
	readonly badLines: number;
	readonly events: readonly EventJson[];
	readonly calls: readonly { readonly connection: number; readonly rows: readonly CallRow[] }[];
}

/** A call of a program beside the packets. */
export interface EventJson extends Jsoned<ProgramEvent> {
	readonly connection: number | null;
	readonly packets: readonly number[];
	readonly gapNs: Nanoseconds | null;
	readonly order: Order | null;
	readonly after: number;
	readonly isNear: boolean;
	readonly text: BothLanguages;
}

/** A statement about a connection or the whole capture. */
export interface FindingJson {
	readonly kind: FindingKind;
	readonly connection: number | null;
	readonly packets: readonly number[];
	readonly text: BothLanguages;
	readonly advice: BothLanguages;
}
