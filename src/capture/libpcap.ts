import type { CaptureDriver } from './driver.ts';
import { LIBPCAP_COMMAND } from './libpcap-command.ts';
import { startRecorder } from './recorder.ts';

/**
 * Records through libpcap, with the package `cap`, in a process of its own, because `cap` ends its process when the
 * interface goes away; what was recorded is out of it by then. `cap` tells neither times nor counters of the kernel.
 */
export const libpcapDriver: CaptureDriver = {
	name: 'libpcap',
	times: 'user-space',
	start: ({ command, iface, snaplen, filter, count, output, onBytes, killCommand, signal }) =>
		startRecorder({
			...{ iface, output, tool: 'cap' },
			...(onBytes === undefined ? {} : { onBytes }),
			...(killCommand === undefined ? {} : { killCommand }),
			...(count === undefined ? {} : { count }),
			...(signal === undefined ? {} : { signal }),
			command: [...command, LIBPCAP_COMMAND, iface, `${snaplen}`, `${count ?? 0}`, filter ?? ''],
		}),
};
