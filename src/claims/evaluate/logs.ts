import type { Finding } from '../fact.ts';
import { ANY_PACKET } from '../grammar/packet-query.ts';
import type { LogSay } from '../grammar/say-connections.ts';
import { type CaptureModel, isCovered, rowAt } from '../model/capture-model.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { isAnywhere } from './hosts.ts';
import { textFit } from './match.ts';
import { missingText } from './texts.ts';

/** What stands on the wire of a line that a program printed. */
export function judgeLog(model: CaptureModel, { log }: LogSay): Finding {
	if (model.connections.length === 0) return unchecked('NOT_IN_CAPTURE');
	if (log.kind === 'connection') return judgeConnection(model, log.address, log.port);
	if (log.kind === 'listening') {
		const good = model.connections.find(({ server }) => server.port === log.port);
		const row = good ? rowAt(model, good.firstPacket) : undefined;
		return row
			? confirmed([row], {
					kind: 'endpoint',
					role: 'server',
					said: `${log.port}`,
					found: `${log.port}`,
					packets: [row.number],
				})
			: unchecked('NO_WIRE_EVIDENCE');
	}
	const side = log.kind === 'published' ? 'client' : log.from;
	const own = model.messages.filter((message) => message.side === side);
	const exact = own.filter(({ text }) => text.trim() === log.text.trim());
	const inside = own.filter(
		({ text, side: by }) =>
			(log.kind === 'published' || by === 'server' || text.includes('\n')) &&
			text.split(/\r?\n/).some((line) => line.trim() === log.text.trim()),
	);
	const part =
		log.kind === 'published'
			? own.filter(({ text }) => textFit(text, log.text) !== 'none')
			: parts(model, side, log.text);
	const found = [...exact, ...inside].flatMap(({ packets }) => packets);
	const packets = found.length > 0 ? found : part.flatMap((each) => ('packets' in each ? each.packets : []));
	const rows = [...new Set(packets)].flatMap((number) => rowAt(model, number) ?? []);
	if (rows.length > 0) return confirmed(rows);
	if (log.kind === 'published') return unchecked('UNSUPPORTED');
	const from = { side, role: null, address: null, isPattern: false, port: null, unbound: null };
	// What was printed before the capture began or after it ended is not in it.
	const isAll = own.length > 0 && model.connections.every((connection) => isCovered(model, connection));
	return missingText(model, log.text, { ...ANY_PACKET, from }, isAll);
}

/** Two messages in one segment or one in two: a text that is a whole segment counts too. */
function parts(model: CaptureModel, side: 'client' | 'server', text: string) {
	return model.tcp
		.filter((row) => row.side === side && row.text.trim() === text.trim())
		.map(({ number }) => ({ packets: [number] }));
}

function judgeConnection(model: CaptureModel, address: string, port: number | null): Finding {
	const good = model.connections.find(
		({ client }) => (client.address === address || isAnywhere(address)) && (port === null || client.port === port),
	);
	const shown = good ?? model.main;
	const row = shown ? rowAt(model, shown.firstPacket) : undefined;
	if (!shown || !row) return unchecked('NOT_IN_CAPTURE');
	const said = port === null ? address : `${address}:${port}`;
	const fact = {
		kind: 'endpoint' as const,
		role: 'client' as const,
		said,
		found: `${shown.client.address}:${shown.client.port}`,
		packets: [row.number],
	};
	if (good) return confirmed([row], fact);
	// A line of a client that was there before or after the capture is possible where it has several connections.
	const isOnly = model.connections.length === 1 || model.connections.every((each) => isCovered(model, each));
	return isOnly ? refuted([row], fact, { kind: 'other-run' }) : unchecked('NOT_IN_CAPTURE', [row], fact);
}
