import type { CaptureModel } from './capture-model.ts';

/** The capture as if no connections but these had been recorded; packets keep their numbers. */
export function onlyConnections(model: CaptureModel, numbers: ReadonlySet<number>): CaptureModel {
	const isOwn = ({ connection }: { readonly connection: number | null }): boolean =>
		connection === null || numbers.has(connection);
	const connections = model.connections.filter(isOwn);
	return {
		...model,
		connections,
		main: connections[0] ?? null,
		once: model.once.filter(isOwn),
		tcp: model.tcp.filter(isOwn),
		messages: model.messages.filter(isOwn),
	};
}

/** The connections that have this port at one of their ends. */
export function connectionsOfPort({ connections }: CaptureModel, port: number): ReadonlySet<number> {
	const own = connections.filter(({ client, server }) => client.port === port || server.port === port);
	return new Set(own.map(({ connection }) => connection));
}
