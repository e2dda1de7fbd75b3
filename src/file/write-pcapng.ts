import { addressBytes } from './address-text.ts';
import {
	BLOCK,
	BYTE_ORDER,
	COUNTERS_BLOCK,
	ENHANCED_PACKET,
	INTERFACE_BLOCK,
	NAME_RECORD,
	OPTION,
	SECTION_BLOCK,
	VERSION_MAJOR,
} from './pcapng.ts';
import type { CaptureInterface, CaptureSection, InterfaceCounters, NamedAddress } from './read-result.ts';
import {
	blockBytes,
	fixedPart,
	joined,
	optionBytes,
	optionsBytes,
	padding,
	timeBytes,
	uint64Bytes,
} from './write-block.ts';
import type { FrameToWrite } from './write-pcap.ts';

/** What is written about the whole capture. */
export type SectionToWrite = Partial<Pick<CaptureSection, 'comments' | 'hardware' | 'os' | 'application'>>;

/** What is written about an interface; its counters stand at the end of the file. */
export type InterfaceToWrite = Pick<CaptureInterface, 'linkType' | 'snaplen'> &
	Partial<Pick<CaptureInterface, 'name' | 'description' | 'filter' | 'os' | 'hardware' | 'comments' | 'counters'>>;

/** A frame to be written, with what only pcapng can say of it. */
export interface PcapngFrame extends FrameToWrite {
	/** Index into the interfaces; the first unless given. */
	readonly interfaceId?: number;
	readonly comments?: readonly string[];
}

/** What a pcapng file is made of. */
export interface PcapngToWrite {
	readonly section?: SectionToWrite;
	readonly interfaces: readonly InterfaceToWrite[];
	readonly names?: readonly NamedAddress[];
	readonly frames: Iterable<PcapngFrame>;
}

const NANOSECONDS = Uint8Array.of(9);
/** A record more, and a block still has less than what readers keep in memory. */
const NAMES_BLOCK_BYTES = 131_072;
const UNKNOWN_LENGTH = 0xffff_ffff;

/**
 * A pcapng file of one section, little-endian, with times in nanoseconds, piece by piece
 * (draft-ietf-opsawg-pcapng): section, interfaces, names, frames, counters.
 */
export function* writePcapng(capture: PcapngToWrite): Generator<Uint8Array> {
	yield* pcapngHead(capture);
	const { interfaces, frames } = capture;
	let lastNs = 0n;
	for (const frame of frames) {
		yield packetBlock(frame);
		lastNs = frame.timeNs;
	}
	for (const [id, { counters }] of interfaces.entries()) if (counters) yield countersBlock(id, counters, lastNs);
}

/** What stands before the frames: section, interfaces, names. */
export function* pcapngHead({
	section = {},
	interfaces,
	names = [],
}: Omit<PcapngToWrite, 'frames'>): Generator<Uint8Array> {
	yield sectionBytes(section);
	for (const one of interfaces) yield interfaceBytes(one);
	yield* namesBytes(names);
}

function sectionBytes({ comments = [], hardware, os, application }: SectionToWrite): Uint8Array {
	const { byteOrder, versionMajor, versionMinor, sectionBytes: length, options } = SECTION_BLOCK;
	const fixed = fixedPart(options.at, [
		[byteOrder, BYTE_ORDER],
		[versionMajor, VERSION_MAJOR],
		[versionMinor, 0],
		[{ at: length.at, size: 4 }, UNKNOWN_LENGTH],
		[{ at: length.at + 4, size: 4 }, UNKNOWN_LENGTH],
	]);
	const { section: CODE } = OPTION;
	return blockBytes(
		BLOCK.section,
		fixed,
		optionsBytes([
			...commentOptions(comments),
			[CODE.hardware, hardware],
			[CODE.os, os],
			[CODE.application, application],
		]),
	);
}

function interfaceBytes(of: InterfaceToWrite): Uint8Array {
	const { linkType, snaplen, options } = INTERFACE_BLOCK;
	const fixed = fixedPart(options.at, [
		[linkType, of.linkType],
		[snaplen, of.snaplen],
	]);
	const { interface: CODE } = OPTION;
	return blockBytes(
		BLOCK.interface,
		fixed,
		optionsBytes([
			...commentOptions(of.comments ?? []),
			[CODE.name, of.name],
			[CODE.description, of.description],
			[CODE.tsResolution, NANOSECONDS],
			[CODE.filter, of.filter == null ? null : `\0${of.filter}`],
			[CODE.os, of.os],
			[CODE.hardware, of.hardware],
		]),
	);
}

/** Name Resolution Blocks (section 4.5), each short enough for any reader; what is no address is left out. */
function* namesBytes(names: readonly NamedAddress[]): Generator<Uint8Array> {
	let records: Uint8Array[] = [];
	let size = 0;
	for (const named of names) {
		const record = nameRecord(named);
		if (!record) continue;
		if (size + record.length > NAMES_BLOCK_BYTES) {
			yield blockBytes(BLOCK.names, ...records, optionBytes(NAME_RECORD.end, ''));
			records = [];
			size = 0;
		}
		records.push(record);
		size += record.length;
	}
	if (records.length > 0) yield blockBytes(BLOCK.names, ...records, optionBytes(NAME_RECORD.end, ''));
}

function nameRecord({ address, names }: NamedAddress): Uint8Array | undefined {
	const bytes = addressBytes(address);
	const code = bytes && NAME_CODE.get(bytes.length);
	if (!bytes || code === undefined) return undefined;
	return optionBytes(code, joined([bytes, new TextEncoder().encode(names.map((name) => `${name}\0`).join(''))]));
}

const NAME_CODE: ReadonlyMap<number, number> = new Map([
	[4, NAME_RECORD.ipv4],
	[16, NAME_RECORD.ipv6],
	[6, NAME_RECORD.eui48],
	[8, NAME_RECORD.eui64],
]);

/** One frame (Enhanced Packet Block, section 4.3). */
export function packetBlock({ timeNs, bytes, originalBytes, interfaceId = 0, comments = [] }: PcapngFrame): Uint8Array {
	const { interfaceId: id, timeHigh, timeLow, capturedBytes, originalBytes: original, frame } = ENHANCED_PACKET;
	const fixed = fixedPart(frame.at, [
		[id, interfaceId],
		[timeHigh, Number(timeNs >> 32n)],
		[timeLow, Number(timeNs & 0xffff_ffffn)],
		[capturedBytes, bytes.length],
		[original, originalBytes ?? bytes.length],
	]);
	return blockBytes(BLOCK.enhancedPacket, fixed, bytes, padding(bytes.length), optionsBytes(commentOptions(comments)));
}

/** Interface Statistics Block (section 4.6), of the time when its counting ended. */
export function countersBlock(id: number, counters: InterfaceCounters, lastNs: bigint): Uint8Array {
	const { interfaceId, timeHigh, timeLow, options } = COUNTERS_BLOCK;
	const timeNs = counters.endNs ?? lastNs;
	const fixed = fixedPart(options.at, [
		[interfaceId, id],
		[timeHigh, Number(timeNs >> 32n)],
		[timeLow, Number(timeNs & 0xffff_ffffn)],
	]);
	const { counters: CODE } = OPTION;
	const time = (ns: bigint | null) => (ns === null ? null : timeBytes(ns));
	const count = (value: number | null) => (value === null ? null : uint64Bytes(BigInt(value)));
	return blockBytes(
		BLOCK.counters,
		fixed,
		optionsBytes([
			...commentOptions(counters.comments),
			[CODE.start, time(counters.startNs)],
			[CODE.end, time(counters.endNs)],
			[CODE.received, count(counters.received)],
			[CODE.dropped, count(counters.dropped)],
			[CODE.accepted, count(counters.accepted)],
			[CODE.osDropped, count(counters.osDropped)],
			[CODE.delivered, count(counters.delivered)],
		]),
	);
}

function commentOptions(comments: readonly string[]): readonly (readonly [number, string])[] {
	return comments.map((comment) => [OPTION.comment, comment] as const);
}
