/**
 * The library: read a capture, look at its packets and connections, write captures.
 *
 * {@link openCapture} goes through the packets of a capture of any length; {@link analyze} reads a whole one, and says
 * of each packet and connection what it means. {@link findFindings} says what a teacher would.
 *
 * @packageDocumentation
 */
export type { AnalyzeOptions, AnalyzeResult } from './analyze.ts';
export type { Capture } from './capture-reader.ts';
export type { Arp, ArpClass, ArpOperation } from './decode/arp.ts';
export type { ChecksumKind } from './decode/checksum.ts';
export type { Ethernet } from './decode/ethernet.ts';
export type { Icmp, IcmpName, Unreachable } from './decode/icmp.ts';
export type { Quote } from './decode/icmp-quote.ts';
export type { Ipv4 } from './decode/ipv4.ts';
export type { Ipv6 } from './decode/ipv6.ts';
export type { Ipv6Extension, Ipv6ExtensionName } from './decode/ipv6-extension.ts';
export type { Packet } from './decode/packet.ts';
export type { ProtocolName } from './decode/packet-batch.ts';
export type { Pppoe } from './decode/ppp.ts';
export type { Sll, SllPacketType } from './decode/sll.ts';
export type { Stop, StopReason } from './decode/stop.ts';
export type { FlagName, Tcp } from './decode/tcp.ts';
export type { OpaqueKind, TcpOption } from './decode/tcp-options.ts';
export type { Tunnel } from './decode/tunnel.ts';
export type { Udp } from './decode/udp.ts';
export {
	CapnoteError,
	type EngineTrouble,
	type ErrorCode,
	type ErrorDetails,
	type ErrorDetailsByCode,
	EXIT,
	type ExitStatus,
	type ForeignReport,
	type LooksLike,
	type PartsProblem,
	type TriedWay,
	type Unreadable,
	type WayName,
	type WrongUse,
	type YamlFault,
	type YamlProblem,
} from './errors.ts';
export type { BlobLike, BlobPart } from './file/bytes-source.ts';
export type { BadOption, Damage, DamageReason } from './file/damage.ts';
export type {
	CaptureHead,
	CaptureInterface,
	CaptureSection,
	InterfaceCounters,
	NamedAddress,
	PcapVariant,
	ReadResult,
	TimeResolution,
	UnknownOption,
} from './file/read-result.ts';
export type { ByteSource, OpenSource } from './file/source.ts';
export { type FrameToWrite, type PcapToWrite, writePcap } from './file/write-pcap.ts';
export {
	type InterfaceToWrite,
	type PcapngFrame,
	type PcapngToWrite,
	type SectionToWrite,
	writePcapng,
} from './file/write-pcapng.ts';
export { findFindings } from './findings/find.ts';
export type { AddedFinding, BasicFinding, Finding, FindingKind, OfCapture, OfConnection } from './findings/finding.ts';
export { analyze, openCapture } from './library.ts';
export { openFile } from './node/file-source.ts';
export type { CaptureSource } from './node/open-source.ts';
export type { PacketView } from './packet-view.ts';
export type { LabProfile } from './profile/lab-profile.ts';
export { LABS, type LabName, NEIGHBOUR_LABS, type NeighbourLab } from './profile/labs.ts';
export { readLabProfile } from './profile/read-lab-profile.ts';
export type { ReplyPattern } from './profile/reply-pattern.ts';
export type { Analysis, AnnotatedPacket, Connection } from './tcp/analysis.ts';
export type { Close, CloseShape } from './tcp/close.ts';
export type { ConnectionFacts, Endpoint, Handshake, RoleRule } from './tcp/connection.ts';
export type { Exchange, Message, ReplyRule } from './tcp/exchanges.ts';
export type { Frame } from './tcp/frame.ts';
export type { LabelName } from './tcp/label.ts';
export type { LabelProfileName } from './tcp/label-profile.ts';
export type { LifeCycle } from './tcp/life-cycle.ts';
export type { ConnectionEnding } from './tcp/life-ending.ts';
export type { ConnectionOpening } from './tcp/life-opening.ts';
export type { LifeTrait } from './tcp/life-traits.ts';
export type { List } from './tcp/list.ts';
export type { Acknowledged, Note } from './tcp/note.ts';
export type { Segment } from './tcp/segment.ts';
export type { Phase, Side } from './tcp/segment-batch.ts';
export type { SegmentLabels } from './tcp/segment-labels.ts';
export { TCP_STATES, type TcpState } from './tcp/state-moves.ts';
export type { StatePair } from './tcp/states.ts';
export type { ZeekState, ZeekVerdict } from './tcp/zeek.ts';
