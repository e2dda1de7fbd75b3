import type { Reason } from '../claim.ts';
import { isOf, type Token } from '../text/token.ts';

/** What no packet of a capture can show, told by the words, and examples of it. */
export const OUTSIDE: readonly {
	readonly reason: Reason;
	readonly words: RegExp;
	readonly examples: readonly string[];
}[] = [
	{
		reason: 'NOT_IN_CAPTURE',
		words:
			/\b(?:sesudah|setelah|sehabis|seusai|after|following|beyond)\s+(?:the\s+)?(?:(?:paket|frame|baris|segmen)\s+(?:yang\s+)?terakhir|(?:very\s+)?(?:last|final)\s+(?:captured\s+|recorded\s+)?(?:packet|frame|row|segment))\s+(?:of|in|dari|di|pada|dalam|yang terekam|that was (?:captured|recorded)|rekaman|capture|file|berkas|this|ini|was (?:captured|recorded))/i,
		examples: [
			'Beberapa detik sesudah paket terakhir rekaman ini, client masih mencoba lagi.',
			'After the last packet of the capture the client tried again.',
		],
	},
	{
		reason: 'NOT_IN_CAPTURE',
		words:
			/\b(?:di luar|diluar|outside(?: of)?|beyond)\s+(?:the\s+|this\s+|our\s+)?(?:(?:end|akhir)\s+(?:of\s+|dari\s+)?(?:the\s+|this\s+)?)?(?:rekaman|perekaman|capture|recording|trace|pcap)\b|\b(?:sebelum|before)\s+(?:(?:the\s+)?(?:start|beginning|awal)\s+(?:of\s+|dari\s+)?)?(?:the\s+|this\s+|our\s+)?(?:rekaman|perekaman|capture|recording|trace)\b(?!\s+(?:ini\s+)?(?:files?|filters?|ends?|stops?|ended|stopped|was stopped|selesai|berakhir|dihentikan|habis|usai))|\b(?:sesudah|setelah|after)\s+(?:(?:the\s+)?(?:end|akhir)\s+(?:of\s+|dari\s+)?)?(?:the\s+|this\s+|our\s+)?(?:rekaman|perekaman|capture|recording|trace)\b(?!\s+(?:ini\s+)?(?:files?|filters?|starts?|begins?|started|began|was started|dimulai|mulai|dijalankan))/i,
		examples: ['Di luar rekaman ini client membuka koneksi lain.', 'The session went on after the end of the trace.'],
	},
	{
		reason: 'NO_WIRE_EVIDENCE',
		words:
			/\b(?:captured?|recorded|taken|made|sniffed|direkam|diambil|ditangkap|perekaman|capture|trace|rekaman|tcpdump|wireshark)\b.{0,60}\b(?:on|at|from|inside|di|pada|dari|lewat|through)\s+(?:the\s+|a\s+)?(?:\w+\s){0,3}(?:interface|antarmuka|bridge|br-\w+|eth\d|ens\d+|veth\w*|docker\d|lo\b|wlan\d|laptop|vm|virtual machine|mesin virtual|container ketiga)\b/i,
		examples: ['The trace was taken on the bridge interface br-5f3a9c.', 'Rekaman diambil pada interface eth0.'],
	},
	{
		reason: 'NO_WIRE_EVIDENCE',
		words:
			/\b(?:ditulis|dibuat|written|implemented|diimplementasikan|dikodekan)\s+(?:dengan|dalam|in|with|menggunakan|using)\s+(?:bahasa\s+)?(?:python|java|go|rust|c\+\+|node)\b/i,
		examples: ['Program client ditulis dalam bahasa Python.'],
	},
	{
		reason: 'UNBOUND',
		words:
			/\b(?:as|like) (?:shown|seen|can be seen|visible) (?:in|on) the (?:picture|image|screenshot|figure|photo)\b|\b(?:in|on) the (?:picture|image|screenshot|figure) (?:above|below)\b|\b(?:pada|di|seperti(?: pada)?) (?:gambar|tangkapan layar|screenshot|foto) (?:di )?(?:atas|bawah|berikut|tersebut|itu)\b/i,
		examples: [
			'As can be seen in the picture above, the value is correct.',
			'Pada gambar di atas nilainya sudah benar.',
		],
	},
];

/** Why nothing of the sentence can be in the capture; `null` where it may be. */
export function outsideReason(text: string, tokens: readonly Token[]): Reason | null {
	// A packet that is named is in the capture.
	if (tokens.some((token) => isOf(token, 'rows'))) return null;
	const said = text.slice(0, MOST_READ);
	return OUTSIDE.find(({ words }) => words.test(said))?.reason ?? null;
}

const MOST_READ = 1200;
