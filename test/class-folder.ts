import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { analyze } from '../src/analyze.ts';
import { writePcap } from '../src/file/write-pcap.ts';
import { writePcapng } from '../src/file/write-pcapng.ts';
import { bytesSource } from '../src/testing/source.ts';
import { makeSubmission, type SubmissionPlan } from '../src/testing/submission.ts';

const HEADER_ONLY = 24;
const SHIFT_NS = 3_600_000_000_000n;

/** Who copied from whom in the batch fixture, in the order of their numbers. */
export const COPIES: readonly (readonly [string, string])[] = [
	['5025211201', '5025211209'],
	['5025211203', '5025211210'],
	['5025211202', '5025211211'],
];

/**
 * Twelve submissions with the habits of a real class: captures beside the report, at the root with the report below,
 * under odd and wrong names, several of them, one without packets, four labs in one report; three copies (renamed;
 * saved as pcapng and shifted in time; with other addresses and ports) and a pair of a declared group.
 */
export async function writeClass(folder: string): Promise<void> {
	const put = (name: string, content: string | Uint8Array): void => {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), content);
	};
	const made = (n: number, more: Partial<SubmissionPlan> = {}) =>
		makeSubmission({ seed: 4000 + n, student: String(5025211200 + n), ...more });

	const one = await made(1);
	put('5025211201/README.md', one.report);
	put('5025211201/reqresp.pcap', one.capture);

	const two = await made(2);
	put('5025211202/tcp-aryo.pcap', two.capture);
	put('5025211202/laporan/README.md', two.report);

	const three = await made(3, { mistakes: 2 });
	put('5025211203 Budi/captureTCP(reqresp).pcap', three.capture);
	put('5025211203 Budi/README.md', three.report);

	const four = await made(4);
	put('5025211204/punyanada', four.capture);
	put('5025211204/upcall5.pcap', (await made(44, { anonymous: true, recordFrom: 'connected' })).capture);
	put('5025211204/README.md', four.report);

	const five = await made(5, { mistakes: 3 });
	put('5025211205/test.pcap', five.capture);
	put('5025211205/README.md', `${five.report}\nRekaman: REST.pcap\n`);

	put('5025211206/res.pcap', one.capture.slice(0, HEADER_ONLY));
	put('5025211206/README.md', (await made(6)).report);

	const seven = await made(7);
	const labs = ['# REST\n\nServer REST memakai port 5151.', '# MQTT\n\nBroker memakai port 1883.'];
	put('5025211207/LK1.md', `${labs.join('\n\n')}\n\n${seven.report}\n# UDP\n\nUDP tidak memakai handshake.\n`);
	put('5025211207/RCP-aryo.pcap', seven.capture);

	const eight = await made(8, { recordFrom: 'connected' });
	put('5025211208/reqresp1.pcap', eight.capture);
	put('5025211208/README.md', eight.report);

	put('5025211209/punya-saya.pcap', one.capture);
	put('5025211209/README.md', (await made(9)).report);

	put('5025211210/rekaman.pcapng', await resaved(three.capture));
	put('5025211210/README.md', (await made(10)).report);

	put('5025211211/lab.pcap', await readdressed(two.capture));
	put('5025211211/README.md', (await made(11)).report);

	put('5025211212/kelompok.pcap', five.capture);
	put('5025211212/README.md', (await made(12)).report);
	put('catatan-kelas.txt', 'Praktikum 1');
}

/** The same packets as pcapng, an hour later: what `editcap -t 3600` does. */
async function resaved(capture: Uint8Array): Promise<Uint8Array> {
	const frames = await framesOf(capture);
	const later = frames.map(({ timeNs, bytes }) => ({ timeNs: timeNs + SHIFT_NS, bytes }));
	return joined(writePcapng({ interfaces: [{ linkType: 1, snaplen: 0 }], frames: later }));
}

/** The same packets between other hosts and from another port: what `tcprewrite` does. */
async function readdressed(capture: Uint8Array): Promise<Uint8Array> {
	const frames = (await framesOf(capture)).map(({ timeNs, bytes }) => ({ timeNs, bytes: withOtherAddresses(bytes) }));
	return joined(writePcap({ linkType: 1, snaplen: 0, frames }));
}

const ETHERNET = 14;
const TCP = ETHERNET + 20;
const SERVER_PORT = 2222;

function withOtherAddresses(frame: Uint8Array): Uint8Array {
	const bytes = Uint8Array.from(frame);
	const view = new DataView(bytes.buffer);
	for (const at of [3, 9]) view.setUint16(at, 0x1d2e);
	if (view.getUint16(12) === 0x0806) for (const at of [28, 38]) view.setUint16(at, 0xac1f);
	if (view.getUint16(12) !== 0x0800) return bytes;
	for (const at of [ETHERNET + 12, ETHERNET + 16]) view.setUint16(at, 0xac1f);
	for (const at of [TCP, TCP + 2]) if (view.getUint16(at) !== SERVER_PORT) view.setUint16(at, 50_123);
	return bytes;
}

async function framesOf(capture: Uint8Array) {
	const { analysis } = await analyze(bytesSource(capture));
	return Array.from({ length: analysis.packetCount }, (_, i) => analysis.frame(i + 1));
}

function joined(pieces: Iterable<Uint8Array>): Uint8Array {
	return Uint8Array.from([...pieces].flatMap((piece) => [...piece]));
}
