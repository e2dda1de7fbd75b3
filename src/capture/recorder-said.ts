import { CapnoteError } from '../errors.ts';

/** Whether a recorder said that it records now. */
export function saysListening(said: string): boolean {
	return /^tcpdump: listening on /m.test(said) || /^listening on /m.test(said);
}

/** The error for a recorder that ended before it recorded anything. */
export function startError(tool: string, iface: string, said: string): CapnoteError {
	if (/don't have permission|socket: Operation not permitted/i.test(said))
		return new CapnoteError('capture-forbidden', { tool, iface });
	if (/No such device exists|No such device\b/i.test(said))
		return new CapnoteError('no-such-interface', { iface, others: [] });
	if (/is not up$/im.test(said)) return new CapnoteError('interface-down', { iface });
	const unloaded = /^cap: cannot be loaded: (.*)$/m.exec(said);
	if (unloaded) return new CapnoteError('cap-missing', { said: unloaded[1] ?? '' });
	return new CapnoteError('recorder-failed', { tool, said: reasonIn(said) });
}

/** Whether the interface went away while it was recorded; the assertion is the one that ends `cap` then. */
export function saysInterfaceGone(said: string): boolean {
	return /The interface disappeared|interface went down|No such device|cb_packets.*Assertion/i.test(said);
}

/** The line that tells why: the last that is neither a counter nor a report of normal work. */
export function reasonIn(said: string): string {
	const lines = said
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !NORMAL.test(line));
	return (lines.at(-1) ?? '').replace(
		/^(tcpdump|cap|docker): (Error response from daemon: )?|^Error response from daemon: /,
		'',
	);
}

const NORMAL =
	/listening on |packets? (captured|received by filter|dropped by)|verbose output suppressed|data link type|'docker .*--help'|error waiting for container/;
