import { addressText } from './address-text.ts';
import type { KeptFacts } from './kept-facts.ts';
import { NAME_RECORD, NAMES_BLOCK, OPTION, padded, SECRETS_BLOCK, SECTION_BLOCK } from './pcapng.ts';
import { type BlockBytes, copyBytes, readOptions, readText } from './pcapng-options.ts';
import type { CaptureSection } from './read-result.ts';

/** Keeps what a Section Header Block in `[at, end)` says of the section (section 4.1). */
export function keepSection(block: BlockBytes, at: number, end: number, facts: KeptFacts): void {
	const comments: string[] = [];
	const otherOptions: { code: number; bytes: Uint8Array }[] = [];
	const texts: { hardware: string | null; os: string | null; application: string | null } = {
		hardware: null,
		os: null,
		application: null,
	};
	for (const option of readOptions(block, at + SECTION_BLOCK.options.at, end, facts.bad)) {
		if (!facts.hasRoom(option.length)) continue;
		const field = SECTION_TEXT.get(option.code);
		if (option.code === OPTION.comment) comments.push(readText(block.view, option.at, option.length));
		else if (field) texts[field] ??= readText(block.view, option.at, option.length);
		else otherOptions.push({ code: option.code, bytes: copyBytes(block.view, option.at, option.length) });
	}
	const section: CaptureSection = { littleEndian: block.little, comments, ...texts, otherOptions };
	if (facts.hasRoom(0)) facts.sections.push(section);
}

const SECTION_TEXT: ReadonlyMap<number, 'hardware' | 'os' | 'application'> = new Map([
	[OPTION.section.hardware, 'hardware'],
	[OPTION.section.os, 'os'],
	[OPTION.section.application, 'application'],
]);

const ADDRESS_BYTES: ReadonlyMap<number, number> = new Map([
	[NAME_RECORD.ipv4, 4],
	[NAME_RECORD.ipv6, 16],
	[NAME_RECORD.eui48, 6],
	[NAME_RECORD.eui64, 8],
]);

/** Keeps the names in a Name Resolution Block (section 4.5); its records are built like options. */
export function keepNames(block: BlockBytes, at: number, end: number, facts: KeptFacts): void {
	for (const record of readOptions(block, at + NAMES_BLOCK.records.at, end, facts.bad)) {
		const addressBytes = ADDRESS_BYTES.get(record.code);
		if (addressBytes === undefined) continue;
		if (record.length < addressBytes) {
			facts.bad({ at: block.position + record.at - 4, need: addressBytes, have: record.length });
			continue;
		}
		if (!facts.hasRoom(record.length)) continue;
		const text = readText(block.view, record.at + addressBytes, record.length - addressBytes);
		const names = text.split('\0').filter((name) => name !== '');
		facts.names.push({ address: addressText(copyBytes(block.view, record.at, addressBytes)), names });
	}
}

/** Keeps which secrets a Decryption Secrets Block holds (section 4.7), but not the secrets. */
export function keepSecrets(block: BlockBytes, at: number, end: number, facts: KeptFacts): void {
	const type = block.view.getUint32(at + SECRETS_BLOCK.type.at, block.little);
	const bytes = block.view.getUint32(at + SECRETS_BLOCK.bytes.at, block.little);
	const have = end - at - SECRETS_BLOCK.data.at;
	if (padded(bytes) > have) facts.bad({ at: block.position + at, need: bytes, have });
	else if (facts.hasRoom(0)) facts.secrets.push({ type, bytes });
}

/**
 * Keeps the comments among a packet's options, and counts frames that it says were lost before it. The options
 * most writers add to every packet (flags, hashes) cost no object.
 */
export function keepPacketOptions(
	block: BlockBytes,
	at: number,
	end: number,
	packet: { readonly number: number; readonly interfaceId: number; readonly dropCountCode: number },
	facts: KeptFacts,
): void {
	const { view, little } = block;
	let next = at;
	while (end - next >= 4) {
		const code = view.getUint16(next, little);
		const length = view.getUint16(next + 2, little);
		if (code === OPTION.end) return;
		if (length > end - next - 4) {
			facts.bad({ at: block.position + next, need: length, have: end - next - 4 });
			return;
		}
		if (code === OPTION.comment) keepComment(block, next + 4, length, packet.number, facts);
		else if (code === packet.dropCountCode && length === 8) addDrops(block, next + 4, packet.interfaceId, facts);
		next += 4 + padded(length);
	}
}

function keepComment({ view }: BlockBytes, at: number, length: number, number: number, facts: KeptFacts): void {
	if (!facts.hasRoom(length)) return;
	const comments = facts.packetComments.get(number);
	if (comments) comments.push(readText(view, at, length));
	else facts.packetComments.set(number, [readText(view, at, length)]);
}

function addDrops({ view, little }: BlockBytes, at: number, interfaceId: number, facts: KeptFacts): void {
	const known = facts.interfaces[interfaceId];
	if (known) known.droppedBetween += Number(view.getBigUint64(at, little));
}
