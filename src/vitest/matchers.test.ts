import { describe, expect, test } from 'vitest';
import { analyze } from '../library.ts';
import './index.ts';

const WHOLE = 'fixtures/typed-k2.pcap';
const MIDWAY = 'fixtures/started-midway.pcap';
const REFUSED = 'fixtures/refused.pcap';

/** What a failing expectation says. */
async function messageOf(expectation: Promise<unknown>): Promise<string> {
	return expectation.then(
		() => 'passed',
		(error: Error) => error.message,
	);
}

describe('toCompleteHandshake()', () => {
	test('sees a whole handshake, by path, bytes and analysis', async () => {
		await expect(WHOLE).toCompleteHandshake();
		await expect(await analyze(WHOLE)).toCompleteHandshake({ port: 2222 });
	});

	test('does not see one that was not captured, and shows the packets', async () => {
		await expect(MIDWAY).not.toCompleteHandshake();
		const message = await messageOf(expect(MIDWAY).toCompleteHandshake());
		expect(message).toMatch(/^expected handshake complete\n/);
		expect(message).toContain('handshake: expected complete, found not-captured');
		expect(message).toMatch(/0\.000000 (client|server) PSH,ACK/);
	});

	test('finds no connection where there is none to that port', async () => {
		await expect(WHOLE).not.toCompleteHandshake({ port: 80 });
		await expect(WHOLE).not.toCompleteHandshake({ connection: 9 });
	});
});

describe('toExchange()', () => {
	test('compares request and reply', async () => {
		await expect(WHOLE).toExchange('halo', 'Echo: halo');
		await expect(WHOLE).toExchange('halo');
		await expect(WHOLE).not.toExchange('halo', 'Echo: hallo');
		expect(await messageOf(expect(WHOLE).toExchange('bye'))).toContain('"halo" → "Echo: halo"');
	});
});

describe('toCloseGracefully()', () => {
	test.each([
		[WHOLE, { starter: 'client', shape: 'three-segment' }, true],
		[WHOLE, { starter: 'server' }, false],
		[WHOLE, { shape: 'four-segment' }, false],
		['fixtures/stopped-early.pcap', {}, false],
	] as const)('%s %j: %s', async (path, options, isGraceful) => {
		if (isGraceful) await expect(path).toCloseGracefully(options);
		else await expect(path).not.toCloseGracefully(options);
	});

	test('an attempt that was refused closes nothing', async () => {
		await expect(REFUSED).not.toCloseGracefully({ connection: 1 });
	});
});

describe('toHaveRetransmissions()', () => {
	test('counts what was really sent again', async () => {
		await expect(WHOLE).not.toHaveRetransmissions();
		await expect(WHOLE).toHaveRetransmissions(0);
		expect(await messageOf(expect(WHOLE).toHaveRetransmissions(2))).toContain('has 0.');
	});
});

describe('toMatchConversation()', () => {
	const HANDSHAKE = `
		client SYN 0:0
		server SYN,ACK 0:0 ack 1
		client ACK 1:1 ack 1 ; handshake-complete
	`;

	test('compares every segment; times and notes where they are given', async () => {
		const { conversationLines } = await import('./conversation.ts');
		const { analysis } = await analyze(WHOLE);
		const all = conversationLines(analysis, 1);
		await expect(WHOLE).toMatchConversation(all.join('\n'));
		await expect(WHOLE).toMatchConversation(
			all.map((line) => line.replace(/^\S+ /, '').replace(/ ;.*/, '')).join('\n'),
		);
	});

	test('shows which lines differ', async () => {
		const message = await messageOf(expect(WHOLE).toMatchConversation(`${HANDSHAKE}\nclient PSH,ACK 1:9 ack 1 "halo"`));
		expect(message).toContain('- client PSH,ACK 1:9 ack 1 "halo"');
		expect(message).toMatch(/\n\+ [\d.]+ client PSH,ACK 1:5 ack 1 "halo"/);
	});

	test.each([
		['0.000 client SYN 0:0', false],
		['client RST 0:0', false],
	])('%s alone is not the whole of it', async (line, fits) => {
		expect((await messageOf(expect(WHOLE).toMatchConversation(line))) === 'passed').toBe(fits);
	});
});

test('toMatchCaptureSnapshot() is the same for two runs of a lab', async () => {
	await expect(WHOLE).toMatchCaptureSnapshot();
	const { snapshotText } = await import('./snapshot-text.ts');
	const text = snapshotText(await analyze(WHOLE));
	expect(text).toMatch(/^ {2}1 arp request \(broadcast\) client 1 → server:2222\n/);
	expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+|51050/);
});
