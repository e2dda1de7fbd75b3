import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { echoLab, START_NS } from '../../testing/simulated.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';
import { unwrap, wrap } from './numbers.ts';
import { createReceiveQueue } from './receive-queue.ts';
import { runSimulated } from './run-simulated.ts';
import type { ClientPlan, SimulatedScenario } from './scenario.ts';
import type { EmissionKind, SocketEvent } from './tcb.ts';
import type { Emission } from './truth.ts';
import { createVirtualClock, MS, SECOND } from './virtual-clock.ts';
import { FLAG, type WireSegment } from './wire.ts';

const AUTO: ClientPlan = { kind: 'auto', messages: ['hello'] };
const SILENT = { reply: { kind: 'silent' } } as const;
const bulk = (bytes: number): ClientPlan => ({
	kind: 'bulk',
	bytes,
	writeBytes: bytes,
	expectBytes: 0,
	end: 'half-close',
});

function emissions(scenario: SimulatedScenario, kind?: EmissionKind): readonly Emission[] {
	const { truth } = runSimulated(scenario, { seed: 3, startNs: START_NS });
	return truth.emissions.filter((one) => kind === undefined || one.kind === kind);
}

function seconds(all: readonly Emission[]): readonly number[] {
	return all.map(({ atNs }) => Math.round(atNs / SECOND));
}

describe('timers', () => {
	test('a SYN is sent again after 1, 2, 4 … s, six times (RFC 6298, section 5.5)', () => {
		const syns = emissions(echoLab(AUTO, { links: { 'server-down': { dropSyn: true } } }));
		expect(seconds(syns)).toEqual([0, 1, 3, 7, 15, 31, 63]);
	});

	test('data is sent again after 200 ms and more, each wait twice the one before (RFC 6298)', () => {
		const dropSegments = Array.from({ length: 7 }, (_, i) => i + 3);
		const all = emissions(echoLab(AUTO, { links: { 'server-down': { dropSegments } } }));
		const sent = all
			.filter(({ side, payloadBytes }) => side === 'client' && payloadBytes > 0)
			.map(({ atNs }) => atNs / MS);
		const waits = sent.slice(1).map((at, i) => at - (sent[i] ?? 0));
		expect(waits).toHaveLength(7);
		expect(waits[0]).toBeGreaterThanOrEqual(200);
		expect(waits[0]).toBeLessThan(210);
		for (const [i, wait] of waits.slice(1).entries()) expect(wait / (waits[i] ?? 0)).toBeCloseTo(2, 1);
	});

	test('an ACK waits at most 500 ms, and never for a second full segment (RFC 9293, section 3.8.6.3)', () => {
		for (const client of [bulk(50_000), AUTO, { kind: 'fed', lines: ['a', 'b'], pauseMs: 900 } as const]) {
			const all = emissions(
				echoLab(client, { server: { reply: { kind: 'prefix', prefix: '> ' }, replyDelayMs: 300 } }),
			);
			for (const { atNs, side, end, payloadBytes, id } of all.filter((one) => one.payloadBytes > 0)) {
				const acks = all.filter((one) => one.id > id && one.side !== side && ((one.acknowledgment - end) | 0) >= 0);
				expect((acks[0]?.atNs ?? Number.POSITIVE_INFINITY) - atNs).toBeLessThan(500 * MS);
				const later = all.filter(
					(one) =>
						one.side === side && one.id > id && one.payloadBytes >= 1448 && one.atNs < (acks[0]?.atNs ?? 0) - 100_000,
				);
				if (payloadBytes >= 1448) expect(later.length).toBeLessThan(2);
			}
		}
	});

	test('a shut window is probed for as long as it is shut, ever more seldom (RFC 9293, section 3.8.6.1)', () => {
		const slowReader = { bytes: 8192, pauseMs: 120_000 };
		const scenario = echoLab(bulk(30_000), { server: { ...SILENT, receiveBufferBytes: 8192, slowReader } });
		const probes = emissions(scenario, 'zero-window-probe');
		const waits = probes.slice(0, 8).map(({ atNs }, i) => atNs - (probes[i - 1]?.atNs ?? 0));
		expect(probes.length).toBeGreaterThan(15);
		expect(waits.slice(2).every((wait, i) => wait > (waits[i + 1] ?? 0) * 1.9)).toBe(true);
	});

	test('nine keep-alives without an answer end the connection (RFC 9293, section 3.8.4)', () => {
		const scenario = echoLab({ ...AUTO, end: 'stay', keepAliveMs: 10_000 }, { limitMs: 2_000_000 });
		const [, second] = emissions(scenario, 'keep-alive');
		expect(seconds(second ? [second] : [])).toEqual([85]);
		const dropSegments = Array.from({ length: 40 }, (_, i) => i + 5);
		const alone = { ...scenario, links: { 'server-down': { dropSegments } } };
		const { truth } = runSimulated(alone, { seed: 3, startNs: START_NS });
		expect(truth.emissions.filter(({ kind }) => kind === 'keep-alive')).toHaveLength(9);
		expect([...truth.programs.values()][0]?.client.error).toBe('timed-out');
	});

	test('without selective ACKs three duplicates say that a segment is lost (RFC 5681, section 3.2)', () => {
		const scenario = { server: SILENT, links: { 'server-down': { dropSegments: [6] } }, withoutSack: true };
		const [again, ...more] = emissions(echoLab(bulk(40_000), scenario), 'fast-retransmission');
		expect(again).toMatchObject({ side: 'client', payloadBytes: 1448, delivered: 1 });
		expect(more).toEqual([]);
	});

	test('a small segment waits for the ACK of another small one, unless it may not (Nagle, Minshall)', () => {
		const links = { 'client-down': { delayMs: 30 } };
		const client = { kind: 'bulk', bytes: 300, writeBytes: 100, expectBytes: 0 } as const;
		const sizes = (noDelay: boolean): readonly number[] =>
			emissions(echoLab({ ...client, noDelay }, { server: SILENT, links }), 'new').flatMap(
				({ payloadBytes }) => payloadBytes || [],
			);
		expect(sizes(false)).toEqual([100, 200]);
		expect(sizes(true)).toEqual([100, 100, 100]);
	});

	test('in TIME-WAIT the last ACK is said again (RFC 9293, section 3.10.7.4)', () => {
		const scenario = echoLab(AUTO, { links: { 'server-down': { dropSegments: [6] } } });
		const { truth } = runSimulated(scenario, { seed: 3, startNs: START_NS });
		const [fin, again] = truth.emissions.filter(({ side, flags }) => side === 'server' && (flags & FLAG.fin) !== 0);
		expect(again).toMatchObject({ kind: 'retransmission', of: fin?.id });
		expect(truth.emissions.at(-1)).toMatchObject({
			side: 'client',
			kind: 'duplicate-ack',
			acknowledgment: fin?.end,
			delivered: 1,
		});
		expect([...truth.programs.values()][0]?.server).toMatchObject({ state: 'CLOSED', error: null });
	});
});

/** A connected endpoint by itself, for segments that no endpoint of ours would send. */
function connected(): { endpoint: Endpoint; out: WireSegment[]; events: SocketEvent[]; from: WireSegment } {
	const clock = createVirtualClock();
	const out: WireSegment[] = [];
	const events: SocketEvent[] = [];
	const endpoint = createEndpoint(
		{
			...{ localPort: 40_000, remotePort: 2222, initialSequence: 1000, mss: 1460, scale: 10, sack: true },
			...{ receiveBufferBytes: 64_240, sendBufferBytes: 64_240, noDelay: false, keepAliveNs: null, timestampOffset: 0 },
		},
		{
			clock,
			emit: (segment) => out.push(segment) - 1,
			notify: (event) => void events.push(event),
			confirm: () => undefined,
			refuse: (segment) => void out.push({ ...segment, flags: FLAG.rst, sequence: segment.acknowledgment }),
		},
		false,
	);
	endpoint.connect();
	const from: WireSegment = {
		...{ sourcePort: 2222, destinationPort: 40_000, sequence: 5000, acknowledgment: 1001, window: 65_160 },
		...{ flags: FLAG.syn | FLAG.ack, options: { mss: 1460, scale: 10 }, payload: new Uint8Array(0) },
	};
	endpoint.arrives(from);
	return { endpoint, out, events, from: { ...from, sequence: 5001, flags: FLAG.ack, options: {} } };
}

describe('what nobody should send', () => {
	test.each([
		['the number that is waited for', 5001, 'CLOSED', null],
		['another one in the window', 6001, 'ESTABLISHED', FLAG.ack],
		['one outside', 5000 + 300_000, 'ESTABLISHED', null],
	])('a RST with %s (RFC 5961, section 3.2)', (_, sequence, state, answer) => {
		const { endpoint, out, from } = connected();
		out.length = 0;
		endpoint.arrives({ ...from, sequence, flags: FLAG.rst });
		expect(endpoint.state()).toBe(state);
		expect(out.map(({ flags }) => flags)).toEqual(answer === null ? [] : [answer]);
	});

	test('a SYN in an open connection is challenged (RFC 5961, section 4)', () => {
		const { endpoint, out, from } = connected();
		endpoint.arrives({ ...from, sequence: 9000, flags: FLAG.syn });
		expect(out.at(-1)).toMatchObject({ flags: FLAG.ack, acknowledgment: 5001 });
		expect(endpoint.state()).toBe('ESTABLISHED');
	});

	test('an ACK of what was never sent is answered, and takes nothing in (RFC 9293, section 3.10.7.4)', () => {
		const { endpoint, out, from } = connected();
		endpoint.arrives({ ...from, acknowledgment: 4000, payload: new Uint8Array(5) });
		expect(out.at(-1)).toMatchObject({ flags: FLAG.ack, acknowledgment: 5001 });
		expect(endpoint.unreadBytes()).toBe(0);
	});
});

describe('numbers', () => {
	test('unwrap() undoes wrap() wherever the numbers are', () => {
		const first = fc.nat(0xffff_ffff);
		fc.assert(
			fc.property(first, fc.nat(2 ** 40), fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), (iss, offset, away) => {
				expect(unwrap(wrap(iss, offset), iss, offset + away)).toBe(offset);
			}),
		);
	});
});

describe('createReceiveQueue()', () => {
	test('gives each byte once and in order, whatever comes twice, overlaps or overtakes', () => {
		const pieces = fc.array(fc.tuple(fc.nat(199), fc.integer({ min: 1, max: 60 })), { maxLength: 60 });
		const stream = Uint8Array.from({ length: 200 }, (_, i) => i);
		fc.assert(
			fc.property(pieces, (all) => {
				const queue = createReceiveQueue();
				const known = new Set<number>();
				for (const [at, length] of all) {
					const payload = stream.subarray(at, at + length);
					const isNew = payload.some((byte) => !known.has(byte));
					for (const byte of payload) known.add(byte);
					const arrival = queue.add(at + 1, payload);
					if (arrival.kind === 'duplicate') expect(isNew).toBe(false);
				}
				let whole = 0;
				while (known.has(whole)) whole++;
				expect([...queue.take(1000)]).toEqual([...stream.subarray(0, whole)]);
				expect(queue.hasGaps()).toBe(known.size > whole);
				const held = queue.blocks().reduce((sum, [from, to]) => sum + to - from, 0);
				expect(held).toBe(known.size - whole);
			}),
			{ numRuns: 300 },
		);
	});
});
