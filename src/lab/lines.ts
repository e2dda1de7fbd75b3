import { StringDecoder } from 'node:string_decoder';
import type { ByteSource } from '../file/source.ts';

const CHUNK_BYTES = 65_536;

/** The lines of a source as they come, without their ends; text after the last end of line counts as one. */
export async function* linesOf(source: ByteSource): AsyncGenerator<string, void> {
	const chunk = new Uint8Array(CHUNK_BYTES);
	const decoder = new StringDecoder('utf8');
	let rest = '';
	for (;;) {
		const count = await source.read(chunk);
		rest += count === 0 ? decoder.end() : decoder.write(Buffer.from(chunk.subarray(0, count)));
		const lines = rest.split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) yield line.replace(/\r$/, '');
		if (count === 0) break;
	}
	if (rest !== '') yield rest;
}
