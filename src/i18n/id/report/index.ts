import { groupedNumber } from '../../grouped.ts';
import type { ReportWords } from '../../report-words.ts';
import { count, listPackets } from '../counts.ts';
import { columns, connection, prompts, sections, tables, terms } from './labels.ts';
import { duration } from './numbers.ts';
import { questions } from './questions.ts';
import { statements } from './statements.ts';

export const report: ReportWords = {
	title: (captures) => `Laporan praktikum: ${captures.join(' dan ')}`,
	sections,
	ofCapture: (name) => `rekaman ${name}`,
	connection,
	statements,
	questions,
	prompts,
	tables,
	columns,
	terms,
	states: ({ side, steps }) =>
		`${side}: ${steps.map(({ state, packet }) => `${state ?? 'tidak terlihat'}${packet === null ? '' : ` (#${packet})`}`).join(' → ')}`,
	stateUnknown: 'tidak terlihat',
	advice: 'Lain kali',
	answer: 'Jawaban',
	answersTitle: (captures) => `Jawaban untuk dosen: ${captures.join(' dan ')}`,
	blank: '✎ …',
	notWhole: '(tidak semuanya)',
	bytes: (value) => count(value, 'byte'),
	duration,
	count: groupedNumber('id'),
	packets: listPackets,
	commands(lab) {
		const { name, server, client } = lab ?? { name: 'PRAKTIKUM', server: 'SERVER', client: 'CLIENT' };
		const compose = `docker compose -f compose/${name}.yml`;
		return [
			'# 1. jalankan container dan program server',
			`${compose} up -d`,
			`${compose} exec ${server} …`,
			'# 2. jalankan perekam di bridge praktikum (dicari dengan capnote detect), sebelum client',
			`sudo tcpdump -n -i br-… -w ${name}.pcap`,
			'# 3. di terminal lain: jalankan client dari awal sampai selesai',
			`${compose} exec ${client} …`,
			'# 4. setelah itu barulah hentikan tcpdump dengan Ctrl+C',
		];
	},
	strip: {
		title: 'Kapan paket datang',
		pause: (ns) => `jeda ${duration(ns)}`,
		lane: (number) => `koneksi ${number}`,
		others: 'ARP dan lainnya',
	},
	ladderFile: (number) => `Diagram urutan koneksi ${number}`,
};
