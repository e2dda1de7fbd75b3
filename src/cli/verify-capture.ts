import type { AnalyzeResult } from '../analyze.ts';
import { CapnoteError } from '../errors.ts';
import type { Difference } from '../i18n/catalogue.ts';
import { readSecond, type SecondOpinion } from '../node/second-reader.ts';
import { NS_PER_SECOND } from '../units.ts';

/** What an independent reader says of a capture that we have read. */
export type Verification =
	| { readonly kind: 'agrees' | 'damaged' | 'unsupported' }
	| { readonly kind: 'differs'; readonly difference: Difference };

/**
 * Reads the capture once more through pcap-parser and compares every packet: time, lengths, every byte.
 *
 * @throws CapnoteError `wrong-use` for standard input, which can be read only once.
 */
export async function verifyCapture(path: string, { read, analysis }: AnalyzeResult): Promise<Verification> {
	if (path === '-') throw new CapnoteError('wrong-use', { problem: 'verify-standard-input' });
	if (read.kind !== 'capture' || read.damage !== null) return { kind: 'damaged' };
	if (read.head.variant !== 'classic' || read.head.gzip) return { kind: 'unsupported' };
	const nsPerUnit = read.head.nanoseconds ? 1n : 1000n;
	let difference: Difference | undefined;
	const count = await readSecond(path, (theirs) => {
		if (difference === undefined && theirs.number <= analysis.packetCount) {
			difference = compare(theirs, analysis.frame(theirs.number), nsPerUnit);
		}
	});
	if (count !== analysis.packetCount) {
		difference ??= {
			packet: Math.min(count, analysis.packetCount) + 1,
			field: 'count',
			ours: `${analysis.packetCount}`,
			theirs: `${count}`,
		};
	}
	return difference ? { kind: 'differs', difference } : { kind: 'agrees' };
}

type Ours = ReturnType<AnalyzeResult['analysis']['frame']>;

function compare(theirs: SecondOpinion, ours: Ours, nsPerUnit: bigint): Difference | undefined {
	const timeNs = BigInt(theirs.seconds) * NS_PER_SECOND + BigInt(theirs.fraction) * nsPerUnit;
	const pairs = [
		['time', `${ours.timeNs}`, `${timeNs}`],
		['capturedBytes', `${ours.bytes.length}`, `${theirs.capturedBytes}`],
		['originalBytes', `${ours.originalBytes}`, `${theirs.originalBytes}`],
		['bytes', hex(ours.bytes), hex(theirs.data)],
	] as const;
	const different = pairs.find(([, our, their]) => our !== their);
	return different && { packet: theirs.number, field: different[0], ours: different[1], theirs: different[2] };
}

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
