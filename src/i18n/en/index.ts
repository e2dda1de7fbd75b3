import { ERROR_TEXT } from '../../error-text.ts';
import type { Catalogue } from '../catalogue.ts';
import { anonymize } from './anonymize.ts';
import { capture, findings } from './capture.ts';
import { check } from './check.ts';
import { claims } from './claims.ts';
import { connection } from './connection.ts';
import { count } from './counts.ts';
import { detect } from './detect.ts';
import { doctor } from './doctor.ts';
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
	count: 'number of packets',
	time: 'time',
	capturedBytes: 'captured length',
	originalBytes: 'original length',
	bytes: 'content',
};

export const en: Catalogue = {
	decimalSign: '.',
	language: 'en',
	errors: ERROR_TEXT,
	cure: 'Cure',
	notes,
	findings,
	sides: { client: 'client', server: 'server' },
	phases: { handshake: 'handshake', data: 'data', close: 'close', before: 'before' },
	table: {
		number: 'No.',
		time: 'Time (s)',
		direction: 'From → to',
		flags: 'Flags',
		sequence: 'Seq',
		acknowledgment: 'Ack',
		length: 'Len',
		payload: 'Data',
		phase: 'Phase',
		meaning: 'Meaning',
		source: 'Source',
		destination: 'Destination',
		raw: 'raw',
		everyone: 'everyone',
		notCaptured: '(not captured)',
	},
	capture,
	connection,
	summary,
	verify: {
		agrees: (packets) => `Verified: pcap-parser, an independent reader, finds the same ${count(packets, 'packet')}.`,
		differs: ({ packet, field, ours, theirs }) =>
			`NOT verified: at packet ${packet} pcap-parser finds another ${FIELDS[field]}: capnote ${ours}, pcap-parser ${theirs}.`,
		damaged: 'Not verified: the file is damaged, and pcap-parser would drop its cut end in silence.',
		unsupported: 'Not verified: pcap-parser, the independent reader, reads only plain pcap files.',
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
