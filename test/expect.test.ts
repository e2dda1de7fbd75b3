import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeContext } from '../src/cli/node-context.ts';
import { run } from '../src/cli/run.ts';
import { fixtureFiles } from './fixture-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'capnote-expect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function capnote(...args: readonly string[]) {
	let [out, log] = ['', ''];
	const channel = (write: (text: string) => void) => ({ write, isTerminal: false, columns: 120 });
	const world = {
		...nodeContext(''),
		out: channel((text) => {
			out += text;
		}),
		log: channel((text) => {
			log += text;
		}),
		environment: {},
	};
	const status = await run(['expect', ...args], world, '');
	return { status, out, log };
}

function specFile(name: string, text: string): string {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
}

describe('capnote expect --init', () => {
	test.each(fixtureFiles())('$name: what it writes is met by the same capture', async ({ name, path }) => {
		const spec = join(folder, `${name}.yml`);
		const written = await capnote('--init', resolve(path), '-o', spec);
		expect(written).toMatchObject({ status: 0, log: expect.stringContaining('Written') });
		expect(readFileSync(spec, 'utf8')).toMatch(/^expect: 1\ncapture: /);
		expect((await capnote(spec)).status).toBe(0);
	});
});

const CAPTURE = resolve('fixtures/typed-k2.pcap');

/** A specification that the capture does not meet, the line that fails, and what is found instead. */
const FAILURES = [
	['handshake', 'handshake: incomplete', 'handshake: incomplete', '"complete" (#3–#5)'],
	['count', 'connections: 2', 'connections: 2', '1 (#3)'],
	['limit', 'packets: {min: 20}', 'packets: {min: 20}', '15'],
	['reply', 'exchanges: [{client: halo, server: "Echo: hallo"}, {}]', 'exchanges', '"Echo: halo" (#8)'],
	['starter', 'close: {starter: server}', 'close: {starter: server}', '"client"'],
	['flags', 'packets: [{n: 1}, {n: 6, flags: [ACK]}]', 'packets:', '"ACK, PSH" (#6)'],
	['arp', 'arp: {requests: 3}', 'arp: {requests: 3}', '1 (#1)'],
	['payload', 'payloadContains: Wati', 'payloadContains: Wati', 'nothing'],
	['no connection', 'connection: [{}, {segments: 3}]', 'connection:', 'there are only 1 such connection'],
	['no packet', 'packets: [{n: 99, flags: [SYN]}]', 'packets:', 'the capture has only 15 packets'],
] as const;

describe('capnote expect', () => {
	test.each(FAILURES)('%s: shows the expected line and what was found', async (name, required, line, found) => {
		const spec = specFile(`${name}.yml`, `expect: 1\ncapture: ${CAPTURE}\n${required}\n`);
		const { status, out } = await capnote(spec);
		expect(status).toBe(1);
		expect(out).toContain(`${spec}:3\n  expected: ${line}`);
		expect(out).toContain(`\n  found: ${found}`);
	});

	test('shows the packets around a failure', async () => {
		const spec = specFile('around.yml', `expect: 1\ncapture: ${CAPTURE}\npackets:\n  - {n: 8, dataLength: 11}\n`);
		const { out } = await capnote(spec);
		expect(out).toMatch(
			/:4\n {2}expected: .*dataLength: 11.*\n {2}found: 10 \(#8\)\n\n {4}No\. .*\n +6 .*\n +7 .*\n +8 .*\n +9 /,
		);
	});

	test('--update puts in what was found, and keeps comments', async () => {
		const text = `expect: 1\ncapture: ${CAPTURE}\n# as many as the lab has\nconnections: 2 # one client\nlab: reqresp\npackets:\n  - {n: 6, flags: [ACK], dataLength: 4}\n`;
		const spec = specFile('update.yml', text);
		expect(await capnote(spec, '--update')).toMatchObject({
			status: 0,
			log: expect.stringContaining('2 expectations'),
		});
		const updated = readFileSync(spec, 'utf8');
		expect(updated).toContain('# as many as the lab has\nconnections: 1 # one client\n');
		expect(updated).toMatch(/flags: \[ ?ACK, PSH ?\]/);
		expect((await capnote(spec)).status).toBe(0);
	});

	test('--update leaves what no other value can mend, and says so', async () => {
		const text = `expect: 1\ncapture: ${CAPTURE}\npackets: [{n: 99, flags: [SYN]}]\n`;
		const spec = specFile('left.yml', text);
		expect(await capnote(spec, '--update')).toMatchObject({
			status: 1,
			log: expect.stringContaining('1 cannot be met'),
		});
		expect(readFileSync(spec, 'utf8')).toBe(text);
	});

	test('tests another capture with --capture, and speaks Indonesian', async () => {
		const spec = specFile('other.yml', `expect: 1\ncapture: nowhere.pcap\nhandshake: complete\n`);
		const { status, out } = await capnote(spec, '--capture', 'fixtures/started-midway.pcap', '--lang', 'id');
		expect(status).toBe(1);
		expect(out).toContain('diharapkan: handshake: complete\n  ditemukan: "not-captured" (#1)');
	});

	test('gives JSON and JUnit', async () => {
		const spec = specFile('machine.yml', `expect: 1\ncapture: ${CAPTURE}\nconnections: 2\nhandshake: complete\n`);
		const { captures } = JSON.parse((await capnote(spec, '--json')).out);
		expect(captures).toMatchObject([
			{ met: false, expectations: [{ path: ['connections'], line: 3, found: 1 }, { met: true }] },
		]);
		const { out } = await capnote(spec, '-f', 'junit');
		expect(out).toContain('tests="2" failures="1"');
	});

	test.each([
		['no specification', [], 2],
		['an unknown word', [specFile('bad.yml', 'expect: 1\ncapture: x\nhandshke: complete\n')], 3],
		['no capture', [specFile('none.yml', 'expect: 1\ncapture: none.pcap\n')], 3],
	] as const)('%s is an error', async (_name, args, status) => {
		expect((await capnote(...args)).status).toBe(status);
	});
});

describe('a project that has installed the packed package', () => {
	const project = join(folder, 'project');
	const vitest = (...args: readonly string[]) =>
		spawnSync(process.execPath, [resolve('node_modules/vitest/vitest.mjs'), 'run', ...args], {
			cwd: project,
			encoding: 'utf8',
			env: { ...process.env, CI: 'true', NO_COLOR: '1' },
		});

	beforeAll(() => {
		const installed = join(project, 'node_modules/capnote');
		cpSync('fixtures/ci-example', project, { recursive: true });
		mkdirSync(installed, { recursive: true });
		const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
			encoding: 'utf8',
		}).trim();
		execFileSync('tar', ['xzf', join(folder, packed), '--strip-components=1', '-C', installed]);
		symlinkSync(resolve('node_modules/vitest'), join(project, 'node_modules/vitest'));
		// What npm would install beside the package.
		for (const name of ['pcap-parser', 'piscina', 'yaml', 'zod']) {
			symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name));
		}
	}, 60_000);

	test('passes its tests', () => {
		const { status, stdout, stderr } = vitest();
		expect(stdout + stderr).toContain('3 passed');
		expect(status).toBe(0);
	});

	test('sees in a failing test what differs', () => {
		const path = join(project, 'broken.test.ts');
		const text = readFileSync(join(project, 'lab.test.ts'), 'utf8');
		writeFileSync(path, text.replace("'Echo: halo'", "'Echo: hallo'").replace('1:11 ack 5', '1:12 ack 5'));
		const { status, stdout, stderr } = vitest('broken.test.ts', '-t', 'client opens|ACK of its own');
		const said = stdout + stderr;
		expect(status).toBe(1);
		expect(said).toContain('expected the exchange "halo" → "Echo: hallo"');
		expect(said).toContain('"halo" → "Echo: halo"');
		expect(said).toMatch(
			/- server PSH,ACK 1:12 ack 5 "Echo: halo"\n.*\+ [\d.]+ server PSH,ACK 1:11 ack 5 "Echo: halo"/,
		);
	});

	test('has types for the matchers', () => {
		const options = [
			'--noEmit',
			'--strict',
			'--target',
			'es2023',
			'--module',
			'nodenext',
			'--skipLibCheck',
			'lab.test.ts',
		];
		symlinkSync(resolve('node_modules/@types'), join(project, 'node_modules/@types'));
		const tsc = resolve('node_modules/typescript/bin/tsc');
		expect(spawnSync(process.execPath, [tsc, ...options], { cwd: project, encoding: 'utf8' }).stdout).toBe('');
	}, 60_000);
});
