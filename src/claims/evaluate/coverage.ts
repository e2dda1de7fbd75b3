import type { PacketQuery } from '../grammar/packet-query.ts';
import { type CaptureModel, isCovered, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';

/** True if each packet of this kind would be in the capture. */
export function isAllCovered(model: CaptureModel, query: PacketQuery): boolean {
	const relevant = model.connections.filter((connection) => isRelevant(connection, query));
	if (relevant.length === 0) return false;
	return relevant.every((connection) => {
		const flags = query.flags.flat();
		const isText = query.texts.length > 0 || query.carries !== null || query.http !== null || query.mqtt !== null;
		if (!isText && flags.includes('SYN')) return connection.startSeen;
		if (!isText && (flags.includes('FIN') || flags.includes('RST'))) return connection.endSeen;
		return isCovered(model, connection);
	});
}

function isRelevant(
	{ client, server }: { readonly client: { readonly address: string }; readonly server: { readonly address: string } },
	{ from, to }: PacketQuery,
): boolean {
	const addresses = [from, to].flatMap((host) => (host?.address && !host.isPattern ? [host.address] : []));
	return addresses.every((address) => address === client.address || address === server.address);
}

export function lastRows(model: CaptureModel): readonly CaptureRow[] {
	const main = model.main;
	const row = main ? rowAt(model, main.startSeen ? main.lastPacket : main.firstPacket) : undefined;
	return row ? [row] : [];
}
