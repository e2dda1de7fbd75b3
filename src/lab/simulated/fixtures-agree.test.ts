import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type AnalyzeResult, analyze } from '../../analyze.ts';
import { LABS } from '../../profile/labs.ts';
import { echoLab, simulate } from '../../testing/simulated.ts';
import { bytesSource } from '../../testing/source.ts';
import type { ClientPlan, SimulatedScenario } from './scenario.ts';

const PAUSE_MS = 80;
const typed = (...lines: readonly string[]): ClientPlan => ({ kind: 'fed', lines, pauseMs: PAUSE_MS });
const AUTOMATIC: ClientPlan = { kind: 'auto', messages: LABS.reqresp.messages };

/** What was recorded with a real kernel (`fixtures/README.md`), and the same lab simulated. */
const SAME: Readonly<Record<string, SimulatedScenario>> = {
	'typed-k1': echoLab(typed('halo', 'bye')),
	'typed-k2': echoLab(typed('halo', 'nama saya Budi', 'bye')),
	'typed-k7': echoLab(typed('satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'bye')),
	'automatic-k4': echoLab(AUTOMATIC),
	'started-midway': echoLab(typed('halo', 'apa kabar', 'bye'), { recordFrom: 'connected' }),
	'stopped-early': echoLab(typed('halo', 'apa kabar'), { recordUntil: 'replied' }),
	refused: echoLab(AUTOMATIC, { server: null }),
};

/** Everything about each packet that does not depend on chance: times, ports, first numbers, IP IDs, MAC addresses. */
function shape({ analysis }: AnalyzeResult): readonly string[] {
	const lastId = new Map<string, number>();
	return Array.from({ length: analysis.packetCount }, (_, i) => {
		const { packet, segment, acknowledged, states, notes } = analysis.packet(i + 1);
		const kinds = notes.map(({ kind }) => kind).join(' ');
		if (!segment) return `${packet.originalBytes} ${packet.arp?.operation} ${packet.arp?.class} ${kinds}`;
		const { side, phase, relativeSequence, relativeAcknowledgment, payloadBytes } = segment;
		const numbers = `${relativeSequence}:${relativeSequence + payloadBytes} ack ${relativeAcknowledgment}`;
		const { identification = 0, timeToLive } = packet.ipv4 ?? {};
		const idStep = identification === 0 ? 'none' : (identification - (lastId.get(side) ?? identification)) & 0xffff;
		if (identification !== 0) lastId.set(side, identification);
		const who = `acknowledges ${acknowledged?.packets} ${states?.client}/${states?.server}`;
		const tcp = `${packet.tcp?.flags.join()} win ${packet.tcp?.window} ${optionsText(packet.tcp?.options ?? [])}`;
		return `${packet.originalBytes} id ${idStep} ttl ${timeToLive} ${side} ${phase} ${tcp} ${numbers} ${who} ${kinds}`;
	});
}

function optionsText(options: readonly { readonly kind: string }[]): string {
	return options.map((option) => (option.kind === 'timestamps' ? option.kind : JSON.stringify(option))).join('');
}

describe('a simulated lab equals the real kernel, packet by packet', () => {
	test.each(Object.entries(SAME))('%s', async (name, scenario) => {
		const real = await analyze(bytesSource(readFileSync(`fixtures/${name}.pcap`)));
		for (let seed = 1; seed <= 20; seed++) {
			const { result } = await simulate(scenario, seed);
			expect(shape(result)).toEqual(shape(real));
		}
	});
});
