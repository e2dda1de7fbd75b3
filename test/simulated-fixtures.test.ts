import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isSimulated } from '../src/file/simulated.ts';
import { analyzePath } from './capture-file.ts';
import { simulatedGolden } from './fixture-files.ts';
import { named, needs } from './needs.ts';
import { SIMULATED_FIXTURES } from './simulated-fixtures.ts';
import { tshark } from './tshark.ts';

const FOLDER = 'fixtures/simulated';

/** What each shows; what else is said of it stands in its golden file. */
const SHOWS: Readonly<Record<string, readonly RegExp[]>> = {
	'only-close.pcapng': [/4 segments in /, /closed in 4 segments #1–#4, server first/],
	'crossing-fins.pcapng': [/both sides closed at the same time/],
	'crossing-syns.pcapng': [/client → server +SYN +0 [\s\S]*server → client +SYN +0 /],
	'fin-with-data.pcapng': [/FIN, PSH, ACK +8 +1 +7/],
	'keep-alive.pcapng': [/\[TCP Keep-Alive\]/],
	'out-of-order.pcapng': [/fills a gap left/],
	'lost-request.pcapng': [/sent again, first in #6/],
	'retransmission-and-copies.pcapng': [/recorded up to 3 times/, /sent again, first in #16/],
	'any-sll.pcapng': [/recorded up to 3 times/],
	'split-and-merged.pcapng': [/2 requests \(2,006 bytes\), 2 replies/, /satudua/],
	'arp-of-all-kinds.pcapng': [/asks everyone whether 10\.77\.0\.3 is taken/, /re-checks the MAC address/],
	'reused-address.pcapng': [/Connection 2: client 10\.77\.0\.2:50123/],
	'http-1-0.pcapng': [/:5151, HTTP/, /closed in 4 segments|server first/],
	'two-interfaces.pcapng': [/recorded up to 2 times/],
	'partial-checksums.pcapng': [/checksum is not complete/],
	'vlan.pcapng': [/closed in 3 segments/],
	'ipv6.pcapng': [/client \[fd00::2\]:\d+ → server \[fd00::3\]:2222, lab reqresp/],
	'loopback-null.pcapng': [/closed in 3 segments/],
	'big-endian.pcap': [/closed in 3 segments/],
	'half-record.pcapng': [/The file is cut|ends inside|cut/],
	'header-only.pcap': [/The capture holds no packet/],
};

describe('the simulated fixtures', () => {
	test.each(SIMULATED_FIXTURES)(
		'$name is made again byte by byte (npm run fixtures -- simulated)',
		async ({ name, make }) => {
			expect(Buffer.from(await make()).equals(readFileSync(`${FOLDER}/${name}`))).toBe(true);
		},
	);

	test('are all there are', () => {
		const files = readdirSync(FOLDER).filter((name) => /\.pcap(ng)?$/.test(name));
		expect(files).toEqual(SIMULATED_FIXTURES.map(({ name }) => name).sort());
		const readme = readFileSync('fixtures/README.md', 'utf8');
		for (const name of files) expect(readme).toContain(`| \`simulated/${name}\` |`);
	});

	test.each(Object.entries(SHOWS))('%s shows what it is for', async (name, lines) => {
		const golden = simulatedGolden(name);
		const text = await golden.text();
		expect(text).toBe(readFileSync(golden.path, 'utf8'));
		const onOneLine = text.replace(/\s+/g, ' ');
		for (const line of lines) expect(onOneLine).toMatch(line);
	});

	test.each(SIMULATED_FIXTURES.filter(({ name }) => name.endsWith('.pcapng')))(
		'$name says that it is simulated',
		async ({ name }) => {
			const { read } = await analyzePath(`${FOLDER}/${name}`);
			expect(isSimulated(read)).toBe(true);
		},
	);

	test('the empty file is none, and says so', async () => {
		expect(existsSync(`${FOLDER}/empty.pcap`)).toBe(true);
		const { read } = await analyzePath(`${FOLDER}/empty.pcap`);
		expect(read).toMatchObject({ kind: 'not-a-capture', looksLike: 'empty' });
	});
});

const reason = needs('tshark');
const WHOLE = SIMULATED_FIXTURES.filter(({ name }) => !/^(empty|header-only|half-record)/.test(name));

describe.skipIf(reason)(named('tshark', reason), () => {
	test.each(WHOLE)('$name holds nothing malformed, and right checksums', async ({ name }) => {
		const checks = ['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];
		const fields = ['_ws.malformed', 'tcp.checksum.status', 'ip.checksum.status', 'tcp.stream'];
		const rows = await tshark(`${FOLDER}/${name}`, fields, checks);
		expect(rows.filter((row) => row['_ws.malformed'] !== '')).toEqual([]);
		const isPartial = name === 'partial-checksums.pcapng';
		const wrong = rows.filter((row) => row['tcp.stream'] !== '' && row['tcp.checksum.status'] !== '1');
		expect(wrong.length > 0).toBe(isPartial);
	});
});
