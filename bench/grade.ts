/**
 * Grades folders of made-up submissions, and times it against a shell loop over tshark on the same captures in the same
 * run:
 *
 *     npm run bench:grade                  2,000 submissions
 *     npm run bench:grade -- --count 10000
 *
 * The loop is measured on the first 500 of them (`--sample`): it takes the same time for each.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EXAMPLE_RUBRIC } from '../src/testing/example-rubric.ts';
import { makeSubmission } from '../src/testing/submission.ts';
import { createMeasure, isInstalled } from './measure.ts';

const { values } = parseArgs({
	options: { count: { type: 'string', default: '2000' }, sample: { type: 'string', default: '500' } },
});
const count = Number(values.count);
const sample = Math.min(count, Number(values.sample));
const folder = mkdtempSync(join(tmpdir(), 'capnote-bench-grade-'));
/** Each capture's packets with their analysis: what a script of a teacher would read. */
const LOOP = `ls -d "$1"/*/ | head -n "$2" | while read -r d; do
	tshark -n -r "$d/lab.pcap" -T fields -e frame.number -e ip.src -e tcp.flags -e tcp.analysis.flags -e tcp.payload
done`;

try {
	await writeClass(join(folder, 'class'));
	writeFileSync(join(folder, 'rubric.yml'), EXAMPLE_RUBRIC);
	const measure = createMeasure(folder);
	const grade = ['node', 'dist/cli/main.js', 'grade', join(folder, 'class'), '-r', join(folder, 'rubric.yml')];
	const options = ['--cache', join(folder, 'cache'), '-f', 'csv', '--fail-on', 'none'];
	const commands: readonly { readonly name: string; readonly command: readonly string[]; readonly of: number }[] = [
		{ name: 'capnote grade, first time', command: [...grade, ...options], of: count },
		{ name: 'capnote grade, again', command: [...grade, ...options], of: count },
		...(isInstalled('tshark')
			? [
					{
						name: `loop over tshark, ${sample} of them`,
						command: ['bash', '-c', LOOP, 'loop', join(folder, 'class'), String(sample)],
						of: sample,
					},
				]
			: []),
	];
	process.stdout.write(`${count} submissions\n`);
	const rates = commands.map(({ name, command, of }) => {
		const { wallMs, cpuMs, peakMb } = measure(command);
		const rate = (1000 * of) / wallMs;
		const more = `cpu ${((cpuMs ?? 0) / of).toFixed(1)} ms each  peak ${(peakMb ?? 0).toFixed(0)} MB`;
		process.stdout.write(`${name.padEnd(32)} ${(wallMs / 1000).toFixed(1)} s  ${rate.toFixed(0)}/s  ${more}\n`);
		return rate;
	});
	const [first = 0, , loop] = rates;
	if (loop !== undefined) process.stdout.write(`grading is ${(first / loop).toFixed(1)} times as fast as the loop\n`);
} finally {
	rmSync(folder, { recursive: true });
}

async function writeClass(root: string): Promise<void> {
	for (let i = 0; i < count; i++) {
		const student = String(5_026_000_000 + i);
		const { capture, report } = await makeSubmission({ seed: 100_000 + i, student, mistakes: i % 4 });
		mkdirSync(join(root, student), { recursive: true });
		writeFileSync(join(root, student, 'lab.pcap'), capture);
		writeFileSync(join(root, student, 'README.md'), report);
	}
}
