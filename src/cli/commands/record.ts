import { type Command, Option } from '@commander-js/extra-typings';
import { DRIVER_NAMES } from '../../capture/driver.ts';
import type { Context } from '../context.ts';
import { parseCount, parseDuration, parseSize, parseSnaplen } from './record-options.ts';

const DEFAULT_WAIT = '60s';

/** `capnote record`: record a bridge, show each packet as it comes, keep a capture. */
export function addRecord(program: Command, context: Context): void {
	program
		.command('record')
		.description("record a lab's bridge: annotated rows as packets come, a capture at the end")
		.option('-i, --interface <name>', 'what to record; else it is found, and why is said')
		.option('--lab <name>', 'the network on which this lab runs')
		.option('--project <name>', 'the network of this compose project')
		.option('--compose <file>', 'the network of the project with this compose file')
		.option('--network <name>', 'the network with this name')
		.addOption(new Option('--driver <name>', 'what records').choices(DRIVER_NAMES).default('tcpdump' as const))
		.option('--filter <expression>', 'record only this, in the language of tcpdump')
		.option('--duration <time>', 'end after this time (30s, 10m)', parseDuration)
		.option('--count <number>', 'end after so many packets', parseCount)
		.option('--snaplen <bytes>', 'keep so much of each frame; 0 is all', parseSnaplen, parseSnaplen('0'))
		.option('-o, --output <file>', 'the capture (.pcap or .pcapng); else a name in --captures')
		.option('--captures <folder>', 'where a capture without -o goes', 'captures')
		.option('--force', 'replace the file of -o if it exists')
		.option('--pcapng', 'write pcapng: with interface, filter, names and counters inside')
		.option('--rotate-size <size>', 'begin the next file at this size (10M)', parseSize)
		.option('--rotate-time <time>', 'begin the next file after this time (10m)', parseDuration)
		.option('--ring <number>', 'keep only so many files', parseCount)
		.option('--wait [time]', `wait for a lab that is not up yet (${DEFAULT_WAIT})`, parseWait)
		.option('--helper-image <name>', 'for the container that records where nothing else may; it needs tcpdump')
		.option('--json', 'only the outcome, as JSON')
		.addOption(new Option('--lang <language>', 'language of the sentences').choices(['en', 'id'] as const))
		.addOption(
			new Option('--color <when>', 'colours').choices(['auto', 'always', 'never'] as const).default('auto' as const),
		)
		.option('--quiet', 'no rows and no progress; the kernel keeps more packets for us then')
		.option('--strict', 'exit status 1 for an incomplete recording')
		.action(async (options) => {
			const { runRecord } = await import('../run-record.ts');
			context.exitWith(await runRecord(context, options));
		});
}

function parseWait(text: string): number {
	return parseDuration(text);
}
