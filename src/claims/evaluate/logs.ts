import type { Finding } from '../fact.ts';
import { ANY_PACKET, type PacketQuery } from '../grammar/packet-query.ts';
import type { FileSay, SumSay } from '../grammar/say.ts';
import type { LogSay } from '../grammar/say-connections.ts';
import type { TimeSay } from '../grammar/say-packets.ts';
import { type CaptureModel, fileName, isCovered, rowAt, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { decimalsOf, readNumber } from '../text/numbers.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { isAnywhere, missingHost } from './hosts.ts';
import { matches, secondsOf, textFit, timeFits } from './match.ts';
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

/** The names of the neighbours' labs, which a file may be called after. */
const LAB_NAMES: Readonly<Record<string, number>> = {
	rest: 5151,
	rpc: 4000,
	soap: 8000,
	mqtt: 1883,
	reqresp: 2222,
	upcall: 4141,
	zmq: 5555,
};

/** Ports that the labs' servers listen on, the voting lab's too. */
export const LAB_PORTS: ReadonlySet<number> = new Set([...Object.values(LAB_NAMES), 2223]);

/** A file of another name is no mistake; one that is called after another lab is. */
export function judgeFile(model: CaptureModel, { name }: FileSay): Finding {
	const port = model.main?.server.port ?? null;
	const [said, found] = [name, fileName(model.name)];
	const fact = { kind: 'capture-name' as const, said, found, port };
	const stem = (file: string): string => file.toLowerCase().replace(/\.(?:pcapng|pcap|cap)$/, '');
	if (stem(found) === stem(said) || stem(found).endsWith(`-${stem(said)}`)) return confirmed([], fact);
	const lab = Object.entries(LAB_NAMES).find(
		([lab]) =>
			stem(said) === lab ||
			stem(said)
				.split(/[^a-z]+/)
				.includes(lab),
	);
	const own = Object.entries(LAB_NAMES).find(([, labPort]) => labPort === port);
	if (lab && own && lab[1] !== port && !model.connections.some(({ server }) => server.port === lab[1])) {
		const row = model.main ? rowAt(model, model.main.firstPacket) : undefined;
		return refuted(row ? [row] : [], fact);
	}
	return unchecked('NO_CAPTURE', [], fact);
}

/** The packets whose times or numbers a formula is made of. */
function operandRows(model: CaptureModel | null, expression: string): readonly CaptureRow[] {
	const operands = (expression.match(/\d+(?:[.,]\d+)?/g) ?? []).filter((each) => decimalsOf(each) >= 4);
	return operands.flatMap((each) => {
		const row = model?.once.find(({ ns }) => timeFits(ns, readNumber(each, false), decimalsOf(each)));
		return row ? [row] : [];
	});
}

export function judgeSum(model: CaptureModel | null, { isTrue, expression, written, result }: SumSay): Finding {
	const fact = { kind: 'sum' as const, expression, said: written, result: `${result}` };
	const rows = operandRows(model, expression);
	return isTrue ? confirmed(rows, fact) : refuted(rows, fact);
}

/** A time is tried as time since the first packet, since the packet before, as round trip and as duration. */
export function judgeTime(model: CaptureModel, say: TimeSay, numbers: readonly number[] | null): Finding {
	const { query } = say;
	if (query && (missingHost(model, query.from) === 'unbound' || missingHost(model, query.to) === 'unbound'))
		return unchecked('UNBOUND');
	const rows = numbers ? numbers.flatMap((number) => rowAt(model, number) ?? []) : model.once;
	if (numbers && rows.length < numbers.length) return unchecked('NOT_IN_CAPTURE', rows);
	const own = query === null ? rows : rows.filter((row) => matches(model, row, query));
	const named = query === null || numbers ? own : [...own, ...laterParts(model, own, query)];
	const near = (ns: bigint | null): boolean =>
		ns !== null &&
		Math.abs(Number(ns) / 1e9 - say.seconds) <=
			say.scale * 10 ** -say.digits * 1.001 + (say.isAbout ? say.seconds * 0.1 : 0);
	const clocks = [
		['since-first', (row: CaptureRow) => row.ns],
		[
			'since-previous',
			(row: CaptureRow) => (row.number > 1 ? row.ns - (rowAt(model, row.number - 1)?.ns ?? 0n) : null),
		],
		['round-trip', (row: CaptureRow) => row.ackRttNs],
	] as const;
	const order = say.what === 'round-trip' ? clocks.toReversed() : clocks;
	for (const [clock, of] of order) {
		const good = named.filter((row) => near(of(row)));
		const [row] = good;
		if (row)
			return confirmed(good.slice(0, 3), {
				kind: 'time',
				face: faceOf(row),
				said: say.written,
				found: secondsOf(of(row) ?? 0n, 6),
				clock,
			});
	}
	const spans = model.connections.flatMap(({ firstNs, lastNs, handshakeNs, initialRttNs, exchanges, firstPacket }) =>
		[lastNs - firstNs, handshakeNs, initialRttNs, ...exchanges.map(({ waitNs }) => waitNs)].map((ns) => ({
			ns,
			firstPacket,
		})),
	);
	const all = [...spans, { ns: model.rows.at(-1)?.ns ?? null, firstPacket: 1 }];
	const span = all.find(({ ns }) => near(ns));
	const start = rowAt(model, span?.firstPacket ?? 0);
	if (span && start && say.what !== 'moment' && !numbers)
		return confirmed([start], {
			kind: 'time',
			face: faceOf(start),
			said: say.written,
			found: secondsOf(span.ns ?? 0n, 6),
			clock: 'duration',
		});
	const [row] = named;
	if (
		numbers?.length === 1 &&
		row &&
		say.what !== 'gap' &&
		(say.digits >= 3 || isElsewhen(row, say)) &&
		say.what === 'moment'
	)
		return refuted([row], {
			kind: 'time',
			face: faceOf(row),
			said: say.written,
			found: secondsOf(row.ns, 6),
			clock: 'since-first',
		});
	return isAtOtherTime(model, say, named) && row
		? refuted(named.slice(0, 3), {
				kind: 'time',
				face: faceOf(row),
				said: say.written,
				found: secondsOf(row.ns, 6),
				clock: 'since-first',
			})
		: judgeMoment(model, say, named);
}

/** A moment was said, and the few packets that are spoken of are seconds or many percent from it, by any clock. */
function isAtOtherTime(model: CaptureModel, say: TimeSay, named: readonly CaptureRow[]): boolean {
	const isTold =
		say.rows !== null || (say.query !== null && (say.query.flags.length > 0 || say.query.texts.length > 0));
	if (!say.isWhen || !isTold || named.length === 0 || named.length > MOST_NAMED) return false;
	const unit = say.scale * 10 ** -say.digits;
	const isFar = (ns: bigint): boolean => {
		const seconds = Number(ns) / 1e9;
		return Math.abs(seconds - say.seconds) > Math.max(2 * unit, 0.05 * seconds);
	};
	return named.every((row) => {
		const own = model.connections.find(({ connection }) => connection === row.connection);
		const start = rowAt(model, own?.firstPacket ?? 0)?.ns ?? 0n;
		const previous = rowAt(model, row.number - 1)?.ns ?? row.ns;
		return isFar(row.ns) && isFar(row.ns - start) && isFar(row.ns - previous);
	});
}

/** Of more packets than this another may be meant. */
const MOST_NAMED = 3;

/** The other packets of the messages that packets of the main connection begin: one may be told by when it is complete. */
function laterParts(
	model: CaptureModel,
	rows: readonly CaptureRow[],
	{ http, texts }: PacketQuery,
): readonly CaptureRow[] {
	if (http === null && texts.length === 0) return [];
	return model.messages
		.filter(({ connection }) => connection === model.main?.connection)
		.filter(({ packets }) => rows.some(({ number }) => packets[0] === number))
		.flatMap(({ packets }) => rowsAt(model, packets.slice(1)));
}

/** Of the one packet that is meant: another time than by any clock, and not a slip of the last digits. */
function isElsewhen({ ns }: CaptureRow, { seconds, digits, scale }: TimeSay): boolean {
	const off = Math.abs(Number(ns) / 1e9 - seconds);
	return digits >= 1 && scale === 1 && seconds < 1e6 && off > Math.max(0.05, 10 * 10 ** -digits, 0.02 * seconds);
}

/** At this moment another packet was recorded than the one that is spoken of. */
function judgeMoment(model: CaptureModel, say: TimeSay, named: readonly CaptureRow[]): Finding {
	if (say.query === null || named.length === 0 || say.what !== 'moment') return unchecked('UNBOUND');
	const [only, ...others] = named;
	if (only && others.length === 0 && isElsewhen(only, say))
		return refuted([only], {
			kind: 'time',
			face: faceOf(only),
			said: say.written,
			found: secondsOf(only.ns, 6),
			clock: 'since-first',
		});
	if (say.digits < 4) return unchecked('UNBOUND');
	const [row] = model.once.filter(({ ns }) => Math.abs(Number(ns) / 1e9 - say.seconds) <= 10 ** -say.digits * 1.001);
	const [right] = named;
	if (!row || !right) return unchecked('UNBOUND');
	return refuted([row, right], {
		kind: 'time',
		face: faceOf(right),
		said: say.written,
		found: secondsOf(right.ns, 6),
		clock: 'since-first',
	});
}
