import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeSubmission, type SubmissionPlan } from '../src/testing/submission.ts';
import { readdressed, resaved } from './changed-captures.ts';

const HEADER_ONLY = 24;
const HOUR_NS = 3_600_000_000_000n;

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

	put('5025211210/rekaman.pcapng', await resaved(three.capture, HOUR_NS));
	put('5025211210/README.md', (await made(10)).report);

	put('5025211211/lab.pcap', await readdressed(two.capture));
	put('5025211211/README.md', (await made(11)).report);

	put('5025211212/kelompok.pcap', five.capture);
	put('5025211212/README.md', (await made(12)).report);
	put('catatan-kelas.txt', 'Praktikum 1');
}
