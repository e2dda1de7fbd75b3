import type { BridgePort, BridgeReading, ContainerLink } from './readings.ts';

/** Files of `/sys` and `/proc`; each gives `undefined` where there is nothing to read. */
export interface SystemFiles {
	readonly text: (path: string) => Promise<string | undefined>;
	readonly bytes: (path: string) => Promise<Uint8Array | undefined>;
	readonly list: (path: string) => Promise<readonly string[] | undefined>;
}

const NET = '/sys/class/net';
const IFF_UP = 1;
/** A record of `brforward` (struct `__fdb_entry` of linux/if_bridge.h). */
const FDB_RECORD_BYTES = 16;
const MAC_BYTES = 6;

/** The bridges of this machine with their ports; needs no right. */
export async function readBridges(files: SystemFiles): Promise<readonly BridgeReading[]> {
	const names = (await files.list(NET)) ?? [];
	const bridges = await Promise.all(names.map((name) => readBridge(files, name)));
	return bridges.filter((bridge) => bridge !== undefined);
}

async function readBridge(files: SystemFiles, name: string): Promise<BridgeReading | undefined> {
	const ports = await files.list(`${NET}/${name}/brif`);
	if (ports === undefined) return undefined;
	const flags = Number((await files.text(`${NET}/${name}/flags`)) ?? 0);
	return {
		name,
		isUp: (flags & IFF_UP) !== 0,
		ports: await Promise.all(ports.map((port) => readPort(files, name, port))),
		forwarding: forwardingIn((await files.bytes(`${NET}/${name}/brforward`)) ?? new Uint8Array(0)),
	};
}

async function readPort(files: SystemFiles, bridge: string, name: string): Promise<BridgePort> {
	const [index, portNumber] = await Promise.all([
		files.text(`${NET}/${name}/ifindex`),
		files.text(`${NET}/${bridge}/brif/${name}/port_no`),
	]);
	return { name, index: Number(index ?? 0), portNumber: Number(portNumber ?? 0) };
}

function forwardingIn(bytes: Uint8Array): BridgeReading['forwarding'] {
	const records = Array.from({ length: Math.floor(bytes.length / FDB_RECORD_BYTES) }, (_, index) =>
		bytes.subarray(index * FDB_RECORD_BYTES, (index + 1) * FDB_RECORD_BYTES),
	);
	return records.map((record) => ({
		mac: [...record.subarray(0, MAC_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join(':'),
		// The number's low byte is the seventh of the record, its high byte the thirteenth.
		portNumber: (record[6] ?? 0) | ((record[12] ?? 0) << 8),
		isLocal: record[7] === 1,
	}));
}

/** The interfaces inside containers; what we may not look into (only root may) is left out. */
export async function readContainerLinks(
	files: SystemFiles,
	pids: readonly number[],
): Promise<readonly ContainerLink[]> {
	const links = await Promise.all(pids.map((pid) => linksOf(files, pid)));
	return links.flat();
}

async function linksOf(files: SystemFiles, pid: number): Promise<readonly ContainerLink[]> {
	const folder = `/proc/${pid}/root${NET}`;
	const names = (await files.list(folder)) ?? [];
	const links = await Promise.all(
		names.map(async (name) => ({
			pid,
			mac: ((await files.text(`${folder}/${name}/address`)) ?? '').trim(),
			peerIndex: Number((await files.text(`${folder}/${name}/iflink`)) ?? 0),
		})),
	);
	return links.filter(({ peerIndex }) => peerIndex > 0);
}
