import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { en } from '../i18n/en/index.ts';
import { id } from '../i18n/id/index.ts';
import { LABS } from '../profile/labs.ts';
import { pcapFile } from '../testing/frames.ts';
import { parseScript, scriptFile } from '../testing/script.ts';
import { bytesSource } from '../testing/source.ts';
import { findFindings } from './find.ts';
import type { FindingOf } from './finding.ts';

const REFUSED = `
	0.000 client SYN     0:0
	0.001 server RST,ACK 0:0 ack 1
`;
/** A second try with another number, so that it is a connection of its own. */
const OPENED = `
	5.000 client SYN     900:900
	5.001 server SYN,ACK 500:500 ack 901
	5.002 client ACK     901:901 ack 501
`;
const UNANSWERED = `
	0.000 client SYN     0:0
	1.000 client SYN     0:0
	3.000 client SYN     0:0
`;

async function findings(script: string) {
	const { analysis } = await analyze(bytesSource(scriptFile(parseScript(script))));
	return findFindings(analysis, Object.values(LABS));
}

const attempt = { kind: 'refused-attempt', connection: 1, packets: [1, 2], port: 2222 };

describe('findFindings()', () => {
	test('a refused attempt with the good one that followed (L08)', async () => {
		expect(await findings(REFUSED + OPENED)).toMatchObject([
			{ ...attempt, laterSuccess: 2 },
			{ kind: 'open-at-end', connection: 2 },
		]);
	});

	test('a refused attempt alone (L08)', async () => {
		expect(await findings(REFUSED)).toEqual([{ ...attempt, laterSuccess: null }]);
	});

	const EMPTY = pcapFile([]);
	test.each([
		['a whole file without packets', EMPTY, ['no-packets']],
		['a file that is cut before its first packet', Buffer.concat([EMPTY, new Uint8Array(5)]), []],
	])('%s: nothing is said of what damage may hide', async (_name, bytes, kinds) => {
		const { analysis, read } = await analyze(bytesSource(bytes));
		expect(
			findFindings(analysis, undefined, read.kind === 'capture' && read.damage !== null).map(({ kind }) => kind),
		).toEqual(kinds);
	});

	test('the words say so', () => {
		const finding: FindingOf<'refused-attempt'> = { ...attempt, kind: 'refused-attempt', laterSuccess: 2 };
		expect(en.findings['refused-attempt'](finding).text).toContain('A later attempt succeeded: connection 2.');
		expect(id.findings['refused-attempt'](finding).text).toContain('Percobaan berikutnya berhasil: koneksi 2.');
		const alone = { ...finding, laterSuccess: null };
		expect(en.findings['refused-attempt'](alone).text).toMatch(/on port 2222\.$/);
	});

	test('every SYN that nothing answered is named', async () => {
		expect(await findings(UNANSWERED)).toMatchObject([{ kind: 'syn-unanswered', packets: [1, 2, 3] }]);
	});
});
