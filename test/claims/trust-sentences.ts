import type { AnalyzeResult } from '../../src/analyze.ts';

/** A sentence whose truth is known from the analysis, not from the checker. */
export interface KnownSentence {
	readonly text: string;
	readonly isTrue: boolean;
	/** One event, said in the plainest way: it must not only be judged rightly, it must be judged. */
	readonly isPlain: boolean;
}

type Side = 'client' | 'server';

/** A TCP packet as the sentences speak of it. */
interface Row {
	readonly n: number;
	readonly side: Side;
	readonly flags: readonly string[];
	readonly sequence: number;
	readonly acknowledgment: number | null;
	readonly rawSequence: number;
	readonly rawAcknowledgment: number;
	readonly bytes: number;
	readonly text: string;
}

/** All that the sentences are made from; captures of one whole connection. */
interface Facts {
	readonly tcp: readonly Row[];
	readonly packets: number;
	readonly arp: readonly number[];
	readonly syn: Row;
	readonly synAck: Row;
	readonly thirdAck: Row;
	readonly fins: readonly Row[];
	readonly exchanges: readonly { readonly request: Row; readonly reply: Row }[];
	readonly requests: readonly Row[];
	readonly port: number;
}

export function factsOf({ analysis }: AnalyzeResult): Facts {
	const all = [...analysis.packets];
	const tcp = all.flatMap(({ packet, segment, duplicateOf }): readonly Row[] => {
		if (!segment || !packet.tcp || duplicateOf !== null) return [];
		return [
			{
				n: packet.number,
				side: segment.side,
				flags: packet.tcp.flags,
				sequence: segment.relativeSequence,
				acknowledgment: segment.relativeAcknowledgment,
				rawSequence: segment.sequence,
				rawAcknowledgment: segment.acknowledgment,
				bytes: packet.payloadBytes,
				text: new TextDecoder().decode(packet.payload).trim(),
			},
		];
	});
	const row = (n: number | undefined): Row => {
		const found = tcp.find((each) => each.n === n);
		if (!found) throw new Error(`the capture has no TCP packet ${n}`);
		return found;
	};
	const [connection, another] = [...analysis.connections];
	if (!connection || another) throw new Error('sentences are made of captures of one connection');
	const [syn, synAck, thirdAck] = connection.handshake.packets;
	return {
		tcp,
		packets: all.length,
		arp: all.filter(({ packet }) => packet.arp !== null).map(({ packet }) => packet.number),
		syn: row(syn),
		synAck: row(synAck),
		thirdAck: row(thirdAck),
		fins: tcp.filter(({ flags }) => flags.includes('FIN')),
		exchanges: connection.exchanges.flatMap(({ request, reply }) =>
			request && reply ? [{ request: row(request.packets[0]), reply: row(reply.packets[0]) }] : [],
		),
		requests: connection.exchanges.flatMap(({ request }) => (request ? [row(request.packets[0])] : [])),
		port: connection.server.port,
	};
}

type Random = () => number;

function pick<T>(all: readonly T[], random: Random): T {
	const found = all[Math.floor(random() * all.length)];
	if (found === undefined) throw new Error('nothing to pick from');
	return found;
}

function otherThan<T>(all: readonly T[], not: readonly T[], random: Random): T {
	return pick(
		all.filter((each) => !not.includes(each)),
		random,
	);
}

/** The same statement, true and false, in both languages; `isPlain` of those that anybody understands. */
type Template = (facts: Facts, random: Random) => readonly (readonly [text: string, isTrue: boolean])[];

/** Says each sentence with the right value and with a wrong one. */
function both<T>(right: T, wrong: T, ...say: readonly ((value: T) => string)[]) {
	return say.flatMap((one): readonly (readonly [string, boolean])[] => [
		[one(right), true],
		[one(wrong), false],
	]);
}

const opposite = (side: Side): Side => (side === 'client' ? 'server' : 'client');

const PLAIN: readonly Template[] = [
	({ syn, tcp }, random) =>
		both(
			syn.n,
			otherThan(tcp, [syn], random).n,
			(n) => `Frame ${n} is the SYN of the client.`,
			(n) => `Frame ${n} adalah SYN dari client.`,
		),
	({ exchanges, tcp }, random) => {
		const { request } = pick(exchanges, random);
		return both(
			request.n,
			otherThan(
				tcp.filter(({ text }) => !text.includes(request.text)),
				[],
				random,
			).n,
			(n) => `In frame ${n} the client sends "${request.text}".`,
			(n) => `Di frame ${n} client mengirim "${request.text}".`,
		);
	},
	({ fins: [first] }) =>
		first === undefined
			? []
			: both(
					first.side,
					opposite(first.side),
					(side) => `The ${side} closes the connection first.`,
					(side) => `${side === 'client' ? 'Client' : 'Server'} yang lebih dulu menutup koneksi.`,
				),
	({ packets }) =>
		both(
			packets,
			packets + 3,
			(n) => `The capture contains ${n} packets.`,
			(n) => `Rekaman ini berisi ${n} paket.`,
		),
	({ tcp }, random) => {
		const row = pick(
			tcp.filter(({ acknowledgment }) => acknowledgment !== null),
			random,
		);
		return both(
			row.acknowledgment ?? 0,
			(row.acknowledgment ?? 0) + 3,
			(ack) => `Frame ${row.n} has Ack=${ack}.`,
			(ack) => `Frame ${row.n} memiliki Ack=${ack}.`,
		);
	},
	({ tcp }, random) => {
		const row = pick(tcp, random);
		return both(
			row.side,
			opposite(row.side),
			(side) => `Frame ${row.n} is sent by the ${side}.`,
			(side) => `Frame ${row.n} dikirim oleh ${side}.`,
		);
	},
	({ syn: { n: a }, synAck: { n: b }, thirdAck: { n: c } }) =>
		both(
			0,
			4,
			(k) => `The three-way handshake is in frames ${a + k}, ${b + k} and ${c + k}.`,
			(k) => `Three-way handshake terjadi pada frame ${a + k}, ${b + k}, dan ${c + k}.`,
		),
];

const TWO_EVENTS: readonly Template[] = [
	({ exchanges, tcp }, random) => {
		const { request, reply } = pick(exchanges, random);
		const wrong = otherThan(
			tcp.filter(({ text }) => !text.includes(request.text)),
			[],
			random,
		);
		return both(
			request.n,
			wrong.n,
			(n) => `The client sends "${request.text}" in frame ${n} and gets "${reply.text}" back.`,
			(n) => `Client mengirim "${request.text}" di frame ${n} dan mendapat balasan "${reply.text}".`,
			(n) => `The server answers "${request.text}" from frame ${n} with "${reply.text}".`,
			(n) => `Pesan "${request.text}" (frame ${n}) dijawab server dengan "${reply.text}".`,
			(n) => `After "${request.text}" in frame ${n}, the server replies with "${reply.text}".`,
			(n) => `Setelah client mengirim "${request.text}" di frame ${n}, server membalas "${reply.text}".`,
		);
	},
	({ exchanges, tcp }, random) => {
		const { request, reply } = pick(exchanges, random);
		const wrong = otherThan(
			tcp.filter(({ text }) => !text.includes(reply.text)),
			[request],
			random,
		);
		return both(
			reply.n,
			wrong.n,
			(n) => `Frame ${request.n} is the request "${request.text}" and frame ${n} is the reply "${reply.text}".`,
			(n) =>
				`Di frame ${request.n} client mengirim "${request.text}", lalu server membalas "${reply.text}" di frame ${n}.`,
			(n) => `The request in frame ${request.n} is answered in frame ${n} with "${reply.text}".`,
			(n) => `Permintaan di frame ${request.n} dibalas pada frame ${n}, isinya "${reply.text}".`,
		);
	},
	({ syn, synAck, thirdAck, tcp }, random) => {
		const wrong = otherThan(tcp, [syn, synAck, thirdAck], random).n;
		return both(
			synAck.n,
			wrong,
			(n) => `The client's SYN (frame ${syn.n}) is answered by the SYN, ACK in frame ${n}.`,
			(n) => `SYN dari client di frame ${syn.n} dibalas server dengan SYN, ACK di frame ${n}.`,
			(n) => `Frame ${syn.n} is a SYN, while frame ${n} is a SYN, ACK.`,
			(n) => `Client mengirim SYN di frame ${syn.n}, sedangkan server membalas SYN, ACK di frame ${n}.`,
		);
	},
	({ syn, synAck }) =>
		[
			[syn.n, synAck.n, true],
			[synAck.n, syn.n, false],
		].flatMap(([a, b, isTrue]): readonly (readonly [string, boolean])[] => [
			[`The SYN and the SYN, ACK are frames ${a} and ${b}.`, isTrue === true],
			[`SYN dan SYN-ACK ada di frame ${a} dan frame ${b}.`, isTrue === true],
			[`Frame ${a} is the SYN and frame ${b} the SYN, ACK.`, isTrue === true],
		]),
	({ syn, fins: [first], tcp }, random) =>
		first === undefined
			? []
			: both(
					first.n,
					otherThan(
						tcp.filter(({ flags }) => !flags.includes('FIN')),
						[syn],
						random,
					).n,
					(n) => `The connection is opened with the SYN in frame ${syn.n} and closed with the FIN in frame ${n}.`,
					(n) => `Koneksi dibuka oleh SYN di frame ${syn.n} dan ditutup oleh FIN di frame ${n}.`,
					(n) => `The ${first.side} starts the close in frame ${n}, and the ${opposite(first.side)} sends its own FIN.`,
				),
	({ fins: [first, second], tcp }, random) =>
		first === undefined || second === undefined || first.side === second.side
			? []
			: both(
					second.n,
					otherThan(
						tcp.filter(({ flags }) => !flags.includes('FIN')),
						[],
						random,
					).n,
					(n) => `The FIN of the ${first.side} is frame ${first.n}, that of the ${second.side} frame ${n}.`,
					(n) => `FIN dari ${first.side} ada di frame ${first.n}, dan FIN dari ${second.side} di frame ${n}.`,
				),
];

const NEGATIONS: readonly Template[] = [
	({ syn, tcp }, random) => {
		const other = otherThan(tcp, [syn], random);
		return both(
			other.n,
			syn.n,
			(n) => `Frame ${n} is not a SYN.`,
			(n) => `Frame ${n} bukan SYN dari client.`,
			(n) =>
				`Frame ${n} tidak memiliki flag SYN.`.replace(
					` ${n} `,
					n === other.n && other.flags.includes('SYN') ? ` ${tcp.at(-1)?.n} ` : ` ${n} `,
				),
		);
	},
	({ tcp }, random) => {
		const bare = pick(
			tcp.filter(({ bytes }) => bytes === 0),
			random,
		);
		const full = pick(
			tcp.filter(({ bytes }) => bytes > 0),
			random,
		);
		return both(
			bare.n,
			full.n,
			(n) => `Frame ${n} carries no data.`,
			(n) => `Frame ${n} tidak membawa data.`,
			(n) => `There is no payload in frame ${n}.`,
			(n) => `Tidak ada data di frame ${n}.`,
		);
	},
	() => [
		['There is not a single RST packet in this file.', true],
		['Tidak ada satu pun paket RST di rekaman ini.', true],
		['Tidak ada satu pun paket SYN di rekaman ini.', false],
		['Not a single FIN was recorded.', false],
		['The client never sends a FIN.', false],
		['Server tidak pernah mengirim FIN.', false],
		['The client never sends an RST.', true],
		['Server tidak pernah mengirim RST.', true],
		['There is no SYN, ACK in this capture.', false],
		['Tidak ada paket ACK dari client.', false],
		['The server never sends data.', false],
		['Server tidak mengirim data apa pun.', false],
		['Client tidak membuka koneksi.', false],
		['The connection is never closed.', false],
		['Koneksi tidak pernah ditutup.', false],
		['No handshake takes place.', false],
		['Tidak terjadi three-way handshake.', false],
	],
	({ requests }, random) => {
		const { text } = pick(requests, random);
		return both(
			'xyzzy',
			text,
			(word) => `The word "${word}" is not sent.`,
			(word) => `Kata "${word}" tidak pernah dikirim.`,
			(word) => `The client does not send "${word}".`,
			(word) => `Client tidak mengirim "${word}" ke server.`,
		);
	},
	({ tcp }, random) => {
		const row = pick(tcp, random);
		const [right, wrong] = [row.side, opposite(row.side)];
		return both(
			right,
			wrong,
			(side) => `Frame ${row.n} comes from the ${side}, not from the ${opposite(side)}.`,
			(side) => `Frame ${row.n} bukan dari ${opposite(side)}, melainkan dari ${side}.`,
		);
	},
	({ fins: [first] }) =>
		first === undefined
			? []
			: both(
					opposite(first.side),
					first.side,
					(side) => `It is not the ${side} that closes the connection first.`,
					(side) => `Bukan ${side} yang menutup koneksi lebih dulu.`,
				),
];

const QUANTIFIERS: readonly Template[] = [
	({ tcp, fins, requests, exchanges }) => {
		const finSides = new Set(fins.map(({ side }) => side));
		const answered = exchanges.length === requests.length;
		const onlyServerFin = finSides.size === 1 && finSides.has('server');
		const acks = tcp.filter(({ flags }) => !flags.includes('SYN')).every(({ flags }) => flags.includes('ACK'));
		return [
			['Every TCP segment has the ACK flag.', false],
			['Semua segmen TCP memiliki flag ACK.', false],
			['All segments except the first have the ACK flag.', acks],
			['Every packet of the client carries data.', false],
			['Semua paket dari client membawa data.', false],
			['All packets are sent by the client.', false],
			['Semua paket dikirim oleh server.', false],
			['Only the client sends data.', false],
			['Hanya server yang mengirim data.', false],
			['Only the server sends a FIN.', onlyServerFin],
			['Only the SYN has no ACK flag.', acks],
			['Every message of the client is answered.', answered],
			['Semua pesan client dibalas oleh server.', answered],
			['Setiap segmen berisi data.', false],
			['Each segment of the server is a PSH, ACK.', false],
			['Semua FIN dikirim oleh client.', finSides.size === 1 && finSides.has('client')],
			['All FINs come from the server.', onlyServerFin],
			['Both sides send a FIN.', finSides.size === 2],
			['Kedua pihak mengirim FIN.', finSides.size === 2],
			['Neither side sends a FIN.', finSides.size === 0],
		];
	},
	({ fins, syn }) => {
		const isOne = fins.length === 2 && fins[0]?.side !== fins[1]?.side;
		return [
			['There are two FINs, one from each side.', isOne],
			['Ada dua FIN, masing-masing satu dari setiap pihak.', isOne],
			[`Each side sends one FIN.`, isOne],
			[`Only frame ${syn.n} has SYN without ACK.`, true],
			[`Hanya frame ${syn.n} yang merupakan SYN tanpa ACK.`, true],
		];
	},
];

const NUMBERS: readonly Template[] = [
	({ syn, synAck }) =>
		both(
			0,
			7,
			(k) => `The SYN (frame ${syn.n}) has the raw sequence number ${syn.rawSequence + k}.`,
			(k) => `Frame ${syn.n} memiliki sequence number ${syn.rawSequence + k} (raw).`,
			(k) =>
				`In frame ${synAck.n} the acknowledgment number is ${synAck.rawAcknowledgment + k}, which is the client's ISN ${syn.rawSequence + k} plus one.`,
			(k) =>
				`Ack pada frame ${synAck.n} adalah ${synAck.rawAcknowledgment + k}, yaitu ISN client ${syn.rawSequence + k} ditambah 1.`,
			(k) => `The SYN, ACK acknowledges ISN + 1: ${syn.rawSequence + k} + 1 = ${synAck.rawAcknowledgment + k}.`,
		),
	({ exchanges }, random) => {
		const { request, reply } = pick(exchanges, random);
		const [ack, next] = [reply.acknowledgment ?? 0, request.sequence];
		return both(
			0,
			5,
			(k) =>
				`Frame ${reply.n} acknowledges frame ${request.n}: Ack ${ack + k} = Seq ${next} + ${request.bytes + k} bytes.`,
			(k) =>
				`Ack ${ack + k} pada frame ${reply.n} berarti server sudah menerima ${request.bytes + k} byte dari frame ${request.n}.`,
			(k) => `"${request.text}" is ${request.bytes + k} bytes long, its reply ${reply.bytes + k} bytes.`,
			(k) => `Pesan "${request.text}" panjangnya ${request.bytes + k} byte dan balasannya ${reply.bytes + k} byte.`,
			(k) => `Frame ${request.n} carries ${request.bytes + k} bytes and frame ${reply.n} ${reply.bytes + k}.`,
		);
	},
	({ tcp, arp, packets }) =>
		both(
			0,
			2,
			(k) => `Of the ${packets} packets ${tcp.length + k} are TCP.`,
			(k) => `Dari ${packets} paket, ${tcp.length + k} adalah TCP dan ${arp.length} adalah ARP.`,
			(k) => `${tcp.length + k} TCP segments and ${arp.length} ARP frames were recorded.`,
		),
	({ requests }) =>
		both(
			requests.length,
			requests.length + 2,
			(n) => `The client sends ${n} messages.`,
			(n) => `Client mengirim ${n} pesan ke server.`,
		),
	({ port }) =>
		both(
			port,
			port + 1,
			(n) => `The server listens on TCP port ${n}.`,
			(n) => `Client terhubung ke port ${n} milik server.`,
		),
];

const PROTOCOLS: readonly Template[] = [
	({ tcp }, random) => {
		const { n } = pick(tcp, random);
		return both(
			'TCP',
			'UDP',
			(name) => `Frame ${n} is a ${name} packet.`,
			(name) => `Frame ${n} dikirim menggunakan ${name}.`,
			(name) => `The client and the server communicate over ${name}.`,
			(name) => `Komunikasi client dan server memakai protokol ${name}.`,
		);
	},
	({ arp, tcp }, random) =>
		arp.length === 0
			? []
			: both(
					pick(arp, random),
					pick(tcp, random).n,
					(n) => `Frame ${n} is an ARP packet.`,
					(n) => `Frame ${n} adalah paket ARP.`,
				),
];

const ORDERS: readonly Template[] = [
	({ exchanges, fins: [fin] }, random) => {
		const { request, reply } = pick(exchanges, random);
		const isFin = fin !== undefined;
		return [
			[`The reply "${reply.text}" comes after the request "${request.text}".`, true],
			[`The reply "${reply.text}" comes before the request "${request.text}".`, false],
			[`Balasan "${reply.text}" dikirim sebelum pesan "${request.text}".`, false],
			['Data is sent before the handshake.', false],
			['Data dikirim sebelum handshake selesai.', false],
			['Data dikirim setelah handshake selesai.', true],
			['The first FIN comes after the last message.', isFin],
			['FIN dikirim sebelum data.', false],
			['The client sends the first data after the handshake.', true],
			['The server is the first to send data.', false],
		];
	},
];

const KINDS: Readonly<Record<string, readonly Template[]>> = {
	plain: PLAIN,
	'two events': TWO_EVENTS,
	negations: NEGATIONS,
	'all, each and only': QUANTIFIERS,
	numbers: NUMBERS,
	protocols: PROTOCOLS,
	order: ORDERS,
};

export const SENTENCE_KINDS: readonly string[] = Object.keys(KINDS);

/** Sentences of one kind about a capture, each once. */
export function sentencesOf(facts: Facts, kind: string, times: number, random: Random): readonly KnownSentence[] {
	const made = new Map<string, KnownSentence>();
	for (let i = 0; i < times; i++)
		for (const template of KINDS[kind] ?? [])
			for (const [text, isTrue] of template(facts, random)) made.set(text, { text, isTrue, isPlain: kind === 'plain' });
	return [...made.values()];
}
