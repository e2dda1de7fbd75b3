import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { packetLines } from './lab-process.ts';

/** What the companion of a capture says of its recording. */
export function recordingOf(capture: string): unknown {
	return JSON.parse(readFileSync(capture.replace(/\.pcap$/, '.json'), 'utf8')).recording;
}

/** ARP request and reply before one SYN, one SYN-ACK, two FINs, and counters that prove that nothing is missing. */
export function expectWholeRun(capture: string): readonly string[] {
	const lines = packetLines(capture).filter((line) => /ARP|Flags \[/.test(line));
	expect(lines[0]).toContain('ARP, Request who-has');
	expect(lines[1]).toContain('ARP, Reply');
	const count = (flags: string): number => lines.filter((line) => line.includes(`Flags [${flags}]`)).length;
	expect({ syn: count('S'), synAck: count('S.'), fin: count('F.') }).toEqual({ syn: 1, synAck: 1, fin: 2 });
	expect(recordingOf(capture)).toMatchObject({ dropped: 0, complete: true });
	return lines;
}
