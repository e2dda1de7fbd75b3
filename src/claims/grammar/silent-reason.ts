import type { Reason } from '../claim.ts';
import type { Token } from '../text/token.ts';
import { packetWords, says } from './features.ts';

/** What sentences are that say nothing of packets, though they use the words of the field, and examples of them. */
export const SILENT_KINDS: readonly {
	readonly reason: Reason;
	readonly words: RegExp;
	/** It tells so even where no other word is of the field. */
	readonly isEnough?: true;
	readonly examples: readonly string[];
}[] = [
	{
		reason: 'CAUSE',
		words:
			/^(?:presumably|perhaps|maybe|apparently|mungkin|barangkali|sepertinya|kelihatannya|diduga|(?:the )?(?:likely |probable |root )?(?:reason|cause)|penyebab(?:nya)?|alasan(?:nya)?)\b|\b(?:supaya|agar|in order to|so that)\b/i,
		examples: [
			'Penyebabnya, mahasiswa lupa menjalankan server.',
			'QoS 0 dipilih supaya data sensor lebih ringan dikirim.',
		],
	},
	{
		reason: 'NO_WIRE_EVIDENCE',
		words: /\b[a-z_]{2,30}\(\)/i,
		isEnough: true,
		examples: [
			'jsonify() converts the dictionary before it is returned.',
			'Flask memanggil add() sebelum response dikirim.',
		],
	},
	{
		reason: 'NO_WIRE_EVIDENCE',
		words:
			/\b(?:increments?|counters?|handlers?|threads?|variabel|variables?|jsonify|decode[sd]?|di-?decode|encode[sd]?|timers?|cache|memory|memori|loops?|looping|buffers?|traceback|exceptions?|stack|kernel|proses(?:or)?|cpu|library|pustaka|modul|modules?|dictionary|objects?|objek|class|kelas|parsing|parses?|di-?parse|compiled?|dikompilasi|database|basis data|disk|log files?|berkas log|keyboard|terminal|layar|console|konsol|prompt|docker[- ]compose|dockerfile|images?|volume|virtual machine|laptop|sistem operasi|operating system)\b/i,
		examples: [
			'Each process increments its local counter before sending.',
			'Server membuat thread baru untuk setiap client yang terhubung.',
		],
	},
	{
		reason: 'THEORY',
		words:
			/^(?:(?:please|silakan|tolong|first|pertama|lalu|kemudian|then),?\s+)?(?:run|jalankan|buka|ketik(?:kan)?|install|pasang|klik|click|type|open|start|mulai|gunakan|use|stop|hentikan)\b/i,
		examples: ['Run `tcpdump -i eth0` and upload the file again.', 'Buka file pcap di Wireshark.'],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:menurut (?:saya|kami)|in my opinion|i (?:think|feel|like|prefer)|kami merasa|saya suka|paling (?:menarik|mudah|sulit)|most (?:interesting|difficult|useful)|next (?:lab|time|week)|praktikum (?:berikutnya|selanjutnya))\b/i,
		isEnough: true,
		examples: ['Menurut saya praktikum MQTT ini paling menarik.', 'In the next lab we will capture HTTPS.'],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:guarantees?|menjamin|always|selalu|pasti|generally|by default|secara default|memungkinkan|allows?|enables?|lets?|memudahkan|reliable|andal|efficient|efisien|ringan|lightweight|cocok|suits?|suitable|dirancang|designed|bertujuan|intended|purpose|advantages?|kelebihan|kekurangan|disadvantages?|programmers?|developers?|pemrogram)\b|\b(?:terdistribusi|distributed systems?)/i,
		isEnough: true,
		examples: [
			'TCP guarantees in-order delivery.',
			'Setiap segmen TCP pasti memiliki sequence number.',
			'Upcall memungkinkan server memanggil balik client.',
			'With RPC the programmer calls a remote function as if it was local.',
		],
	},
	{
		reason: 'THEORY',
		words:
			/^(?:(?:the|an?|sebuah|suatu) )?(?:[a-z-]+ )?(?:tcp|udp|http|mqtt|arp|dns|rpc|rest|soap|json|xml|qos|upcalls?|callbacks?|sockets?|lamport(?: \w+)?|throughput|latency|handshakes?|broker|publish[-/ ]subscribe|docker|wireshark)\b(?: \w+)?,? (?:itu|is|are|adalah|merupakan|ialah|means|berarti|gives?|provides?|memberi(?:kan)?|uses?|memakai|menggunakan|needs?|memerlukan|membutuhkan|works?|bekerja|can|bisa|dapat|does|tidak|hides?|separates?|memisahkan)\b/i,
		isEnough: true,
		examples: [
			'TCP itu protokol connection-oriented.',
			'Lamport clocks give a partial ordering of events.',
			'MQTT memisahkan publisher dan subscriber.',
		],
	},
];

/** Why a sentence of which nothing was understood cannot be checked, told by its words; `null` if they do not tell. */
export function silentReason(text: string, tokens: readonly Token[]): Reason | null {
	const isOfField =
		packetWords(tokens).length > 0 ||
		says(
			tokens,
			'CLIENT',
			'SERVER',
			'CONNECTION',
			'HTTP',
			'MQTT',
			'PROTOCOL',
			'CAPTURE',
			'SEND',
			'RESPONSE',
			'REQUEST',
			'EVENT',
			'FILE',
		);
	if (tokens.length < 5) return null;
	return SILENT_KINDS.find(({ words, isEnough }) => (isOfField || isEnough) && words.test(text))?.reason ?? null;
}
