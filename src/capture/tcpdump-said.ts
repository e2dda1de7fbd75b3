import { CapnoteError } from '../errors.ts';

/** Whether tcpdump said that it records now. */
export function saysListening(said: string): boolean {
	return /^tcpdump: listening on /m.test(said) || /^listening on /m.test(said);
}

/** The error for a tcpdump that ended before it recorded anything. */
export function startError(tool: string, iface: string, said: string): CapnoteError {
	if (/don't have permission|socket: Operation not permitted/i.test(said))
		return new CapnoteError('capture-forbidden', { tool, iface });
	return new CapnoteError('recorder-failed', { tool, said: reasonIn(said) });
}

/** Whether the interface went away while tcpdump recorded. */
export function saysInterfaceGone(said: string): boolean {
	return /The interface disappeared|interface went down|No such device/i.test(said);
}

/** The line that tells why: the last that is neither a counter nor a report of normal work. */
export function reasonIn(said: string): string {
	const lines = said
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !NORMAL.test(line));
	return (lines.at(-1) ?? '').replace(/^tcpdump: /, '');
}

const NORMAL =
	/listening on |packets? (captured|received by filter|dropped by)|verbose output suppressed|data link type/;
