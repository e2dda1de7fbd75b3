import { readFileSync } from 'node:fs';
import { CapnoteError } from '../errors.ts';

/** How the system shows its network interfaces; it asks for no right. */
export interface InterfaceReader {
	/** Those of this process's network namespace; empty where the system does not tell. */
	readonly names: () => readonly string[];
	/** A file of `/sys/class/net/NAME`; `undefined` when it is not there: sysfs may be of another namespace. */
	readonly read: (iface: string, file: string) => string | undefined;
}

export const systemInterfaces: InterfaceReader = {
	names: () => attempt(() => namesIn(readFileSync('/proc/self/net/dev', 'utf8'))) ?? [],
	read: (iface, file) => attempt(() => readFileSync(`${SYSFS}/${iface}/${file}`, 'utf8').trim()),
};

const SYSFS = '/sys/class/net';
const IFF_UP = 1;

/**
 * Looks whether an interface is there and up. A bridge without a running port is up: it waits for its containers.
 *
 * @throws CapnoteError `no-such-interface` or `interface-down`.
 */
export function checkInterface(iface: string, reader: InterfaceReader): void {
	const others = reader.names();
	if (iface === 'any' || others.length === 0) return;
	if (!others.includes(iface)) throw new CapnoteError('no-such-interface', { iface, others });
	const flags = reader.read(iface, 'flags');
	if (flags !== undefined && (Number(flags) & IFF_UP) === 0) throw new CapnoteError('interface-down', { iface });
}

const ARPHRD_NAMES: Readonly<Record<string, string>> = { '1': 'EN10MB', '772': 'EN10MB', '65534': 'RAW' };

/** The link type of an interface as `tcpdump -y` names it; Ethernet where it is not known. */
export function linkTypeOf(iface: string, reader: InterfaceReader): string {
	if (iface === 'any') return 'LINUX_SLL2';
	return ARPHRD_NAMES[reader.read(iface, 'type') ?? ''] ?? 'EN10MB';
}

/** The names in the kernel's table of interfaces. */
function namesIn(table: string): readonly string[] {
	return [...table.matchAll(/^\s*([^\s:|]+):/gm)].map(([, name = '']) => name).sort();
}

function attempt<T>(action: () => T): T | undefined {
	try {
		return action();
	} catch {
		return undefined;
	}
}
