import type { CaptureDriver, DriverOptions } from './driver.ts';
import { startRecorder } from './recorder.ts';
import type { Recording } from './recording.ts';
import { tcpdumpArguments } from './tcpdump-arguments.ts';

/** Records with tcpdump through a pipe: the kernel's times, and counters that prove a recording complete. */
export function startTcpdump(options: DriverOptions): Promise<Recording> {
	return startRecorder({
		...options,
		tool: 'tcpdump',
		command: [...options.command, ...tcpdumpArguments(options)],
	});
}

export const tcpdumpDriver: CaptureDriver = { name: 'tcpdump', times: 'kernel', start: startTcpdump };
