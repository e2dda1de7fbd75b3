import type { HostRef } from '../grammar/host.ts';
import type { CaptureModel } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';

/** Addresses that name no host of a capture. */
const ANYWHERE = /^(?:0\.0\.0\.0|127\.|::1?$)/;

/** Whether the row's sender, or its receiver, is this host. */
export function isHost(
	model: CaptureModel,
	row: CaptureRow,
	end: 'source' | 'destination',
	host: HostRef | null,
): boolean {
	if (host === null) return true;
	if (host.unbound !== null) return false;
	const address = end === 'source' ? row.source : row.destination;
	const port = end === 'source' ? row.sourcePort : row.destinationPort;
	if (
		host.address !== null &&
		!isAnywhere(host.address) &&
		!(host.isPattern ? address.startsWith(host.address) : address === host.address)
	)
		return false;
	if (host.port !== null && port !== host.port) return false;
	if (host.role !== null && !roleAddresses(model, host.role).has(address)) return false;
	if (host.side === null || (host.address !== null && row.side === null)) return true;
	const side = end === 'source' ? row.side : row.side === null ? null : row.side === 'client' ? 'server' : 'client';
	return side === host.side || (row.arp !== null && sideAddresses(model, host.side).has(address));
}

/** True if the row goes from one to the other; both ways where the statement says so. */
export function isBetween(
	model: CaptureModel,
	row: CaptureRow,
	from: HostRef | null,
	to: HostRef | null,
	bothWays: boolean,
): boolean {
	const forth = isHost(model, row, 'source', from) && isHost(model, row, 'destination', to);
	return forth || (bothWays && isHost(model, row, 'source', to) && isHost(model, row, 'destination', from));
}

/** Why a host cannot be found: nothing binds its name, or its address is not in the capture. */
export function missingHost(model: CaptureModel, host: HostRef | null): 'unbound' | 'absent' | null {
	if (host === null) return null;
	if (host.unbound !== null) return 'unbound';
	if (host.role !== null && roleAddresses(model, host.role).size === 0) return 'unbound';
	if (host.address !== null && !isAnywhere(host.address) && !isKnown(model, host)) return 'absent';
	if (host.port !== null && !model.ports.has(host.port)) return 'absent';
	return null;
}

function isKnown(model: CaptureModel, { address, isPattern }: HostRef): boolean {
	if (address === null || !isPattern) return address !== null && model.addresses.has(address);
	return [...model.addresses].some((known) => known.startsWith(address));
}

export function isAnywhere(address: string): boolean {
	return ANYWHERE.test(address);
}

/** Addresses of all clients, or of all servers. */
export function sideAddresses(model: CaptureModel, side: 'client' | 'server'): ReadonlySet<string> {
	return new Set(model.connections.map((connection) => connection[side].address));
}

/** Who publishes and who subscribes at an MQTT broker. */
export function roleAddresses(model: CaptureModel, role: 'publisher' | 'subscriber'): ReadonlySet<string> {
	const found = model.tcp.flatMap((row) => {
		const publishes = row.mqtt.some(({ name }) => name === 'PUBLISH');
		if (role === 'publisher') return publishes && row.side === 'client' ? [row.source] : [];
		const subscribes = row.mqtt.some(({ name }) => name === 'SUBSCRIBE') && row.side === 'client';
		return subscribes ? [row.source] : publishes && row.side === 'server' ? [row.destination] : [];
	});
	return new Set(found);
}
