/**
 * Matchers for vitest over captures. Importing this file is all that is needed:
 *
 * ```ts
 * import 'capnote/vitest';
 * test('the lab', async () => {
 * 	await expect('lab.pcap').toCompleteHandshake();
 * 	await expect('lab.pcap').toExchange('hello', 'Echo: hello');
 * });
 * ```
 *
 * What is received is a path, bytes, or what `analyze` of `capnote` gave. All matchers are to be awaited.
 *
 * @packageDocumentation
 */
import { expect } from 'vitest';
import { type CaptureMatchers, MATCHERS } from './matchers.ts';

export type { CaptureMatchers, CloseOptions, ConnectionChoice, Received } from './matchers.ts';

declare module 'vitest' {
	// biome-ignore lint/suspicious/noExplicitAny: as vitest itself declares it
	interface Matchers<T = any> extends CaptureMatchers<T> {}
}

expect.extend(MATCHERS);
