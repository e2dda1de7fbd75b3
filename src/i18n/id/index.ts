import type { Catalogue } from '../catalogue.ts';
import { anonymize } from './anonymize.ts';
import { capture, findings } from './capture.ts';
import { check } from './check.ts';
import { claims } from './claims.ts';
import { connection } from './connection.ts';
import { count } from './counts.ts';
import { detect } from './detect.ts';
import { doctor } from './doctor.ts';
import { errors } from './errors.ts';
import { events } from './events.ts';
import { expect } from './expect.ts';
import { explain } from './explain.ts';
import { lab } from './lab.ts';
import { ladder } from './ladder.ts';
import { notes } from './notes.ts';
import { page } from './page.ts';
import { plot } from './plot.ts';
import { record } from './record.ts';
import { summary } from './summary.ts';

const FIELDS = {
	count: 'jumlah paket',
	time: 'waktu',
	capturedBytes: 'panjang terekam',
	originalBytes: 'panjang asli',
	bytes: 'isi',
};

export const id: Catalogue = {
	decimalSign: ',',
	language: 'id',
	errors,
	cure: 'Solusi',
	notes,
	findings,
	sides: { client: 'client', server: 'server' },
	phases: { handshake: 'handshake', data: 'data', close: 'penutupan', before: 'sebelum' },
	table: {
		number: 'No.',
		time: 'Waktu (s)',
		direction: 'Asal → tujuan',
		flags: 'Flag',
		sequence: 'Seq',
		acknowledgment: 'Ack',
		length: 'Len',
		payload: 'Data',
		phase: 'Fase',
		meaning: 'Arti',
		source: 'Asal',
		destination: 'Tujuan',
		raw: 'asli',
		everyone: 'semua',
		notCaptured: '(tidak terekam)',
	},
	capture,
	connection,
	summary,
	verify: {
		agrees: (packets) =>
			`Terverifikasi: pcap-parser, pembaca independen, menemukan ${count(packets, 'paket')} yang sama.`,
		differs: ({ packet, field, ours, theirs }) =>
			`TIDAK terverifikasi: pada paket ${packet}, ${FIELDS[field]} menurut pcap-parser berbeda: capnote ${ours}, pcap-parser ${theirs}.`,
		damaged: 'Tidak diverifikasi: berkas rusak, dan pcap-parser membuang akhir yang terpotong tanpa pesan.',
		unsupported: 'Tidak diverifikasi: pcap-parser, pembaca independen, hanya membaca berkas pcap biasa.',
	},
	lab,
	detect,
	record,
	doctor,
	events,
	ladder,
	explain,
	expect,
	plot,
	check,
	claims,
	anonymize,
	page,
};
