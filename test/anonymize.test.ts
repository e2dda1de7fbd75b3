import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { AnalyzeResult } from '../src/analyze.ts';
import { anonymize } from '../src/anonymize/anonymize.ts';
import type { PayloadPolicy } from '../src/anonymize/frame.ts';
import { addressBytes } from '../src/file/address-text.ts';
import { joined } from '../src/file/write-block.ts';
import { writePcapng } from '../src/file/write-pcapng.ts';
import { findFindings } from '../src/findings/find.ts';
import { analyze } from '../src/library.ts';
import { fixtureFiles } from './fixture-files.ts';
import { named, needs } from './needs.ts';
import { SHARED, sharedFiles, sharedReason } from './shared-files.ts';
import { tshark } from './tshark.ts';

const folder = mkdtempSync(join(tmpdir(), 'capnote-anonymize-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OWN = fixtureFiles().map(({ path }) => path);
const OTHERS = ['edge', 'corpus/lab', 'corpus/tcpdump', 'corpus/zeek'].flatMap((name) => sharedFiles(name, '.pcap'));
const CAPTURES = [...OWN, ...(sharedReason ? [] : OTHERS.map((path) => join(SHARED, path)))];

/** Starting tshark twice takes a while. */
const FOR_TSHARK = CAPTURES.filter(
	(path) => OWN.includes(path) || /(badsum|partialsum|ip6ext|any|vlan2)\.pcap$/.test(path),
);

/** All that an analysis says which is not an address or a word that somebody typed. */
function facts({ analysis }: AnalyzeResult) {
	return {
		packets: [...analysis.packets].map(({ packet, segment, labels, notes, ...rest }) => ({
			number: packet.number,
			protocol: packet.protocol,
			originalBytes: packet.originalBytes,
			arp: packet.arp && { operation: packet.arp.operation, class: packet.arp.class },
			tcp: packet.tcp && { ...packet.tcp, checksum: null },
			payloadBytes: packet.payloadBytes,
			// What has neither IP nor ARP is cut off where nothing is known of it.
			...{ segment, labels, notes: packet.protocol === 'other' ? [] : notes.map(({ kind }) => kind), ...rest },
		})),
		connections: [...analysis.connections].map(({ client, server, exchanges, ...rest }) => ({
			...rest,
			ports: [client.port, server.port],
			exchanges: exchanges.map(({ request, reply, ...timing }) => ({
				...timing,
				request: request && { ...request, parts: null },
				reply: reply && { ...reply, parts: null },
			})),
		})),
	};
}

function anonymized(result: AnalyzeResult, policy: PayloadPolicy) {
	const { capture, entries } = anonymize(result, policy);
	return { bytes: joined([...writePcapng(capture)]), entries };
}

/** Fragments, tunnels and what is cut off for other reasons are not there any more. */
function isWhole({ analysis }: AnalyzeResult): boolean {
	return [...analysis.packets].every(
		({ packet }) =>
			packet.fragments.length === 0 && !packet.ipv4?.fragment && packet.stop === null && packet.icmp === null,
	);
}

describe(named('the analysis of the result says what that of the original says', sharedReason), () => {
	test.each(CAPTURES)('%s', async (path) => {
		const original = await analyze(path);
		if (original.read.kind !== 'capture') return;
		for (const policy of ['keep', 'replace'] as const) {
			const { bytes, entries } = anonymized(original, policy);
			const result = await analyze(bytes);
			expect(result.analysis.packetCount).toBe(original.analysis.packetCount);
			if (isWhole(original)) expect(facts(result)).toEqual(facts(original));
			const kinds = (one: AnalyzeResult) => findFindings(one.analysis).map(({ kind }) => kind);
			if (OWN.includes(path)) expect(kinds(result)).toEqual(kinds(original));
			expectGone(result, entries());
		}
	});
});

/** No header of the result holds an address that was replaced, unless it is also one of the new ones. */
function expectGone({ analysis }: AnalyzeResult, entries: ReturnType<ReturnType<typeof anonymize>['entries']>): void {
	for (const map of [entries.ipv4, entries.ipv6, entries.mac]) {
		const fresh = new Set(Object.values(map));
		const old = Object.keys(map).filter((address) => !fresh.has(address));
		expect(new Set(Object.values(map)).size).toBe(Object.keys(map).length);
		for (const { packet } of analysis.packets) {
			const { ethernet, arp, ipv4, ipv6 } = packet;
			const shown = [
				ethernet?.source,
				ethernet?.destination,
				arp?.senderIp,
				arp?.targetIp,
				arp?.senderMac,
				arp?.targetMac,
			];
			for (const address of [...shown, ipv4?.source, ipv4?.destination, ipv6?.source, ipv6?.destination]) {
				expect(old).not.toContain(address);
			}
		}
	}
}

test('anonymize() leaves no old address in any byte of a lab capture', async () => {
	for (const path of OWN) {
		const { bytes, entries } = anonymized(await analyze(path), 'replace');
		const { ipv4, mac } = entries();
		for (const address of [...Object.keys(ipv4), ...Object.keys(mac)]) {
			expect(Buffer.from(bytes).includes(Buffer.from(addressBytes(address) ?? [])), `${path} ${address}`).toBe(false);
		}
	}
});

test('anonymize() replaces what was typed, and keeps what the lab says', async () => {
	const { bytes } = anonymized(await analyze('fixtures/typed-k2.pcap'), 'replace');
	const text = Buffer.from(bytes).toString('latin1');
	expect(text).toContain('Echo: ');
	const { analysis } = await analyze('fixtures/typed-k2.pcap');
	for (const { request } of analysis.connection(1).exchanges) {
		const typed = Buffer.concat(request?.parts ?? []).toString('latin1');
		expect(typed.length).toBeGreaterThan(0);
		expect(text).not.toContain(typed);
	}
});

test('anonymize() drops payloads and keeps their lengths', async () => {
	const original = await analyze('fixtures/typed-k2.pcap');
	const { analysis } = await analyze(anonymized(original, 'drop').bytes);
	for (const { packet } of analysis.packets) {
		expect(packet.payload.length).toBe(0);
		expect(packet.payloadBytes).toBe(original.analysis.packet(packet.number).packet.payloadBytes);
	}
});

const reason = needs('tshark');

describe.skipIf(reason)(named('tshark finds checksums as right as they were', reason), () => {
	test.each(FOR_TSHARK)('%s', async (path) => {
		const original = await analyze(path);
		if (original.read.kind !== 'capture' || original.read.damage || !isWhole(original)) return;
		const file = join(folder, `${basename(path)}.pcapng`);
		writeFileSync(file, anonymized(original, 'replace').bytes);
		expect(await checksumsOf(file)).toEqual(await checksumsOf(path));
	});
});

async function checksumsOf(path: string): Promise<unknown> {
	const check = ['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE'];
	const whole = ['-Y', 'arp or tcp'];
	return tshark(
		path,
		['frame.number', 'ip.checksum.status', 'tcp.checksum.status', 'tcp.flags', 'tcp.len'],
		[...check, ...whole],
	);
}
