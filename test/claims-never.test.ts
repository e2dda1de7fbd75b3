import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkReport } from '../src/claims/check-report.ts';
import type { Claim } from '../src/claims/claim.ts';
import { readDocument } from '../src/claims/read-document.ts';
import type { DocumentCheck } from '../src/claims/report-check.ts';
import { cachedCapture } from './claims/claim-files.ts';
import { named } from './needs.ts';
import { SHARED, sharedReason } from './shared-files.ts';

const OURS = [
	...['typed-k1', 'typed-k2', 'typed-k7', 'automatic-k4', 'nanoseconds', 'cut', 'refused', 'started-midway'],
	...['stopped-early', 'write-ups/upcall', 'write-ups/voting', 'write-ups/any', 'write-ups/server-stops'],
].map((name) => `fixtures/${name}.pcap`);
const OTHERS = [
	...['full3', 'full4', 'halfclose', 'simclose', 'simopen', 'rst_abort', 'two', 'reuse', 'ooo', 'keepalive', 'arp'],
	...['icmp_only', 'hdronly', 'sll2_dup', 'mid', 'halfopen', 'ip6ext', 'real/any'],
].map((name) => join(SHARED, `edge/${name}.pcap`));
const LABS_OF_OTHERS = ['r06-lamport.pcap', 'r02-mqtt-mqtt.pcap', 'r01-rest-mod-rest.pcap', 'wireshark-http.cap'].map(
	(name) => join(SHARED, 'claims/captures', name),
);

async function check(text: string, ...captures: readonly string[]): Promise<DocumentCheck> {
	const { documents } = checkReport(
		[await readDocument('report.md', text)],
		await Promise.all(captures.map(cachedCapture)),
	);
	const [document] = documents;
	if (document === undefined) throw new Error('a document was checked, and is not in the result');
	return document;
}

const refuted = ({ claims }: DocumentCheck): readonly string[] =>
	claims.filter(({ verdict }) => verdict === 'refuted').map(({ text, packets }) => `${text} ${packets}`);

describe('prose, theory, questions and conditions are never refuted, whatever was recorded', () => {
	const sentences = ['en', 'id'].flatMap((language) =>
		readFileSync(`test/claims/prose.${language}.txt`, 'utf8').trim().split('\n'),
	);
	const text = sentences.join('\n\n');

	test.each(OURS)('%s', async (capture) => {
		expect(refuted(await check(text, capture))).toEqual([]);
	});

	test.skipIf(sharedReason).each([...OTHERS, ...LABS_OF_OTHERS])(named('%s', sharedReason), async (capture) => {
		expect(refuted(await check(text, capture))).toEqual([]);
	});

	test('nor without a capture', async () => {
		expect(refuted(await check(text))).toEqual([]);
	});
});

describe('true statements are not refuted, however they are said', () => {
	const parts = readFileSync('test/claims/true.txt', 'utf8').split(/^== /m).filter(Boolean);
	test.each(parts.map((part) => part.trim().split('\n')))('%s', async (capture, ...sentences) => {
		expect(refuted(await check(sentences.join('\n\n'), `fixtures/${capture}`))).toEqual([]);
		for (const sentence of sentences) expect(refuted(await check(sentence, `fixtures/${capture}`))).toEqual([]);
	});
});

describe('what must never happen', () => {
	test.each([
		'The connection is opened with a three-way handshake.',
		'Koneksi dibuka dengan three-way handshake (SYN, SYN-ACK, ACK).',
		'Client mengirim SYN, server membalas SYN-ACK, lalu client mengirim ACK.',
		'ARP is used before the connection is opened.',
		'First the client sends a SYN to the server.',
	])('a handshake before the capture is refuted: %s', async (sentence) => {
		const document = await check(sentence, 'fixtures/started-midway.pcap');
		expect(document.claims.map(({ verdict }) => verdict)).not.toContain('refuted');
	});

	test.each([
		'The client closes the connection.',
		'Server menutup koneksi.',
		'Koneksi ditutup dengan empat segmen.',
		'The last packet of the connection is an ACK of the server.',
		'Server mengirim FIN setelah client mengirim FIN.',
	])('a close after the capture is refuted: %s', async (sentence) => {
		const document = await check(sentence, 'fixtures/stopped-early.pcap');
		expect(document.claims.map(({ verdict }) => verdict)).not.toContain('refuted');
	});

	test.each([
		['Packet 6 is a SYN, packet 8 a SYN, ACK and packet 10 an ACK.', 'fixtures/write-ups/any.pcap'],
		['Row 7 is the SYN of the client.', 'fixtures/write-ups/any.pcap'],
		['Baris 3 adalah ACK terakhir dari handshake.\n\nBaris 1 adalah SYN.', 'fixtures/write-ups/any.pcap'],
		['Filter: `tcp.port == 2222`\n\nRow 1 is the SYN, row 2 the SYN, ACK and row 3 the ACK.', 'fixtures/typed-k2.pcap'],
		['Dengan filter `tcp`, baris 4 adalah pesan "halo" dari client.', 'fixtures/typed-k2.pcap'],
	])('a right row number is refuted because rows were counted otherwise: %s', async (text, capture) => {
		expect(refuted(await check(text, capture))).toEqual([]);
	});

	test('a verdict depends on the order of the captures', async () => {
		const text = readFileSync('fixtures/write-ups/four-labs.id.md', 'utf8');
		const captures = ['fixtures/typed-k2.pcap', 'fixtures/write-ups/upcall.pcap', 'fixtures/write-ups/voting.pcap'];
		expect(await check(text, ...[...captures].reverse())).toEqual(await check(text, ...captures));
	});

	test('a verdict depends on the time zone', async () => {
		const text = readFileSync('fixtures/write-ups/reqresp-flawed.id.md', 'utf8');
		const before = process.env.TZ;
		try {
			const checks = [];
			for (const zone of ['Asia/Jakarta', 'America/New_York']) {
				process.env.TZ = zone;
				checks.push(await check(text, 'fixtures/typed-k2.pcap'));
			}
			expect(checks[0]).toEqual(checks[1]);
		} finally {
			if (before === undefined) delete process.env.TZ;
			else process.env.TZ = before;
		}
	});

	test.each(['reqresp-correct.en.md', 'reqresp-correct.id.md', 'reqresp-flawed.en.md', 'reqresp-flawed.id.md'])(
		'a verdict has no evidence: %s',
		async (name) => {
			const { claims } = await check(readFileSync(`fixtures/write-ups/${name}`, 'utf8'), 'fixtures/typed-k2.pcap');
			expect(claims.filter((claim) => claim.verdict !== 'not-checkable' && !hasEvidence(claim))).toEqual([]);
			expect(claims.filter(({ verdict, reason }) => (verdict === 'not-checkable') !== (reason !== null))).toEqual([]);
		},
	);
});

/** Packets, other places of the report, numbers; or the count of what is not there. */
function hasEvidence({ packets, basis, decisive }: Claim): boolean {
	if (packets.length > 0 || basis !== 'capture') return true;
	const kind = decisive?.fact.kind;
	return (
		kind === 'absent' || kind === 'count' || kind === 'text-missing' || kind === 'none-such' || kind === 'capture-name'
	);
}
