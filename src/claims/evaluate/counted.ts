import type { CountSay } from '../grammar/say-counts.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { filterRows } from './display-filter.ts';
import { isHost } from './hosts.ts';
import { flagsFit } from './match.ts';

/** How many of a thing there are in one reading, and which packets show it. */
export interface Counted {
	readonly found: number;
	readonly rows: readonly CaptureRow[];
}

/** With and without those that were sent again. */
function sentAgain(of: (rows: readonly CaptureRow[]) => Counted, rows: readonly CaptureRow[]): readonly Counted[] {
	return [of(rows), of(rows.filter(({ wasResent }) => !wasResent))];
}

/** All that a number of these things may count, the likeliest first. */
export function readingsOf(model: CaptureModel, say: CountSay): readonly Counted[] {
	const of = (rows: readonly CaptureRow[]): Counted => ({ found: rows.length, rows });
	const { tcp, arp, connections, messages, once, rows } = model;
	const byHost = (all: readonly CaptureRow[]): readonly CaptureRow[] =>
		say.host ? all.filter((row) => isHost(model, row, 'source', say.host)) : all;
	if (say.filter !== null) {
		const filtered = filterRows(model, say.filter);
		if (filtered && (say.thing === 'packets' || say.thing === 'tcp-packets')) return [of(filtered), of(rows)];
	}
	if (say.flags !== null && say.thing === 'packets') {
		const flags = say.flags;
		return [
			of(byHost(tcp).filter((row) => flagsFit(row, flags, false))),
			of(byHost(tcp).filter((row) => flagsFit(row, flags, true))),
			of(byHost(tcp).filter((row) => flags.every((flag) => row.flags.includes(flag)))),
		];
	}
	const perConnection = connections.map(({ connection }) => of(tcp.filter((row) => row.connection === connection)));
	const firstRows = (numbers: readonly number[]): readonly CaptureRow[] =>
		numbers.flatMap((number) => rowAt(model, number) ?? []);
	const said = (side: 'client' | 'server' | null) => {
		const own = messages.filter((message) => side === null || message.side === side);
		return { found: own.length, rows: firstRows(own.map(({ packets }) => packets[0] ?? 0)) };
	};
	const dataRows = (side: 'client' | 'server' | null) =>
		of(tcp.filter((row) => row.bytes > 0 && !row.wasResent && (side === null || row.side === side)));
	switch (say.thing) {
		case 'packets':
			if (say.isOnly && say.isOfWhole) return [of(byHost(tcp))];
			if (say.host) return [of(byHost(once)), of(byHost(tcp))];
			return say.isOfWhole
				? [of(rows), of(once), of(tcp)]
				: [of(rows), of(once), of(tcp), ...perConnection, dataRows(null)];
		case 'tcp-packets':
			return say.isOnly || say.isOfWhole
				? [of(byHost(tcp)), of(byHost(rows.filter(({ protocol }) => protocol === 'tcp')))]
				: [
						of(byHost(tcp)),
						...perConnection,
						dataRows(say.side),
						of(rows.filter(({ protocol }) => protocol === 'tcp')),
					];
		case 'arp-packets':
			return [of(arp), of(rows.filter((row) => row.arp !== null))];
		case 'arp-requests':
			return [of(arp.filter((row) => row.arp?.operation === 'request'))];
		case 'arp-replies':
			return [of(arp.filter((row) => row.arp?.operation === 'reply'))];
		case 'udp-packets':
			return [of(byHost(once).filter((row) => row.protocol === 'udp' && isOfPorts(row, say.ports)))];
		case 'icmp-packets':
			return [of(byHost(once).filter(({ protocol }) => protocol === 'icmp'))];
		case 'connections': {
			const opened = connections.filter(
				({ lifeCycle }) => lifeCycle.opening.kind !== 'refused' && lifeCycle.opening.kind !== 'no-answer',
			);
			const starts = (all: typeof connections) => ({
				found: all.length,
				rows: firstRows(all.map(({ firstPacket }) => firstPacket)),
			});
			return [starts(connections), starts(opened)];
		}
		case 'handshakes': {
			const done = connections.filter(({ handshake }) => handshake.complete);
			return [{ found: done.length, rows: firstRows(done.flatMap(({ handshake }) => handshake.packets)) }];
		}
		case 'messages':
			if (say.mqtt !== null || isNamedHost(say.host)) return namedMessages(model, say);
			return say.side
				? [said(say.side), dataRows(say.side)]
				: [said('client'), said(null), said('server'), dataRows('client'), dataRows(null)];
		case 'requests':
			return [said('client'), dataRows('client')];
		case 'replies':
			return [said('server'), dataRows('server')];
		case 'exchanges':
			return [said('client')];
		case 'retransmissions':
			return [
				of(tcp.filter(({ wasResent }) => wasResent)),
				of(rows.filter(({ labels }) => labels.some((label) => label.endsWith('retransmission')))),
			];
		case 'syn':
			return sentAgain(
				of,
				tcp.filter((row) => flagsFit(row, ['SYN'], false)),
			);
		case 'syn-ack':
			return sentAgain(
				of,
				tcp.filter((row) => flagsFit(row, ['SYN', 'ACK'], false)),
			);
		case 'fin':
			return [of(byHost(tcp).filter((row) => row.flags.includes('FIN')))];
		case 'rst':
			return [of(byHost(tcp).filter((row) => row.flags.includes('RST')))];
		case 'psh':
			return [of(byHost(tcp).filter((row) => row.flags.includes('PSH')))];
		case 'ack':
			return [
				of(byHost(tcp).filter((row) => flagsFit(row, ['ACK'], true))),
				of(byHost(tcp).filter((row) => row.flags.includes('ACK'))),
			];
		case 'hosts':
			return [
				{ found: model.addresses.size, rows: [] },
				{
					found: new Set(connections.flatMap(({ client, server }) => [client.address, server.address])).size,
					rows: [],
				},
			];
		case 'ports':
			return [{ found: [...model.ports].filter((port) => port > 0).length, rows: [] }];
		case 'duplicates':
			return [of(rows.filter(({ copyOf }) => copyOf !== null))];
		default:
			return [];
	}
}

function isOfPorts({ sourcePort, destinationPort }: CaptureRow, ports: readonly number[] | null): boolean {
	return ports === null || ports.some((port) => port === sourcePort || port === destinationPort);
}

/** Told by its address or by what it does at a broker, and not only by its side. */
function isNamedHost(host: CountSay['host']): boolean {
	return host !== null && (host.role !== null || host.address !== null);
}

/** Messages of one host of several of its side, or MQTT messages of a kind. */
function namedMessages(model: CaptureModel, { host, mqtt }: CountSay): readonly Counted[] {
	const isOwn = (row: CaptureRow | undefined): boolean => row !== undefined && isHost(model, row, 'source', host);
	if (mqtt !== null) {
		const rows = model.tcp.filter((row) => isOwn(row) && row.mqtt.some(({ name }) => name === mqtt));
		const found = rows.flatMap((row) => row.mqtt.filter(({ name }) => name === mqtt)).length;
		return [{ found, rows }];
	}
	const rows = model.messages.flatMap(({ packets }) => rowAt(model, packets[0] ?? 0) ?? []).filter(isOwn);
	const segments = model.tcp.filter((row) => row.bytes > 0 && !row.wasResent && isOwn(row));
	return [rows, segments].map((all) => ({ found: all.length, rows: all }));
}
