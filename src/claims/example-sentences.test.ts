import { expect, test } from 'vitest';
import { checkReport } from './check-report.ts';
import { CLAIM_KINDS } from './claim.ts';
import { EXAMPLE_SENTENCES } from './example-sentences.ts';
import { readDocument } from './read-document.ts';

const SENTENCES = CLAIM_KINDS.flatMap((kind) =>
	[...EXAMPLE_SENTENCES[kind].en, ...EXAMPLE_SENTENCES[kind].id].map((sentence) => ({ kind, sentence })),
);

test.each(SENTENCES)('$kind is understood: $sentence', async ({ kind, sentence }) => {
	const { documents } = checkReport([await readDocument('report.md', sentence)], []);
	const kinds = documents.flatMap(({ claims }) => claims.flatMap(({ atoms }) => atoms.map((atom) => atom.kind)));
	expect(kinds).toContain(kind);
});
