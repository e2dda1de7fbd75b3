import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Bridge, openBridge } from './bridge.ts';
import { MAIN, packetLines } from './lab-process.ts';
import { asOrdinaryUser, named, needs } from './needs.ts';
import { type Running, startCommand } from './running.ts';

const reason = needs('linux', 'root', 'tcpdump', 'ip', 'namespaces');

describe.skipIf(reason)(named('capnote record', reason), () => {
	let bridge: Bridge;
	let folder = '';
	beforeAll(async () => {
		bridge = await openBridge();
	});
	afterAll(() => bridge.release());
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'capnote-record-'));
		execFileSync('chmod', ['777', folder]);
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	function start(args: readonly string[], before: readonly string[] = [], cwd = folder): Running {
		return startCommand([...bridge.inside, ...before, process.execPath, MAIN, 'record', ...args], cwd);
	}

	async function recording(args: readonly string[], cwd = folder): Promise<Running> {
		const run = start(['-i', bridge.iface, ...args], [], cwd);
		await run.logged('Recording br-lab');
		return run;
	}

	const companion = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')).recording;

	test('Ctrl+C ends it; the file is whole, the rows are there, and the counters prove it', async () => {
		const run = await recording(['-o', 'lab.pcap']);
		await bridge.send(30);
		kill(run.pid, 'SIGINT');
		expect(await run.ended).toBe(0);
		expect(packetLines(join(folder, 'lab.pcap'))).toHaveLength(30);
		expect(run.out()).toMatch(/^ +30 .* UDP/m);
		expect(run.out()).toContain('30 packets in ');
		expect(run.log()).toMatch(
			/Stopping: .*\nCapture: .*lab\.pcap\nRecording complete: 30 packets captured, none dropped\./,
		);
		expect(companion('lab.json')).toMatchObject({ captured: 30, dropped: 0, complete: true, way: 'direct' });
	});

	test('a second Ctrl+C ends it at once, and says what may be missing', async () => {
		const run = await recording(['-o', 'lab.pcap', '--filter', 'udp']);
		await bridge.send(30);
		await sleep(200);
		const flood = bridge.send(20_000, 22, 20_000);
		kill(run.pid, 'SIGINT');
		await run.logged('Stopping');
		kill(run.pid, 'SIGINT');
		expect(await run.ended).toBe(0);
		await flood;
		expect(run.log()).toContain('NOT complete: you ended it at once, the last packets may be missing');
		expect(packetLines(join(folder, 'lab.pcap')).length).toBeGreaterThanOrEqual(30);
	});

	test('a reader that has seen enough ends it as Ctrl+C does', async () => {
		const command = `exec 3>&1; "$@" 2>&3 | head -n 2 >/dev/null`;
		const run = start(['-i', bridge.iface, '-o', 'head.pcap'], ['sh', '-c', command, 'sh']);
		while (!run.out().includes('Recording br-lab')) await sleep(10);
		await bridge.send(200, 22, 200);
		expect(await run.ended).toBe(0);
		expect(run.out()).toContain('Recording complete: ');
		expect(readdirSync(folder).sort()).toEqual(['head.json', 'head.pcap']);
	});

	test('ends after so many packets, and after some time', async () => {
		const counted = await recording(['-o', 'count.pcap', '--count', '5', '--json']);
		await bridge.send(20);
		expect(await counted.ended).toBe(0);
		expect(JSON.parse(counted.out()).recording).toMatchObject({
			captured: 5,
			packets: 5,
			cause: 'count-reached',
		});
		const timed = await recording(['-o', 'time.pcap', '--duration', '500ms']);
		expect(await timed.ended).toBe(0);
		expect(statSync(join(folder, 'time.pcap')).size).toBe(24);
	});

	test('kill -9 of capnote leaves a file that the next recording finishes', async () => {
		const run = await recording(['--captures', 'captures']);
		await bridge.send(40);
		await sleep(300);
		kill(run.pid, 'SIGKILL');
		await run.ended;
		const [left = ''] = readdirSync(join(folder, 'captures'));
		expect(left).toMatch(/^br-lab-\d{8}-\d{6}\.pcap\.part$/);
		// The recorder ends by itself at its next packet, for nobody reads its pipe any more.
		await bridge.send(2);
		await sleep(200);
		const next = await recording(['--captures', 'captures', '--count', '1']);
		await bridge.send(1);
		expect(await next.ended).toBe(0);
		expect(next.log()).toContain('An earlier recording had been killed; it was recovered: ');
		const found = left.replace('.part', '');
		expect(packetLines(join(folder, 'captures', found))).toHaveLength(40);
		expect(companion(join('captures', found.replace('.pcap', '.json')))).toMatchObject({
			complete: false,
			recovered: true,
		});
	});

	test('kill -9 of tcpdump keeps what was recorded, and the exit status is 4', async () => {
		const run = await recording(['-o', 'lab.pcap']);
		await bridge.send(40);
		await sleep(300);
		kill(childrenOf(run.pid, 'tcpdump')[0] ?? 0, 'SIGKILL');
		expect(await run.ended).toBe(4);
		expect(packetLines(join(folder, 'lab.pcap'))).toHaveLength(40);
		expect(run.log()).toContain('NOT complete: the recorder ended by itself');
		expect(companion('lab.json')).toMatchObject({ complete: false, cause: 'recorder-died' });
	});

	test.each(['pcap', 'pcapng'])('a full disk ends it, and the %s is whole up to there', async (format) => {
		mkdirSync(join(folder, 'disk'));
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', join(folder, 'disk')]);
		try {
			const run = await recording(['-o', `disk/lab.${format}`]);
			await bridge.send(200, 1000, 2000);
			expect(await run.ended).toBe(4);
			expect(run.log()).toContain('NOT complete: the disk is full ("no space left on device")');
			const kept = packetLines(join(folder, 'disk', `lab.${format}`)).length;
			expect(kept).toBeGreaterThan(40);
			expect(kept).toBeLessThan(65);
			expect(readdirSync(join(folder, 'disk')).filter((name) => name.endsWith('.part'))).toEqual([]);
		} finally {
			execFileSync('umount', [join(folder, 'disk')]);
		}
	});

	test('a bridge that disappears ends it, with what was recorded and exit status 4', async () => {
		await bridge.ip('link add br-gone type bridge', 'link set br-gone up');
		const run = start(['-i', 'br-gone', '-o', 'gone.pcap']);
		await run.logged('Recording br-gone');
		await bridge.ip('link del br-gone');
		expect(await run.ended).toBe(4);
		expect(run.log()).toContain(
			'NOT complete: the network interface went away ("pcap_loop: The interface disappeared")',
		);
		// A new bridge may announce itself by IPv6 before it goes.
		expect(packetLines(join(folder, 'gone.pcap')).length).toBeLessThan(10);
		expect(existsSync(join(folder, 'gone.pcap.part'))).toBe(false);
	});

	test('writes pcapng with interface, filter, counters and where it was made', async () => {
		const run = await recording(['-o', 'lab.pcapng', '--filter', 'udp', '--count', '9']);
		await bridge.send(9);
		expect(await run.ended).toBe(0);
		expect(packetLines(join(folder, 'lab.pcapng'))).toHaveLength(9);
		const shown = execFileSync(process.execPath, [MAIN, 'analyze', join(folder, 'lab.pcapng'), '--json'], {
			encoding: 'utf8',
		});
		const [iface] = JSON.parse(shown).capture.interfaces;
		expect(iface).toMatchObject({ name: 'br-lab', filter: 'udp', snaplen: 65_400 });
		expect(iface.counters).toMatchObject({ accepted: 9, osDropped: 0, delivered: 9 });
	});

	test('rotates by size, keeps a ring, and every file is whole', async () => {
		const run = await recording(['-o', 'lab.pcap', '--rotate-size', '10k', '--ring', '3']);
		await bridge.send(100, 1000, 5000);
		await sleep(200);
		kill(run.pid, 'SIGINT');
		expect(await run.ended).toBe(0);
		const files = readdirSync(folder).sort();
		expect(files).toEqual(['lab-00008.pcap', 'lab-00009.pcap', 'lab-00010.pcap', 'lab.json']);
		const counts = files.slice(0, 3).map((name) => packetLines(join(folder, name)).length);
		expect(counts).toEqual([10, 10, 10]);
		expect(companion('lab.json')).toMatchObject({ captured: 100, complete: true, capture: 'lab-00010.pcap' });
		expect(run.log()).toContain('Captures: 3 files');
	});

	test('rotates by time', async () => {
		const run = await recording(['-o', 'lab.pcap', '--rotate-time', '300ms']);
		const files = (): readonly string[] =>
			readdirSync(folder)
				.filter((name) => /\.pcap(\.part)?$/.test(name))
				.sort();
		let sent = 0;
		// How late packets are written depends on the machine: some may still go into the file before.
		while (files().length < 3 && sent < 40) {
			await bridge.send(4);
			sent += 4;
			await sleep(350);
		}
		kill(run.pid, 'SIGINT');
		expect(await run.ended).toBe(0);
		expect(files()).toEqual(['lab-00001.pcap', 'lab-00002.pcap', 'lab-00003.pcap']);
		const counts = files().map((name) => packetLines(join(folder, name)).length);
		expect(counts.reduce((sum, count) => sum + count)).toBe(sent);
		expect(Math.min(...counts)).toBeGreaterThanOrEqual(4);
	});

	test('waits for an interface that is not there yet', async () => {
		const run = start(['-i', 'br-late', '-o', 'late.pcap', '--wait', '20s', '--filter', 'tcp', '--duration', '300ms']);
		await run.logged('Waiting for the lab');
		await bridge.ip('link add br-late type bridge', 'link set br-late up');
		expect(await run.ended).toBe(0);
		await bridge.ip('link del br-late');
		expect(statSync(join(folder, 'late.pcap')).size).toBe(24);
	});

	test('never replaces a file unless it is told to', async () => {
		execFileSync('sh', ['-c', 'echo mine > lab.pcap'], { cwd: folder });
		const refused = start(['-i', bridge.iface, '-o', 'lab.pcap']);
		expect(await refused.ended).toBe(2);
		expect(refused.log()).toContain('lab.pcap": the file exists already');
		expect(readFileSync(join(folder, 'lab.pcap'), 'utf8')).toBe('mine\n');
		const forced = await recording(['-o', 'lab.pcap', '--force', '--count', '2']);
		await bridge.send(2);
		expect(await forced.ended).toBe(0);
		expect(packetLines(join(folder, 'lab.pcap'))).toHaveLength(2);
	});

	const REFUSED: Record<string, [string[], number, RegExp]> = {
		'a bad filter, before any right is asked for': [
			['--filter', 'prt 2222'],
			2,
			/^Cannot understand the filter "prt 2222": syntax error\nCure: Did you mean: port 2222\n$/m,
		],
		'a missing device': [
			['-i', 'br-none'],
			4,
			/^Cannot record "br-none": there is no such interface\nCure: Choose one of these with -i: br-lab, lo/m,
		],
		'no right at all, with each way that was tried': [
			[],
			4,
			/^Cannot capture on "br-lab"\. Tried: as you are: socket: Operation not permitted; sudo without a password: .*\nCure: Run with sudo, or once: sudo setcap/m,
		],
		'a ring that cannot turn': [
			['--ring', '3'],
			2,
			/^A ring needs to know when the next file begins\nCure: Add --rotate-size/m,
		],
	};

	test.each(Object.entries(REFUSED))('says to an ordinary user what is wrong: %s', async (_, [args, status, said]) => {
		const run = start(['-i', bridge.iface, '-o', 'lab.pcap', ...args], asOrdinaryUser());
		expect(await run.ended).toBe(status);
		expect(run.log()).toMatch(said);
		expect(readdirSync(folder)).toEqual([]);
	});
});

function childrenOf(pid: number, name: string): readonly number[] {
	return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
		.split(' ')
		.filter(Boolean)
		.map(Number)
		.filter((child) => readFileSync(`/proc/${child}/comm`, 'utf8').trim() === name);
}
