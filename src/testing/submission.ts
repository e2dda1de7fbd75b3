import { analyze } from '../analyze.ts';
import { createDice } from '../lab/simulated/dice.ts';
import { runSimulated } from '../lab/simulated/run-simulated.ts';
import { echoLab, START_NS } from './simulated.ts';
import { bytesSource } from './source.ts';

/** What a made-up student hands in. */
export interface MadeSubmission {
	readonly capture: Uint8Array;
	/** A report about this capture: what it says of packets is true, but for the sentences of `mistakes`. */
	readonly report: string;
}

export interface SubmissionPlan {
	readonly seed: number;
	readonly student: string;
	readonly mistakes?: number;
	readonly recordFrom?: 'start' | 'connected';
	/** The capture ends before the close. */
	readonly endsOpen?: boolean;
	/** The own number is not typed. */
	readonly anonymous?: boolean;
	readonly format?: 'pcap' | 'pcapng';
}

const WORDS = [
	'halo',
	'suhu',
	'lampu',
	'pintu',
	'kirim',
	'data',
	'server',
	'coba',
	'pesan',
	'jaringan',
	'kota',
	'laut',
];
const DAY_NS = 86_400_000_000_000n;

/** Makes a simulated lab and a report of it: the same plan gives the same bytes. */
export async function makeSubmission(plan: SubmissionPlan): Promise<MadeSubmission> {
	const {
		seed,
		student,
		mistakes = 0,
		recordFrom = 'start',
		endsOpen = false,
		anonymous = false,
		format = 'pcap',
	} = plan;
	const dice = createDice(seed ^ 0x9e37);
	const word = (): string => WORDS[dice.between(0, WORDS.length - 1)] ?? '';
	const lines = Array.from({ length: dice.between(3, 5) }, () => `${word()} ${word()} ${dice.between(10, 9999)}`);
	const typed = anonymous ? lines : [`saya ${student}`, ...lines];
	const thinkMs = dice.between(400, 4000);
	const hands = createDice(seed ^ 0x7e57);
	const pauseMs = [...typed, 'bye'].map(() => thinkMs + hands.between(0, 3000));
	const lab = echoLab(
		{ kind: 'fed', lines: [...typed, 'bye'], pauseMs },
		{ recordFrom, recordUntil: endsOpen ? 'replied' : 'closed' },
	);
	const startNs = START_NS + BigInt(seed % 20) * DAY_NS + BigInt(dice.between(0, 40_000)) * 1_000_000_000n;
	const run = runSimulated({ ...lab, recording: { ...lab.recording, format } }, { seed, startNs });
	return { capture: run.capture, report: await reportOf(run.capture, student, mistakes) };
}

async function reportOf(capture: Uint8Array, student: string, mistakes: number): Promise<string> {
	const { analysis } = await analyze(bytesSource(capture));
	const connection = analysis.connection(1);
	const { client, server, handshake, close, exchanges } = connection;
	const [syn, synAck, ack] = handshake.packets;
	const data = exchanges.flatMap(({ request }) => request?.packets ?? []);
	const sentences = [
		`# Laporan praktikum ${student}`,
		'',
		'## Analisis Wireshark',
		'',
		`Client ${client.address}:${client.port} terhubung ke server ${server.address}:${server.port}.`,
		`Port ${client.port} adalah port client dan port ${server.port} adalah port server.`,
		'',
		...(handshake.complete
			? [
					`Frame ${syn}: ${client.address} → ${server.address} mengirim SYN.`,
					`Frame ${synAck}: ${server.address} → ${client.address} membalas SYN, ACK.`,
					`Frame ${ack}: ${client.address} → ${server.address} mengirim ACK, sehingga three-way handshake selesai.`,
				]
			: ['Three-way handshake tidak terlihat.']),
		'',
		...data.map((number) => `Frame ${number}: client mengirim data ke server dengan flag PSH, ACK.`),
		'',
		...(close.starter === null ? [] : [`Koneksi ditutup lebih dulu oleh ${close.starter} dengan FIN, ACK.`]),
		...MISTAKES.slice(0, mistakes),
	];
	return `${sentences.join('\n')}\n`;
}

/** Sentences that are true of no capture that is made here. */
const MISTAKES = [
	'',
	'Server lebih dulu mengirim FIN.',
	'Terdapat 12 retransmisi di rekaman ini.',
	'Client memakai port 1234.',
];
