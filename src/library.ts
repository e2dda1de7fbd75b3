import { type AnalyzeOptions, type AnalyzeResult, analyze as analyzeSource } from './analyze.ts';
import { type Capture, readCapture } from './capture-reader.ts';
import { type CaptureSource, openSource } from './node/open-source.ts';
import { LABS } from './profile/labs.ts';
import { DEFAULT_LABEL_PROFILE } from './tcp/label-profile.ts';

/**
 * Opens a capture to go through its packets in order, in memory that does not grow with the file (only with the number
 * of its connections). Bytes never make it throw: damage stands in `Capture.end`, and what is no capture has no packets.
 *
 * @throws CapnoteError `no-such-file` or `unreadable-file`.
 * @example
 * ```ts
 * const capture = await openCapture('lab.pcap');
 * try {
 * 	for await (const { number, protocol, packet } of capture) console.log(number, protocol, packet.tcp?.flags);
 * } finally {
 * 	await capture.close();
 * }
 * ```
 */
export async function openCapture(source: CaptureSource, options: AnalyzeOptions = {}): Promise<Capture> {
	const opened = openSource(source);
	const ports = (options.rules ?? Object.values(LABS)).map(({ port }) => port);
	try {
		return await readCapture(opened, ports, options.profile ?? DEFAULT_LABEL_PROFILE);
	} catch (error) {
		await opened.close();
		throw error;
	}
}

/**
 * Reads a whole capture and analyses it: every packet with its side, phase, labels and notes, every connection with its
 * exchanges and its life cycle. It keeps the captured bytes and a row of numbers for each packet; the objects are made
 * when somebody asks for them. Bytes never make it throw: damage, and what is no capture, is said in `AnalyzeResult.read`.
 *
 * @throws CapnoteError `no-such-file` or `unreadable-file`.
 * @example
 * ```ts
 * const { analysis } = await analyze('lab.pcap');
 * for (const { client, close } of analysis.connections) console.log(client.port, close.shape);
 * ```
 */
export async function analyze(source: CaptureSource, options: AnalyzeOptions = {}): Promise<AnalyzeResult> {
	const opened = openSource(source);
	try {
		return await analyzeSource(opened, options);
	} finally {
		await opened.close();
	}
}
