import { createReadStream } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import type { ParsedPacket } from 'pcap-parser';

/** One packet as an independent reader sees it. */
export interface SecondOpinion {
	readonly number: number;
	readonly seconds: number;
	/** Micro- or nanoseconds, as the file has them. */
	readonly fraction: number;
	readonly capturedBytes: number;
	readonly originalBytes: number;
	/** Valid until the callback returns. */
	readonly data: Uint8Array;
}

/** pcap-parser knows only the magic numbers of microseconds; nothing else in a file with nanoseconds differs. */
const MICROSECOND_MAGIC: Readonly<Record<string, string>> = { '4d3cb2a1': 'd4c3b2a1', a1b23c4d: 'a1b2c3d4' };

/**
 * Reads an undamaged classic capture through pcap-parser, code that somebody else wrote.
 *
 * @returns The number of packets that it found.
 */
export async function readSecond(path: string, onPacket: (packet: SecondOpinion) => void): Promise<number> {
	const { parse } = await import('pcap-parser');
	const stream = createReadStream(path).pipe(asMicroseconds());
	let number = 0;
	await new Promise<void>((resolve, reject) => {
		parse(stream)
			.on('packet', (packet) => onPacket(opinion(++number, packet)))
			.on('error', reject)
			.on('end', resolve);
	});
	return number;
}

function opinion(number: number, { header, data }: ParsedPacket): SecondOpinion {
	return {
		number,
		seconds: header.timestampSeconds,
		fraction: header.timestampMicroseconds,
		capturedBytes: header.capturedLength,
		originalBytes: header.originalLength,
		data,
	};
}

function asMicroseconds(): Readable & NodeJS.WritableStream {
	let isFirst = true;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			const magic = isFirst ? MICROSECOND_MAGIC[chunk.toString('hex', 0, 4)] : undefined;
			isFirst = false;
			if (magic === undefined) return done(null, chunk);
			done(null, Buffer.concat([Buffer.from(magic, 'hex'), chunk.subarray(4)]));
		},
	});
}
