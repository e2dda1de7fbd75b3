import type { Reason } from '../claim.ts';
import type { Token } from '../text/token.ts';
import { packetWords, says } from './features.ts';

/** What sentences are that say nothing of packets, though they use the words of the field, and examples of them. */
const KINDS: readonly { readonly reason: Reason; readonly words: RegExp; readonly examples: readonly string[] }[] = [
	{
		reason: 'NO_WIRE_EVIDENCE',
		words:
			/\b[a-z_]{2,30}\(\)|\b(?:increments?|counter|handler|thread|variabel|variables?|jsonify|decode[sd]?|di-?decode|encode[sd]?|timer|cache|memory|memori|loop)\b/i,
		examples: [
			'Each process increments its local counter before sending.',
			'Flask memanggil add() sebelum response dikirim.',
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
			/\b(?:menurut (?:saya|kami)|in my opinion|i (?:think|feel|like|prefer)|kami merasa|saya suka|paling (?:menarik|mudah|sulit)|most (?:interesting|difficult|useful))\b/i,
		examples: ['Menurut saya praktikum MQTT ini paling menarik.'],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:guarantees?|menjamin|always|selalu|pasti|generally|by default|secara default)\b|\b(?:terdistribusi|distributed system)/i,
		examples: ['TCP guarantees in-order delivery.', 'Setiap segmen TCP pasti memiliki sequence number.'],
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
	if (!isOfField || tokens.length < 5) return null;
	return KINDS.find(({ words }) => words.test(text))?.reason ?? null;
}
