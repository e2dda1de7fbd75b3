import { groupedNumber } from '../../grouped.ts';
import type { ReportWords } from '../../report-words.ts';
import { bytes, listPackets } from '../counts.ts';
import { columns, connection, prompts, sections, tables, terms } from './labels.ts';
import { duration } from './numbers.ts';
import { questions } from './questions.ts';
import { statements } from './statements.ts';

const grouped = groupedNumber('en');

export const report: ReportWords = {
	title: (captures) => `Lab report: ${captures.join(' and ')}`,
	sections,
	ofCapture: (name) => `capture ${name}`,
	connection,
	statements,
	questions,
	prompts,
	tables,
	columns,
	terms,
	states: ({ side, steps }) =>
		`${side}: ${steps.map(({ state, packet }) => `${state ?? 'not seen'}${packet === null ? '' : ` (#${packet})`}`).join(' → ')}`,
	stateUnknown: 'not seen',
	advice: 'Next time',
	answer: 'Answer',
	answersTitle: (captures) => `Answers for the teacher: ${captures.join(' and ')}`,
	blank: '✎ …',
	notWhole: '(not all of it)',
	bytes: (value) => bytes(value),
	duration,
	count: grouped,
	packets: listPackets,
	commands(lab) {
		const { name, server, client } = lab ?? { name: 'LAB', server: 'SERVER', client: 'CLIENT' };
		const compose = `docker compose -f compose/${name}.yml`;
		return [
			'# 1. start the containers and the server program',
			`${compose} up -d`,
			`${compose} exec ${server} …`,
			"# 2. start the recorder on the lab's bridge (capnote detect finds it), before the client",
			`sudo tcpdump -n -i br-… -w ${name}.pcap`,
			'# 3. in another terminal: run the client from its start to its end',
			`${compose} exec ${client} …`,
			'# 4. only then stop tcpdump with Ctrl+C',
		];
	},
	strip: {
		title: 'When the packets came',
		pause: (ns) => `pause of ${duration(ns)}`,
		lane: (number) => `connection ${number}`,
		others: 'ARP and others',
	},
	ladderFile: (number) => `Ladder diagram of connection ${number}`,
};
