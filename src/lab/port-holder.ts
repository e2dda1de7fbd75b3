import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The program that has a port. */
export interface PortHolder {
	readonly pid: number;
	/** Its command, as the system shortens it. */
	readonly name: string;
}

const LISTENS = '0A';
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/** Who listens on a port of this machine, as far as the system shows it: only root sees other people's programs. */
export function findPortHolder(port: number): PortHolder | null {
	const sockets = new Set(TABLES.flatMap((table) => listeningSockets(textOf(table), port)));
	if (sockets.size === 0) return null;
	for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name))) {
		const holds = namesIn(`/proc/${pid}/fd`).some((fd) => sockets.has(linkOf(`/proc/${pid}/fd/${fd}`)));
		if (holds) return { pid: Number(pid), name: textOf(`/proc/${pid}/comm`).trim() };
	}
	return null;
}

/** The listening sockets of a port in the text of `/proc/net/tcp`, as the links of file descriptors name them. */
export function listeningSockets(table: string, port: number): readonly string[] {
	const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	return table.split('\n').flatMap((line) => {
		const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
		return state === LISTENS && local.endsWith(wanted) ? [`socket:[${inode}]`] : [];
	});
}

function textOf(path: string): string {
	return quietly(() => readFileSync(path, 'utf8'), '');
}

function namesIn(path: string): readonly string[] {
	return quietly(() => readdirSync(path), []);
}

function linkOf(path: string): string {
	return quietly(() => readlinkSync(path), '');
}

/** Processes end, and others' are closed to us: both while we look. */
function quietly<T>(read: () => T, otherwise: T): T {
	try {
		return read();
	} catch {
		return otherwise;
	}
}
