import { segmentNotation } from '../render/notation.ts';
import type { Analysis } from '../tcp/analysis.ts';
import { secondsText } from '../units.ts';

/** The segments of a connection in our notation, one a line, times since its first packet; copies are left out. */
export function conversationLines(analysis: Analysis, connection: number): readonly string[] {
	const packets = [...analysis.packetsOf(connection)].filter(({ duplicateOf }) => duplicateOf === null);
	const firstNs = packets[0]?.relativeNs ?? 0n;
	return packets.map((packet) => `${secondsText(packet.relativeNs - firstNs)} ${segmentNotation(packet, false)}`);
}

/**
 * Compares lines with those that are expected. A time, and notes behind `;`, are compared on the lines that have them;
 * a time as exactly as it is written down.
 */
export function matchConversation(
	notation: string,
	found: readonly string[],
): { readonly pass: boolean; readonly difference: readonly string[] } {
	const expected = notation
		.split('\n')
		.map((line) => line.trim().replace(/\s+/g, ' '))
		.filter((line) => line !== '' && !line.startsWith('#'));
	const length = Math.max(expected.length, found.length);
	const rows = Array.from({ length }, (_, i) => row(expected[i], found[i]));
	return { pass: rows.every(({ fits }) => fits), difference: rows.flatMap(({ lines }) => lines) };
}

function row(expected: string | undefined, found: string | undefined): { fits: boolean; lines: readonly string[] } {
	if (expected !== undefined && found !== undefined && fitsLine(expected, found))
		return { fits: true, lines: [`  ${found}`] };
	const lines = [...(expected === undefined ? [] : [`- ${expected}`]), ...(found === undefined ? [] : [`+ ${found}`])];
	return { fits: false, lines };
}

const LINE = /^(?:(?<time>\d+(?:\.\d+)?) )?(?<segment>(?:[^;"]|"[^"]*")*?)(?: ?; ?(?<notes>.*))?$/;

function fitsLine(expected: string, found: string): boolean {
	const [want, have] = [LINE.exec(expected)?.groups, LINE.exec(found)?.groups];
	if (!want || !have || want.segment?.trim() !== have.segment?.trim()) return false;
	if (want.notes !== undefined && want.notes.trim() !== (have.notes ?? '').trim()) return false;
	return want.time === undefined || fitsTime(want.time, Number(have.time));
}

function fitsTime(want: string, have: number): boolean {
	const decimals = want.split('.')[1]?.length ?? 0;
	return Math.abs(Number(want) - have) < 10 ** -decimals;
}
