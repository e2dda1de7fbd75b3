/**
 * The library: read a capture, look at its packets and connections.
 *
 * @packageDocumentation
 */
export { type AnalyzeOptions, type AnalyzeResult, analyze } from './analyze.ts';
export { CapnoteError, type ErrorCode } from './errors.ts';
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
export type { ByteSource } from './file/source.ts';
export { type FrameToWrite, type PcapToWrite, writePcap } from './file/write-pcap.ts';
export {
	type InterfaceToWrite,
	type PcapngFrame,
	type PcapngToWrite,
	type SectionToWrite,
	writePcapng,
} from './file/write-pcapng.ts';
export { openFile } from './node/file-source.ts';
export type { Analysis, AnnotatedPacket, Connection } from './tcp/analysis.ts';
export type { Exchange, Message, ReplyRule } from './tcp/exchanges.ts';
export type { Acknowledged, Note } from './tcp/note.ts';
export type { Segment } from './tcp/segment.ts';
