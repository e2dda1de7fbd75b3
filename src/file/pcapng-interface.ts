import { addressText } from './address-text.ts';
import type { KeptFacts } from './kept-facts.ts';
import { INTERFACE_BLOCK, OPTION } from './pcapng.ts';
import { type Clock, createClock, timeResolution } from './pcapng-clock.ts';
import {
	type BlockBytes,
	copyBytes,
	type Option,
	readInt64,
	readOptions,
	readText,
	readUint64,
} from './pcapng-options.ts';
import type { CaptureInterface } from './read-result.ts';

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** An interface whose options are being read. */
interface InterfaceDraft
	extends Draft<Omit<CaptureInterface, 'addresses' | 'comments' | 'otherOptions' | 'speedBitsPerSecond'>> {
	readonly addresses: string[];
	readonly comments: string[];
	readonly otherOptions: { code: number; bytes: Uint8Array }[];
	readonly speedBitsPerSecond: { both: number | null; send: number | null; receive: number | null };
}

/** Reads what the option at `at` says into the draft. */
type Take = (draft: InterfaceDraft, block: BlockBytes, at: number, length: number) => void;

interface InterfaceOption {
	readonly bytes?: number;
	readonly many?: true;
	readonly take: Take;
}

const { interface: CODE } = OPTION;

const ipv4: Take = ({ addresses }, { view }, at) =>
	addresses.push(`${addressText(copyBytes(view, at, 4))}/${prefixBits(copyBytes(view, at + 4, 4))}`);
const ipv6: Take = ({ addresses }, { view }, at) =>
	addresses.push(`${addressText(copyBytes(view, at, 16))}/${view.getUint8(at + 16)}`);
const hardwareAddress: Take = ({ addresses }, { view }, at, length) =>
	addresses.push(addressText(copyBytes(view, at, length)));

/**
 * Options of an Interface Description Block (section 4.2); `bytes` is their length where it is fixed. Of those that are
 * not for `many` the first counts, as for Wireshark.
 */
const INTERFACE_OPTIONS: ReadonlyMap<number, InterfaceOption> = new Map<number, InterfaceOption>([
	[OPTION.comment, { many: true, take: (to, { view }, at, length) => to.comments.push(readText(view, at, length)) }],
	[CODE.name, { take: (to, { view }, at, length) => (to.name = readText(view, at, length)) }],
	[CODE.description, { take: (to, { view }, at, length) => (to.description = readText(view, at, length)) }],
	[CODE.os, { take: (to, { view }, at, length) => (to.os = readText(view, at, length)) }],
	[CODE.hardware, { take: (to, { view }, at, length) => (to.hardware = readText(view, at, length)) }],
	[CODE.filter, { take: (to, { view }, at, length) => (to.filter = filterText(view, at, length)) }],
	[CODE.ipv4, { many: true, bytes: 8, take: ipv4 }],
	[CODE.ipv6, { many: true, bytes: 17, take: ipv6 }],
	[CODE.mac, { bytes: 6, take: hardwareAddress }],
	[CODE.eui, { bytes: 8, take: hardwareAddress }],
	[CODE.speed, { bytes: 8, take: (to, block, at) => (to.speedBitsPerSecond.both = readUint64(block, at)) }],
	[CODE.sendSpeed, { bytes: 8, take: (to, block, at) => (to.speedBitsPerSecond.send = readUint64(block, at)) }],
	[CODE.receiveSpeed, { bytes: 8, take: (to, block, at) => (to.speedBitsPerSecond.receive = readUint64(block, at)) }],
	[CODE.fcsBytes, { bytes: 1, take: (to, { view }, at) => (to.fcsBytes = view.getUint8(at)) }],
	[CODE.tsResolution, { bytes: 1, take: (to, { view }, at) => (to.tsResolution = timeResolution(view.getUint8(at))) }],
	[CODE.tsOffset, { bytes: 8, take: (to, block, at) => (to.tsOffsetSeconds = readInt64(block, at)) }],
]);

/** Keeps an Interface Description Block in `[at, end)` as the next interface of its section; returns its clock. */
export function keepInterface(block: BlockBytes, at: number, end: number, number: number, facts: KeptFacts): Clock {
	const { view, little } = block;
	const draft: InterfaceDraft = {
		linkType: view.getUint16(at + INTERFACE_BLOCK.linkType.at, little),
		snaplen: view.getUint32(at + INTERFACE_BLOCK.snaplen.at, little),
		section: Math.max(0, facts.sections.length - 1),
		number,
		name: null,
		description: null,
		filter: null,
		os: null,
		hardware: null,
		addresses: [],
		speedBitsPerSecond: { both: null, send: null, receive: null },
		fcsBytes: null,
		tsResolution: { base: 10, exponent: 6 },
		tsOffsetSeconds: 0,
		comments: [],
		counters: null,
		droppedBetween: 0,
		otherOptions: [],
	};
	const taken = new Set<number>();
	for (const option of readOptions(block, at + INTERFACE_BLOCK.options.at, end, facts.bad)) {
		if (!taken.has(option.code) && keepOption(draft, block, option, facts)) taken.add(option.code);
	}
	facts.interfaces.push(draft);
	return createClock(draft.tsResolution, draft.tsOffsetSeconds);
}

/** Returns whether another of its code would be too many. */
function keepOption(draft: InterfaceDraft, block: BlockBytes, { code, at, length }: Option, facts: KeptFacts): boolean {
	const known = INTERFACE_OPTIONS.get(code);
	if (known?.bytes !== undefined && known.bytes !== length) {
		facts.bad({ at: block.position + at - 4, need: length, have: known.bytes });
		return false;
	}
	if (!CLOCK_OPTIONS.has(code) && !facts.hasRoom(length)) return false;
	if (known) known.take(draft, block, at, length);
	else draft.otherOptions.push({ code, bytes: copyBytes(block.view, at, length) });
	return known !== undefined && known.many !== true;
}

/** Without these the times would be wrong, so they are read whether or not there is room to keep more. */
const CLOCK_OPTIONS: ReadonlySet<number> = new Set([CODE.tsResolution, CODE.tsOffset]);

/** A filter is text behind a zero, or a program for the kernel behind a one; some writers leave the zero out. */
function filterText(view: DataView, at: number, length: number): string | null {
	const kind = length === 0 ? 0 : view.getUint8(at);
	if (kind === 1) return null;
	return kind === 0 ? readText(view, at + 1, Math.max(0, length - 1)) : readText(view, at, length);
}

function prefixBits(mask: Uint8Array): number {
	return mask.reduce((bits, byte) => bits + byte.toString(2).replaceAll('0', '').length, 0);
}
