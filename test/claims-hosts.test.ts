import { describe, expect, test } from 'vitest';
import type { Reason, Verdict } from '../src/claims/claim.ts';
import { judge } from './claims/claim-files.ts';
import { SHARED, sharedReason } from './shared-files.ts';

/** What is said, what is to be found of it, and why not where it cannot be checked; `not-confirmed` may be left open. */
type Case = readonly [text: string, verdict: Verdict | 'not-confirmed', reason?: Reason];

const LAB = 'fixtures/typed-k2.pcap';

const CASES: readonly (readonly [title: string, capture: string, cases: readonly Case[]])[] = [
	[
		'a packet or a host that nothing tells',
		LAB,
		[
			['This packet acknowledges the previous one.', 'not-checkable', 'UNBOUND'],
			['Paket itu langsung dibalas dengan ACK.', 'not-checkable', 'UNBOUND'],
			['Pada segmen tersebut flag PSH menyala.', 'not-checkable', 'UNBOUND'],
			['That machine answers with a SYN, ACK.', 'not-checkable', 'UNBOUND'],
			['Pihak satunya lalu mengirim FIN.', 'not-checkable', 'UNBOUND'],
			['It is acknowledged by the other end.', 'not-checkable', 'UNBOUND'],
			['Kemudian dia mengirim SYN lagi.', 'not-checkable', 'UNBOUND'],
			['The client sends a SYN and the server answers this segment with SYN, ACK.', 'confirmed'],
			['Packet 6 is from the client. This packet carries 4 bytes.', 'confirmed'],
			['There is no RST in these packets.', 'confirmed'],
		],
	],
	[
		'what no packet of the capture can show',
		LAB,
		[
			['Some seconds after the last packet of this capture the client tried again.', 'not-checkable', 'NOT_IN_CAPTURE'],
			['Sebelum awal rekaman client sudah mengirim SYN.', 'not-checkable', 'NOT_IN_CAPTURE'],
			['At the beginning of the capture the client sends a SYN.', 'confirmed'],
			['The packets were captured on the bridge of Docker.', 'not-checkable', 'NO_WIRE_EVIDENCE'],
			['tcpdump dijalankan pada interface eth0.', 'not-checkable', 'NO_WIRE_EVIDENCE'],
			['The handler of the server runs in a thread of its own.', 'not-checkable', 'NO_WIRE_EVIDENCE'],
			['Penyebabnya, server belum dijalankan.', 'not-checkable', 'CAUSE'],
			['MQTT itu protokol yang ringan.', 'not-checkable', 'THEORY'],
			['Seperti terlihat pada gambar di atas, nilainya benar.', 'not-checkable', 'UNBOUND'],
		],
	],
];

describe.each(CASES)('%s (%s)', (_title, capture, cases) => {
	const isMissing = capture.startsWith(SHARED) && sharedReason !== undefined;
	test.skipIf(isMissing).each(cases.map((one) => ({ one, text: one[0] })))(
		'$text',
		async ({ one: [text, verdict, reason] }) => {
			const judged = await judge({ text, capture });
			if (verdict === 'not-confirmed') expect(judged.verdict).not.toBe('confirmed');
			else expect(judged.verdict).toBe(verdict);
			if (reason !== undefined) expect(judged.claims.map((claim) => claim.reason)).toContain(reason);
		},
	);
});
