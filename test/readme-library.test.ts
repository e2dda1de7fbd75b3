import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const FIXTURE = 'fixtures/typed-k1.pcap';
const folder = mkdtempSync(join(tmpdir(), 'capnote-readme-'));

const section = /^## As a library$(?<text>.*?)^## /ms.exec(readFileSync('README.md', 'utf8'))?.groups?.text ?? '';
/** Each example of the README's library section, with what it is said to print. */
const EXAMPLES = [...section.matchAll(/```ts\n(?<code>.*?)```\s*prints\s*```text\n(?<output>.*?)```/gs)].map(
	({ groups = {} }) => [groups.code ?? '', groups.output ?? ''] as const,
);

/** Runs a program in the folder of somebody who has installed the packed package. */
function run(...args: readonly string[]): string {
	return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}

beforeAll(() => {
	const installed = join(folder, 'node_modules/capnote');
	mkdirSync(installed, { recursive: true });
	const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
		encoding: 'utf8',
	}).trim();
	execFileSync('tar', ['xzf', join(folder, packed), '--strip-components=1', '-C', installed]);
	symlinkSync(resolve('node_modules'), join(installed, 'node_modules'));
	symlinkSync(resolve('node_modules/@types'), join(folder, 'node_modules/@types'));
	writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
	copyFileSync(FIXTURE, join(folder, 'lab.pcap'));
	for (const [i, [code]] of EXAMPLES.entries()) writeFileSync(join(folder, `example${i}.ts`), code);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

test('every example says what it prints', () => {
	expect(EXAMPLES.length).toBeGreaterThan(1);
	expect(section.split('```ts\n')).toHaveLength(EXAMPLES.length + 1);
});

test.each(EXAMPLES.map(([, output], i) => [i, output] as const))('example %i prints what is said', (i, output) => {
	expect(run(resolve('node_modules/tsx/dist/cli.mjs'), `example${i}.ts`)).toBe(output);
});

test('the examples have no type errors', () => {
	const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--types', 'node'];
	const files = EXAMPLES.map((_, i) => `example${i}.ts`);
	expect(run(resolve('node_modules/typescript/bin/tsc'), ...options, ...files)).toBe('');
});
