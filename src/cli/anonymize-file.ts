import { anonymize } from '../anonymize/anonymize.ts';
import type { PayloadPolicy } from '../anonymize/frame.ts';
import { CapnoteError } from '../errors.ts';
import { writePcap } from '../file/write-pcap.ts';
import { type PcapngToWrite, writePcapng } from '../file/write-pcapng.ts';
import { analyzeFile } from './analyze-file.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import type { ShowOptions } from './show-options.ts';
import { tellDamage } from './tell-damage.ts';

/** How a capture is to be anonymized. */
interface AnonymizeOptions extends Pick<ShowOptions, 'force' | 'lang' | 'quiet'> {
	readonly output: string;
	readonly payload: PayloadPolicy;
	readonly map?: string | undefined;
}

/**
 * Writes a capture without the addresses that it had.
 *
 * @throws CapnoteError `wrong-use` where a pcap file cannot hold its interfaces, or as `analyzeFile` and `Files.write` do.
 */
export async function anonymizeFile(context: Context, path: string, options: AnonymizeOptions): Promise<void> {
	const { anonymize: words } = await context.words(options.lang ?? defaultLanguage(context.environment));
	const result = await analyzeFile(context, path, {});
	await tellDamage(context, [result], options);
	const { capture, entries } = anonymize(result, options.payload);
	const isNanoseconds = result.read.kind === 'capture' && result.read.head.nanoseconds;
	const pieces = options.output.endsWith('.pcap') ? pcapOf(capture, isNanoseconds) : writePcapng(capture);
	const sink = await context.files.openOutput(
		options.output === '-' ? undefined : options.output,
		options.force === true,
	);
	try {
		for (const piece of pieces) if (!sink.write(piece)) break;
	} finally {
		sink.close();
	}
	const say = (text: string): void => {
		if (options.quiet !== true) context.log.write(`${text}\n`);
	};
	say(words.done({ path: options.output, packets: result.analysis.packetCount, entries: entries() }));
	say(words.payloads[options.payload]);
	if (options.map === undefined) return;
	await context.files.write(options.map, `${JSON.stringify(entries(), null, '\t')}\n`, options.force === true);
	say(words.mapping({ path: options.map }));
}

function pcapOf({ interfaces, frames }: PcapngToWrite, nanoseconds: boolean): Iterable<Uint8Array> {
	const [first, ...others] = interfaces;
	const linkType = first?.linkType ?? 1;
	if (others.some((one) => one.linkType !== linkType)) {
		throw new CapnoteError('wrong-use', { problem: 'pcap-has-one-link-type' });
	}
	return writePcap({ linkType, snaplen: first?.snaplen ?? 0, nanoseconds, frames });
}
