import { endpointText } from '../../decode/endpoint-text.ts';
import { serviceOf } from '../../decode/services.ts';
import type { Connection } from '../../tcp/analysis.ts';
import type { ConnectionFacts } from '../../tcp/connection.ts';
import type { RecordedConnection } from '../../tcp/recorded-close.ts';
import type { Side } from '../../tcp/segment-batch.ts';
import { duration } from '../duration.ts';
import { packetRuns } from '../packet-runs.ts';
import { count } from './counts.ts';

/** The clauses that sum a connection up. */
export function connection(facts: Connection): readonly string[] {
	return [ends(facts), handshake(facts), ...exchanges(facts), close(facts, resetOf(facts))];
}

export function ends({
	client,
	server,
	roleRule,
	lab,
	packets,
	firstNs,
	lastNs,
}: ConnectionFacts & Pick<Connection, 'lab'>): string {
	const roles = {
		syn: '',
		'lab-port': ` (dianggap server karena port ${server.port} adalah port praktikum)`,
		'lower-port': ' (dianggap server karena port-nya lebih kecil)',
	}[roleRule];
	const service = serviceOf('tcp', server.port, server.port);
	const name = lab ? `, praktikum ${lab.name}` : service ? `, ${service}` : '';
	const size = `${count(packets, 'segmen')} dalam ${duration(lastNs - firstNs, ',')}`;
	return `client ${endpointText(client.address, client.port)} → server ${endpointText(server.address, server.port)}${roles}${name}; ${size}`;
}

export function handshake({
	startSeen,
	handshake: { complete, packets },
	handshakeNs,
	close: { shape },
}: RecordedConnection & Pick<Connection, 'handshakeNs'>): string {
	const where = packetRuns(packets).join(', ');
	if (complete) return `handshake ${where}${handshakeNs === null ? '' : ` (${duration(handshakeNs, ',')})`}`;
	if (!startSeen) return 'handshake tidak terekam: koneksi sudah terbuka sebelum rekaman dimulai';
	return shape === 'reset' && packets.length === 1
		? `SYN ${where}`
		: `handshake tidak lengkap di rekaman ini (${where})`;
}

function exchanges({ exchanges: all, clientBytes, serverBytes, lab }: Connection): readonly string[] {
	const requests = all.filter(({ request }) => request !== null).length;
	const replies = all.filter(({ reply }) => reply !== null).length;
	const behind = all.filter(({ request }, index) => request === null && index > 0).length;
	const unasked = behind > 0 ? `, ${behind} di antaranya tanpa diminta` : '';
	if (requests + replies === 0) return ['tanpa data'];
	const sizes = `${count(requests, 'permintaan')} (${count(clientBytes, 'byte')}), ${count(replies, 'balasan')}${unasked} (${count(serverBytes, 'byte')})`;
	const judged = all.filter(({ followsRule }) => followsRule !== null);
	if (judged.length === 0) return [sizes];
	const following = judged.filter(({ followsRule }) => followsRule).length;
	const rule = lab?.replyPatterns ? `sesuai aturan praktikum ${lab.name}` : `"${lab?.replyPrefix ?? ''}" + permintaan`;
	return [sizes, `${rule} di ${following} dari ${count(judged.length, 'balasan')}`];
}

function resetOf({ close: { starter }, lifeCycle: { opening, ending } }: Connection): Parameters<typeof close>[1] {
	return { isRefusal: opening.kind === 'refused', by: 'by' in ending ? ending.by : starter };
}

/** @param reset Of a connection that an RST ended: whether it refused it, and whose it was, `null` if that is not known. */
export function close(
	{ close: { shape, starter, packets }, endSeen }: RecordedConnection,
	reset: { readonly isRefusal: boolean; readonly by: Side | null },
): string {
	const where = packetRuns(packets).join(', ');
	const unfinished = endSeen ? '' : ', ACK terakhir tidak ada di rekaman';
	switch (shape) {
		case 'three-segment':
			return `penutupan tiga segmen ${where}, ${starter} lebih dulu${unfinished}`;
		case 'four-segment':
			return `penutupan empat segmen ${where}, ${starter} lebih dulu${unfinished}`;
		case 'simultaneous':
			return `kedua pihak menutup bersamaan ${where}${unfinished}`;
		case 'reset':
			if (reset.isRefusal) return `ditolak dengan RST ${where}`;
			return reset.by === null ? `berakhir dengan RST ${where}` : `diputus oleh RST dari ${reset.by} ${where}`;
		case 'half':
			return `hanya ${starter} yang sudah menutup (${where}) saat rekaman berakhir`;
		case 'none':
			return 'masih terbuka saat rekaman berakhir';
	}
}
