import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkReport } from '../src/claims/check-report.ts';
import { readDocument } from '../src/claims/read-document.ts';
import { cachedCapture } from './claims/claim-files.ts';
import { reportOf } from './claims/report-of.ts';
import { named } from './needs.ts';
import { SHARED, sharedReason } from './shared-files.ts';

const LANGUAGES = ['en', 'id'] as const;
/** Reports of larger captures take seconds each. */
const MOST_BYTES = 30_000;

function capturesIn(folder: string): readonly string[] {
	return readdirSync(folder)
		.filter((name) => /\.(?:pcapng|pcap|cap)$/.test(name))
		.map((name) => join(folder, name))
		.filter((path) => statSync(path).size <= MOST_BYTES);
}

/** What is refuted in what capnote itself says of a capture. */
async function refutedIn(capture: string, language: string): Promise<readonly string[]> {
	const document = await readDocument('report.md', await reportOf(capture, language));
	return checkReport([document], [await cachedCapture(capture)])
		.documents.flatMap(({ claims }) => claims)
		.filter(({ verdict }) => verdict === 'refuted')
		.map(({ place, text }) => `${language} ${place.line}: ${text}`);
}

async function expectNoneRefuted(capture: string): Promise<void> {
	for (const language of LANGUAGES) expect(await refutedIn(capture, language)).toEqual([]);
}

describe('nothing is refuted in the report of a capture, whatever was recorded', () => {
	test.each([...capturesIn('fixtures'), ...capturesIn('fixtures/write-ups')])('%s', expectNoneRefuted);

	const others = sharedReason
		? ['']
		: ['edge', 'edge/real', 'claims/captures'].flatMap((it) => capturesIn(join(SHARED, it)));
	test.skipIf(sharedReason).each(others)(named('%s', sharedReason), expectNoneRefuted);
});
