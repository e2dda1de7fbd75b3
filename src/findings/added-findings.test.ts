import { describe, expect, test } from 'vitest';
import { addedFindings as en } from '../i18n/en/findings.ts';
import { addedFindings as id } from '../i18n/id/findings.ts';
import { type ArpSeen, arpFindings, unansweredFindings } from './arp-findings.ts';
import { clockFindings } from './clock-findings.ts';
import type { AddedFinding, AddedFindingKind } from './finding.ts';
import { labFindings } from './lab-findings.ts';
import { recordingFindings } from './recording-findings.ts';

const A = '02:42:ac:12:00:02';
const B = '02:42:ac:12:00:03';
const LABS = [{ name: 'reqresp', port: 2222 }];

function packet(number: number, timeNs: bigint, duplicateOf = 0, hasPartialChecksum = false) {
	return { number, timeNs, duplicateOf, hasPartialChecksum };
}

function asks(number: number, senderIp: string, targetIp: string, senderMac = A): ArpSeen {
	return { number, operation: 'request', senderIp, senderMac, targetIp };
}

function answers(number: number, senderIp: string, senderMac: string): ArpSeen {
	return { number, operation: 'reply', senderIp, senderMac, targetIp: '10.0.0.9' };
}

function connection(number: number, clientAddress: string, serverPort = 2222, opened = true) {
	return { connection: number, clientAddress, serverPort, firstPacket: number * 10, opened };
}

const UNANSWERED = [{ connection: 1, packets: [2, 3], serverAddress: '10.0.0.2', serverPort: 2222 }];
const seconds = (...pairs: readonly (readonly [number, number])[]) =>
	pairs.map(([at, value], i) => ({ number: i + 1, timeNs: BigInt(at * 1e9), value: value >>> 0 }));

const CASES: Record<string, [readonly AddedFinding[], readonly object[]]> = {
	'a clean capture earns none': [recordingFindings([packet(1, 1n), packet(2, 1n), packet(3, 2n)]), []],
	'copies (L04)': [
		recordingFindings([packet(1, 1n), packet(2, 2n, 1), packet(3, 3n, 1), packet(4, 4n)]),
		[{ kind: 'recorded-twice', connection: null, packets: [2], count: 2, total: 4, times: 3 }],
	],
	'time and checksums (L13, L06)': [
		recordingFindings([packet(1, 9n), packet(2, 5n, 0, true), packet(3, 6n), packet(4, 4n, 0, true)]),
		[
			{ kind: 'time-runs-backwards', connection: null, packets: [2], count: 2, mostNs: 4n },
			{ kind: 'checksum-offload', connection: null, packets: [2], count: 2 },
		],
	],
	'no packet of the lab (L07)': [
		labFindings([connection(1, '10.0.0.3', 443), connection(2, '10.0.0.3', 80)], LABS),
		[{ kind: 'no-lab-packet', connection: null, packets: [], ports: [2222], seen: [80, 443] }],
	],
	'a capture without TCP says nothing of the lab': [labFindings([], LABS), []],
	'a refused attempt does not count (L08, L09)': [
		labFindings([connection(1, '10.0.0.3', 2222, false), connection(2, '10.0.0.3')], LABS),
		[],
	],
	'more connections (L09)': [
		labFindings([connection(1, '10.0.0.3'), connection(2, '10.0.0.3')], LABS),
		[
			{
				kind: 'more-connections-than-lab',
				connection: null,
				packets: [10, 20],
				lab: 'reqresp',
				connections: 2,
				expected: 1,
			},
		],
	],
	'more clients (L09)': [
		labFindings([connection(1, '10.0.0.3'), connection(2, '10.0.0.4'), connection(3, '10.0.0.3')], LABS),
		[
			{
				kind: 'more-clients-than-lab',
				connection: null,
				packets: [10, 20],
				lab: 'reqresp',
				clients: 2,
				expected: 1,
			},
		],
	],
	'a lab with several clients': [
		labFindings(
			[connection(1, '10.0.0.3'), connection(2, '10.0.0.4')],
			[{ name: 'voting', port: 2222, connections: 2, clients: 2 }],
		),
		[],
	],
	'clocks that agree, over the wrap of TSval': [
		clockFindings(1, seconds([0, -2000], [1, -1000], [5, 3000], [65, 63_001], [66, 64_001])),
		[],
	],
	'a tick of 10 ms': [clockFindings(1, seconds([0, 0], [10, 1000], [20, 2000], [30, 3000], [40, 4000])), []],
	'clocks that disagree (L16)': [
		clockFindings(1, seconds([0, 0], [1, 1000], [2, 2000], [63, 3000], [64, 4000])),
		[{ kind: 'clocks-disagree', connection: 1, packets: [3, 4], captureNs: 61_000_000_000n, senderNs: 1_000_000_000n }],
	],
	'ARP answered, SYN not: a firewall': [
		unansweredFindings(UNANSWERED, [asks(1, '10.0.0.9', '10.0.0.2'), answers(2, '10.0.0.2', B)]),
		[{ kind: 'syn-filtered', connection: 1, packets: [2, 3], address: '10.0.0.2', port: 2222 }],
	],
	'no ARP at all: not known': [
		unansweredFindings(UNANSWERED, []),
		[{ kind: 'syn-unanswered', connection: 1, packets: [2, 3], address: '10.0.0.2', port: 2222 }],
	],
	'ARP not answered: the host is silent': [
		arpFindings([asks(1, '10.0.0.9', '10.0.0.2'), asks(2, '10.0.0.9', '10.0.0.2')]),
		[{ kind: 'host-silent', connection: null, packets: [1, 2], address: '10.0.0.2' }],
	],
	'a silent host is said once': [unansweredFindings(UNANSWERED, [asks(1, '10.0.0.9', '10.0.0.2')]), []],
	'probes and announcements expect no answer (RFC 5227)': [
		arpFindings([asks(1, '0.0.0.0', '10.0.0.2'), asks(2, '10.0.0.2', '10.0.0.2')]),
		[],
	],
	'a MAC that changed': [
		arpFindings([answers(1, '10.0.0.2', A), answers(2, '10.0.0.2', A), answers(3, '10.0.0.2', B)]),
		[{ kind: 'mac-changed', connection: null, packets: [1, 3], address: '10.0.0.2', before: A, after: B }],
	],
	'an address of two hosts': [
		arpFindings([answers(1, '10.0.0.2', A), answers(2, '10.0.0.2', B), answers(3, '10.0.0.2', A)]),
		[{ kind: 'address-used-twice', connection: null, packets: [1, 2, 3], address: '10.0.0.2', macs: [A, B] }],
	],
};

describe('findings from a capture alone', () => {
	test.each(Object.entries(CASES))('%s', (_name, [found, expected]) => {
		expect(found).toEqual(expected);
	});

	test('each kind occurs in a case, and both languages have words for it', () => {
		const all = Object.values(CASES).flatMap(([found]) => found);
		expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(Object.keys(en)));
		for (const finding of all) {
			for (const { text, advice } of [say(en, finding), say(id, finding)]) {
				expect(`${text} ${advice}`).not.toMatch(/undefined|NaN|null|\[object/);
				expect(text).toMatch(/\.$/);
				expect(text).not.toContain('\n');
			}
		}
	});
});

function say(words: typeof en, finding: AddedFinding) {
	return (words[finding.kind] as (of: AddedFinding) => ReturnType<(typeof en)[AddedFindingKind]>)(finding);
}
