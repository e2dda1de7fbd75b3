import { basename } from 'node:path';
import type { Context } from './context.ts';

const MOST_BYTES = 65_536;

/** Whether the JSON file beside a capture says that its times were taken in user space; classic pcap cannot say so. */
export async function companionSaysRough({ files }: Context, path: string): Promise<boolean> {
	if (!path.endsWith('.pcap')) return false;
	try {
		const source = await files.open(path.replace(/\.pcap$/, '.json'));
		const bytes = new Uint8Array(MOST_BYTES);
		const length = await Promise.resolve(source.read(bytes)).finally(source.close);
		const { recording } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, length)));
		return recording?.times === 'user-space' && recording.capture === basename(path);
	} catch {
		return false;
	}
}
