import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadWords } from '../src/cli/load-words.ts';
import { findFindings } from '../src/findings/find.ts';
import { report as englishReport } from '../src/i18n/en/report/index.ts';
import { report as indonesianReport } from '../src/i18n/id/report/index.ts';
import { jsonText } from '../src/render/json.ts';
import { jsonSchemaText, SCHEMA_NAMES, type SchemaName } from '../src/render/json-schema/schemas.ts';
import { reportJson } from '../src/render/report/report-json.ts';
import { buildReport } from '../src/report/build-report.ts';
import { analyzePath } from './capture-file.ts';
import { fixtureFiles } from './fixture-files.ts';
import { SHARED, sharedFiles, sharedReason } from './shared-files.ts';

const MOST_PACKETS = 5000;

function committed(name: SchemaName): string {
	return readFileSync(`schema/${name}.schema.json`, 'utf8');
}

let validate: { readonly [N in SchemaName]: ValidateFunction };

beforeAll(() => {
	const compile = (name: SchemaName) => new Ajv2020({ strict: true }).compile(JSON.parse(committed(name)));
	validate = { analyze: compile('analyze'), report: compile('report') };
}, 60_000);

/** What `analyze` and `report` print of a capture, with `-f json`; nothing of what is no capture, or very long. */
async function outputs(path: string): Promise<{ readonly [N in SchemaName]: string } | null> {
	const result = await analyzePath(path);
	if (result.read.kind !== 'capture' || result.analysis.packetCount > MOST_PACKETS) return null;
	const [en, id] = await Promise.all([loadWords('en'), loadWords('id')]);
	const findings = findFindings(result.analysis);
	const report = buildReport([{ result, findings, sha256: null }], { version: '1.2.3' });
	return {
		analyze: [...jsonText({ result, findings, words: en }, { en, id })].join(''),
		report: reportJson(report, {
			en: { words: en, report: englishReport },
			id: { words: id, report: indonesianReport },
		}),
	};
}

async function expectValid(path: string): Promise<void> {
	const printed = await outputs(path);
	if (printed === null) return;
	for (const name of SCHEMA_NAMES) {
		validate[name](JSON.parse(printed[name]));
		expect(validate[name].errors ?? [], name).toEqual([]);
	}
}

describe('the JSON Schema', () => {
	test.each(SCHEMA_NAMES)('of %s is the one that the program prints (npm run fixtures -- golden)', (name) => {
		expect(committed(name)).toBe(jsonSchemaText(name));
	});

	test.each(fixtureFiles())('fits what is printed of $name', async ({ path }) => {
		await expectValid(path);
	});

	test('notices what is missing, what is too much, and what is of another kind', async () => {
		const printed = await outputs('fixtures/typed-k2.pcap');
		const json = JSON.parse(printed?.analyze ?? '');
		const [first, ...rest] = json.packets;
		const wrong = [
			{ ...json, packets: [{ ...first, arp: undefined }, ...rest] },
			{ ...json, packets: [{ ...first, more: 1 }, ...rest] },
			{ ...json, packets: [{ ...first, timeNs: 12 }, ...rest] },
			{ ...json, connections: [{ ...json.connections[0], roleRule: 'guess' }] },
			{ ...json, capnote: 2 },
		];
		for (const of of wrong) expect(validate.analyze(JSON.parse(JSON.stringify(of)))).toBe(false);
		expect(validate.analyze(json)).toBe(true);
	});
});

describe.each(['edge', 'corpus', 'claims/captures'])('the JSON Schema fits what is printed of %s', (folder) => {
	const files = ['.pcap', '.pcapng', '.cap', '.pcap.gz'].flatMap((ending) =>
		sharedReason ? [] : sharedFiles(folder, ending),
	);
	const cases = files.length === 0 ? ['(no captures here)'] : files;
	test.skipIf(sharedReason).each(cases)(`%s${sharedReason ? ` (skipped: ${sharedReason})` : ''}`, async (file) => {
		await expectValid(join(SHARED, file));
		expect(basename(file)).not.toBe('');
	});
});
