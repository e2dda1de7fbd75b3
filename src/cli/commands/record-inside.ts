import type { Command } from '@commander-js/extra-typings';
import { LIBPCAP_COMMAND } from '../../capture/libpcap-command.ts';

/** `capnote record-inside`: the process that records through libpcap; for `capnote record` to start. */
export function addRecordInside(program: Command): void {
	program
		.command(LIBPCAP_COMMAND, { hidden: true })
		.argument('[interface]', 'none: only say whether cap can be loaded')
		.argument('[snaplen]')
		.argument('[count]')
		.argument('[filter]')
		.action(async (iface, snaplen, count, filter = '') => {
			const { checkCap, recordInside } = await import('../../capture/libpcap-child.ts');
			if (iface === undefined) return await checkCap(process.exit);
			await recordInside({ iface, snaplen: Number(snaplen), count: Number(count), filter }, process.exit);
		});
}
