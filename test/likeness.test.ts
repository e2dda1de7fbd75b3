import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';
import { anonymize } from '../src/anonymize/anonymize.ts';
import { gradeContents } from '../src/cli/grade/grade-files.ts';
import type { GradePlan } from '../src/cli/grade/grade-task.ts';
import { bytesSource } from '../src/file/bytes-source.ts';
import { writePcapng } from '../src/file/write-pcapng.ts';
import { capturePrint } from '../src/grading/likeness/capture-print.ts';
import { type CourseMaterial, createLikenessIndex } from '../src/grading/likeness/likeness-index.ts';
import type { LikenessPair, Signal } from '../src/grading/likeness/pair.ts';
import { reportPrint } from '../src/grading/likeness/report-print.ts';
import { messageText } from '../src/grading/message-text.ts';
import { readRubric } from '../src/grading/read-rubric.ts';
import type { SubmissionResult } from '../src/grading/submission-result.ts';
import { sha256 } from '../src/node/result-cache.ts';
import { LABS } from '../src/profile/labs.ts';
import { EXAMPLE_RUBRIC } from '../src/testing/example-rubric.ts';
import { echoLab, simulate } from '../src/testing/simulated.ts';
import { type MadeSubmission, makeSubmission, type SubmissionPlan } from '../src/testing/submission.ts';
import { cut, later, laterFrom, merged, readdressed, renumbered, resaved, snapped } from './changed-captures.ts';
import { named } from './needs.ts';
import { SHARED, sharedReason } from './shared-files.ts';

const HOUR_NS = 3_600_000_000_000n;
const DAY_NS = 24n * HOUR_NS;
const CLASSMATES = 12;
const [ANI, BUDI, CITRA] = ['5025211219', '5025211257', '5025211301'];
const labs = Object.values(LABS);

/** What somebody hands in: a capture, a report, or both. */
interface Files {
	readonly capture?: Uint8Array;
	readonly report?: string;
}

let plan: GradePlan;
let classmates: readonly SubmissionResult[] = [];
let ani: MadeSubmission;
let budi: MadeSubmission;

const made = (seed: number, student: string, more: Partial<SubmissionPlan> = {}): Promise<MadeSubmission> =>
	makeSubmission({ seed, student, ...more });

const NO_GROUPS = EXAMPLE_RUBRIC.replace(/ {2}groups: .*\n/, '');

async function planOf(rubric: string): Promise<GradePlan> {
	return { rubric: await readRubric(rubric, 'rubric.yml', labs), labs, mostRows: 0, build: '' };
}

async function graded(student: string, { capture, report }: Files, by = plan): Promise<SubmissionResult> {
	const encoder = new TextEncoder();
	const contents = [
		...(capture ? [{ name: 'lab.pcap', kind: 'capture' as const, content: capture }] : []),
		...(report ? [{ name: 'README.md', kind: 'report' as const, content: encoder.encode(report) }] : []),
	];
	return JSON.parse(await gradeContents(by, student, student, contents)) as SubmissionResult;
}

const NO_COURSE: CourseMaterial = { captures: [], texts: { foreign: [], shingles: [] } };

function pairsOf(all: readonly SubmissionResult[], course = NO_COURSE): readonly LikenessPair[] {
	const index = createLikenessIndex(course);
	for (const one of all) index.add(one);
	return index.pairs((n) => all[n] as SubmissionResult);
}

/** What is said of two among their classmates, of whom nobody may be named. */
async function evidenceOf(one: Files, other: Files, course?: CourseMaterial, by?: GradePlan) {
	const two = [await graded(ANI, one, by), await graded(BUDI, other, by)];
	const pairs = pairsOf([...two, ...classmates], course);
	expect(pairs.flatMap(({ a, b }) => [a.student, b.student]).filter((name) => name !== ANI && name !== BUDI)).toEqual(
		[],
	);
	return pairs.flatMap(({ evidence }) => evidence);
}

async function withoutAddresses(capture: Uint8Array, payload: 'keep' | 'replace' | 'drop'): Promise<Uint8Array> {
	const result = await analyze(bytesSource('lab.pcap', capture));
	return Uint8Array.from([...writePcapng(anonymize(result, payload).capture)].flatMap((piece) => [...piece]));
}

beforeAll(async () => {
	plan = await planOf(NO_GROUPS);
	const plans = Array.from({ length: CLASSMATES }, (_, i) => ({ seed: 900 + i, student: String(5025211400 + i) }));
	classmates = await Promise.all(plans.map(async (one) => graded(one.student, await makeSubmission(one))));
	[ani, budi] = await Promise.all([made(1, ANI), made(2, BUDI)]);
}, 60_000);

describe('a copied capture is found', () => {
	type Change = (capture: Uint8Array) => Uint8Array | Promise<Uint8Array>;
	const COPIES: Readonly<Record<string, readonly [signal: Signal, change: Change]>> = {
		'under another name': ['S1', (capture) => capture],
		'saved as pcapng': ['S2', (capture) => resaved(capture, 0n)],
		'moved in time': ['S2', (capture) => later(capture, HOUR_NS)],
		'cut to its middle': ['S2', (capture) => cut(capture, 6, 12)],
		'cut to four packets': ['S2', (capture) => cut(capture, 9, 12)],
		'merged with the own one': ['S2', (capture) => merged(capture, budi.capture)],
		'with other addresses and ports': ['S3', readdressed],
		'anonymized by capnote, with its words': ['S3', (capture) => withoutAddresses(capture, 'keep')],
		'anonymized by capnote, with other words': ['S3', (capture) => withoutAddresses(capture, 'replace')],
		'anonymized by capnote, without words': ['S3', (capture) => withoutAddresses(capture, 'drop')],
		'with other addresses, cut and moved in time': [
			'S3',
			async (capture) => later(await cut(await readdressed(capture), 7, 12), DAY_NS),
		],
		'with frames cut to 60 bytes': ['S3', (capture) => snapped(capture, 60)],
		'with other addresses, ports, first numbers and clocks': ['S4', renumbered],
		'with other numbers and moved in time': ['S4', async (capture) => later(await renumbered(capture), DAY_NS)],
		'with other numbers and without its handshake': ['S4', async (capture) => cut(await renumbered(capture), 4, 99)],
	};

	test.each(Object.entries(COPIES).map(([name, [signal, change]]) => ({ name, signal, change })))(
		'$name: $signal',
		async ({ signal, change }) => {
			const evidence = await evidenceOf({ capture: ani.capture }, { capture: await change(ani.capture) });
			expect(evidence.filter((one) => one.signal !== 'S10').map((one) => one.signal)).toEqual([signal]);
			const [packets] = evidence.flatMap((one) => ('aPackets' in one ? one : []));
			if (packets) expect(packets.aPackets.length).toBe(packets.bPackets.length);
			if (packets) expect(packets.aPackets.length).toBeGreaterThan(0);
		},
	);

	test('S10: the number that its owner typed is in the other capture', async () => {
		const evidence = await evidenceOf({}, { capture: await renumbered(ani.capture) });
		expect(evidence).toMatchObject([{ signal: 'S10', mark: ANI, in: 'b', capture: 'lab.pcap' }]);
	});
});

describe('two innocents are not named', () => {
	const LINES = ['halo', 'distributed', 'systems', 'apa kabar semua', 'sampai jumpa', 'terima kasih', 'bye'];
	const run = async (seed: number, pauseMs: number | readonly number[], startMs = 0): Promise<Uint8Array> => {
		const scenario = echoLab({ kind: 'fed', lines: LINES, pauseMs, atMs: startMs });
		return (await simulate(scenario, seed)).run.capture;
	};
	const automatic = async (seed: number): Promise<Uint8Array> =>
		(await simulate(echoLab({ kind: 'auto', messages: LINES.slice(0, 4) }), seed)).run.capture;

	test('who ran the same automatic lab', async () => {
		expect(await evidenceOf({ capture: await automatic(1) }, { capture: await automatic(2) })).toEqual([]);
	});

	test.each([1000, 730, 250])('whose scripts sleep equally long: %i ms', async (pauseMs) => {
		expect(await evidenceOf({ capture: await run(1, pauseMs) }, { capture: await run(2, pauseMs, 40) })).toEqual([]);
	});

	test('whose scripts sleep for several whole times', async () => {
		const pauses = [500, 1000, 1500, 2000, 2500, 3000, 3500];
		expect(await evidenceOf({ capture: await run(1, pauses) }, { capture: await run(2, pauses, 40) })).toEqual([]);
	});

	test('who typed the same words at their own pace', async () => {
		const [one, other] = [
			[812, 1433, 2171, 988, 1719, 1264, 3037],
			[931, 1288, 1967, 1112, 2049, 1571, 2683],
		];
		expect(await evidenceOf({ capture: await run(1, one) }, { capture: await run(2, other) })).toEqual([]);
	});

	test('who handed in captures without a packet', async () => {
		const empty = ani.capture.slice(0, 24);
		expect(await evidenceOf({ capture: empty }, { capture: empty })).toEqual([]);
	});

	test('who were given the same capture, whatever they did to it', async () => {
		const course = {
			captures: [
				capturePrint(
					{
						name: 'course.pcap',
						bytes: budi.capture.length,
						sha256: sha256(budi.capture),
						result: await analyze(bytesSource('course.pcap', budi.capture)),
					},
					[],
				),
			],
			texts: NO_COURSE.texts,
		};
		const alike = [{ capture: budi.capture }, { capture: await resaved(budi.capture, HOUR_NS) }] as const;
		expect(await evidenceOf(...alike, course)).toEqual([]);
		expect((await evidenceOf(...alike)).map(({ signal }) => signal)).toContain('S2');
	});

	test('whose report cites the capture that everybody was given', async () => {
		const own = capturePrint(
			{
				name: 'course.pcap',
				bytes: budi.capture.length,
				sha256: sha256(budi.capture),
				result: await analyze(bytesSource('course.pcap', budi.capture)),
			},
			[],
		);
		const report = { report: budi.report.replaceAll(BUDI, ANI) };
		expect(await evidenceOf(report, { capture: budi.capture }, { ...NO_COURSE, captures: [own] })).toEqual([]);
		expect(await evidenceOf(report, { capture: budi.capture })).not.toEqual([]);
	});

	test('of a declared group, but a third is', async () => {
		const groups = await planOf(EXAMPLE_RUBRIC);
		const same = { capture: ani.capture };
		expect(await evidenceOf(same, same, NO_COURSE, groups)).toEqual([]);
		const three = [
			await graded(ANI, same, groups),
			await graded(BUDI, same, groups),
			await graded(CITRA, same, groups),
		];
		expect(pairsOf(three).map(({ a, b }) => [a.student, b.student])).toEqual([
			[ANI, CITRA],
			[BUDI, CITRA],
		]);
	});

	test('whose number is a part of what another one typed', async () => {
		const short = await graded('50252', { report: '# Laporan' });
		expect(pairsOf([short, await graded(ANI, { capture: ani.capture }), ...classmates])).toEqual([]);
	});

	test.skipIf(sharedReason)(named('real captures of one lab and of one program', sharedReason), async () => {
		const names = ['r01-mqtt-mod-mqtt', 'r02-mqtt-mqtt', 'r06-upcall', 'r07-upcall', 'r08-upcall', 'r02-upcall-upcall'];
		const more = ['r01-reqresp-mod-reqresp', 'r02-reqresp-auto-tcp', 'r02-reqresp-tcp', 'r06-reqresp', 'r07-tcp'];
		const all = await Promise.all(
			[...names, ...more].map((name) =>
				graded(name, { capture: readFileSync(join(SHARED, 'claims/captures', `${name}.pcap`)) }),
			),
		);
		expect(pairsOf(all)).toEqual([]);
	});
});

describe('reports', () => {
	const LOG = (port: number, words: readonly string[]): string =>
		[
			...['# Laporan', '', '```', `Connection from: ('172.18.0.3', ${port})`],
			...words.map((text) => `Received from client: ${text}`),
			'```',
		].join('\n');

	/** What Ani's own client said, and its port. */
	async function facts(capture: Uint8Array) {
		const { analysis } = await analyze(bytesSource('lab.pcap', capture));
		const { client, exchanges, base } = analysis.connection(1);
		const words = exchanges.flatMap(({ request }) => (request ? [messageText(request)] : []));
		return { port: client.port, words: words.filter((text) => !text.startsWith('saya')), base };
	}

	test('S6: who cites the port and the first number of the other capture', async () => {
		const { port, base } = await facts(ani.capture);
		const report = `# Laporan\n\nClient memakai port ${port}.\n\nSequence number (raw) SYN adalah ${base.client}.\n`;
		const evidence = await evidenceOf({ capture: ani.capture }, { capture: budi.capture, report });
		expect(evidence).toMatchObject([
			{ signal: 'S6', kind: 'sequence', by: 'b', at: { line: 5 } },
			{ signal: 'S6', kind: 'port', by: 'b', at: { line: 3 } },
		]);
	});

	test('S6: not who cites what many cite, nor who has it too', async () => {
		const { port } = await facts(ani.capture);
		const citing = `Client memakai port ${port}.`;
		const others = await Promise.all(
			Array.from({ length: 6 }, (_, i) => graded(`6025${i}`, { capture: budi.capture.slice(0, 24), report: citing })),
		);
		expect(pairsOf([await graded(ANI, { capture: ani.capture }), ...others]).filter(hasSignal('S6'))).toEqual([]);
		expect(await evidenceOf({ capture: ani.capture, report: citing }, { capture: budi.capture })).toEqual([]);
	});

	test('S7: who quotes a terminal of the other run', async () => {
		const { port, words } = await facts(ani.capture);
		const evidence = await evidenceOf({ capture: ani.capture }, { capture: budi.capture, report: LOG(port, words) });
		expect(new Set(evidence.map(({ signal }) => signal))).toEqual(new Set(['S6', 'S7']));
		const quoted = evidence.flatMap((one) => (one.signal === 'S7' ? one : []));
		expect(quoted.map(({ value }) => value)).toEqual(words.filter((text) => text.length >= 6));
		expect(quoted.every(({ packet }) => packet > 3)).toBe(true);
	});

	test('S7: not who quotes the example of the lab sheet, which another one typed', async () => {
		const typed = echoLab({ kind: 'fed', lines: ['selamat pagi dunia', 'bye'], pauseMs: 900 });
		const capture = (await simulate(typed, 5)).run.capture;
		const sheet = LOG(54321, ['selamat pagi dunia']);
		const course = { ...NO_COURSE, texts: reportPrint([{ name: 'sheet.md', text: sheet }], []) };
		const report = `${sheet}\n\nSaya memakai contoh dari modul.\n`;
		expect(await evidenceOf({ capture }, { capture: budi.capture, report }, course)).toEqual([]);
		expect((await evidenceOf({ capture }, { capture: budi.capture, report })).map(({ signal }) => signal)).toEqual([
			'S7',
		]);
	});

	const PROSE = [
		'Pada praktikum ini saya mengamati bagaimana client membuka koneksi ke server yang berjalan di dalam container.',
		'Menurut saya bagian yang paling menarik adalah ketika pesan pertama langsung diakui oleh kernel server.',
		'Setelah itu setiap balasan sekaligus mengakui permintaan sehingga jumlah paket lebih sedikit daripada dugaan saya.',
		'Kesulitan terbesar adalah menemukan nama bridge yang benar karena komputer saya memiliki banyak jaringan Docker.',
		'Akhirnya saya mencoba satu per satu sampai paket dengan alamat container terlihat di layar Wireshark.',
	].join('\n\n');

	test('S8: who copied the prose and changed words and numbers in it', async () => {
		const copied = PROSE.replace('paling menarik', 'paling seru')
			.replace('Akhirnya saya mencoba', 'Lalu saya coba')
			.replaceAll('server', '**server**')
			.replaceAll('\n\n', '\n');
		const evidence = await evidenceOf({ report: `# Satu\n\n${PROSE}` }, { report: `# Dua\n\n${copied}` });
		expect(evidence).toMatchObject([{ signal: 'S8', aLine: { line: 3 }, bLine: { line: 3 } }]);
	});

	test('S8: not who answered the questions of the same template, given or unknown', async () => {
		const answers = (own: string): string => `${PROSE}\n\n## Jawaban\n\n${own}\n`;
		const [one, other] = [
			answers('Koneksi dibuka oleh client pada baris pertama rekaman saya.'),
			answers('Handshake selesai sesudah tiga segmen, dan pesan menyusul tujuh detik kemudian.'),
		];
		const course = { ...NO_COURSE, texts: reportPrint([{ name: 'template.md', text: PROSE }], []) };
		expect(await evidenceOf({ report: one }, { report: other }, course)).toEqual([]);
		const all = ['Ya.', 'Tidak tahu.', 'Mungkin.', 'Benar sekali.', one, other].map((own, i) =>
			graded(`7025${i}`, { report: answers(own) }),
		);
		expect(pairsOf(await Promise.all(all))).toEqual([]);
	});
});

describe('remarks', () => {
	const dated = (after: string, before: string): Promise<GradePlan> =>
		planOf(NO_GROUPS.replace('submission:\n', `submission:\n  after: "${after}"\n  before: "${before}"\n`));
	const remarksOf = async (capture: Uint8Array, by = plan) => (await graded(ANI, { capture }, by)).remarks;
	const dayOf = (n: number): string => new Date(Date.UTC(2025, 9, 10 + n)).toISOString().slice(0, 10);

	test('S5: a pause that the sender did not make', async () => {
		const edited = await laterFrom(ani.capture, 10, HOUR_NS);
		expect(await remarksOf(edited)).toMatchObject([{ kind: 'clocks-disagree', capture: 'lab.pcap' }]);
		expect(await remarksOf(ani.capture)).toEqual([]);
	});

	test('S5: not a long pause that the sender made too', async () => {
		const slow = echoLab({ kind: 'fed', lines: ['a', 'b', 'c', 'd', 'bye'], pauseMs: [900, 1_200_000, 700, 800, 600] });
		const marked = (await remarksOf((await simulate(slow, 3)).run.capture)).filter(
			({ kind }) => kind === 'clocks-disagree',
		);
		expect(marked).toEqual([]);
	});

	test('S9: from before the exercise was given, or after its end; not on these days themselves, in any time zone', async () => {
		const capture = await later(ani.capture, 0n);
		const day = Math.floor(Number((await analyze(bytesSource('x', capture))).analysis.span?.firstNs ?? 0n) / 86_400e9);
		const start = Math.floor(Date.UTC(2025, 9, 10) / 86_400e3);
		const at = day - start;
		expect(await remarksOf(capture, await dated(dayOf(at), dayOf(at)))).toEqual([]);
		const lastYear = await later(capture, -365n * DAY_NS);
		expect(await remarksOf(lastYear, await dated(dayOf(at), dayOf(at + 7)))).toMatchObject([{ kind: 'dated-before' }]);
		const late = await later(capture, 9n * DAY_NS);
		expect(await remarksOf(late, await dated(dayOf(at), dayOf(at + 7)))).toMatchObject([{ kind: 'dated-after' }]);
		const [evening] = [await later(capture, BigInt(-6) * HOUR_NS)];
		expect(await remarksOf(evening, await dated(dayOf(at), dayOf(at + 7)))).toEqual([]);
	});

	test('S10: the own number is in no message', async () => {
		const { capture } = await made(77, ANI, { anonymous: true });
		expect(await remarksOf(capture)).toMatchObject([{ kind: 'own-mark-missing', text: ANI }]);
	});
});

function hasSignal(signal: Signal): (pair: LikenessPair) => boolean {
	return ({ evidence }) => evidence.some((one) => one.signal === signal);
}
