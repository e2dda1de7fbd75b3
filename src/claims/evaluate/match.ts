import type { FieldDifference } from '../fact.ts';
import type { PacketQuery } from '../grammar/packet-query.ts';
import type { CaptureModel } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { isBetween, isHost } from './hosts.ts';

/** How well a text fits: as it stands, without white space around it, in other case. */
export type TextFit = 'exact' | 'inside' | 'case' | 'none';

/** True if the row is all that the query says. */
export function matches(model: CaptureModel, row: CaptureRow, query: PacketQuery): boolean {
	return isBetween(model, row, query.from, query.to, query.isBetween) && differences(model, row, query).length === 0;
}

/** In what the row is not as the query says. */
export function differences(model: CaptureModel, row: CaptureRow, query: PacketQuery): readonly FieldDifference[] {
	const found: FieldDifference[] = [];
	const differ = (field: FieldDifference['field'], said: string | number, is: string | number | null): void => {
		found.push({ field, said: `${said}`, found: `${is ?? ''}` });
	};
	if (!isBetween(model, row, query.from, query.to, query.isBetween)) {
		if (!query.isBetween && !isHost(model, row, 'source', query.from))
			differ('sender', hostText(query.from), row.side ?? row.source);
		else differ('receiver', hostText(query.to), row.destination);
	}
	const isTcp = row.protocol === 'tcp';
	if (query.protocol !== null && row.protocol !== query.protocol)
		differ('protocol', query.protocol.toUpperCase(), row.protocol.toUpperCase());
	if (query.flags.length > 0 && !query.flags.some((set) => flagsFit(row, set, query.isExact)))
		differ('flags', query.flags.map((set) => set.join(', ')).join(' / '), row.flags.join(', '));
	if (query.carries === 'data' && row.bytes === 0) differ('length', '> 0', 0);
	if (query.carries === 'nothing' && row.bytes > 0) differ('length', 0, row.bytes);
	for (const text of query.texts)
		if (textFit(row.text, text) === 'none') differ('text', text, row.text.split(/[\r\n]/, 1)[0] ?? '');
	if (query.http && !httpFits(row.text, query.http))
		differ('text', httpText(query.http), row.text.split(/[\r\n]/, 1)[0] ?? '');
	if (
		query.mqtt &&
		!row.mqtt.some(
			({ name, topic }) => name === query.mqtt?.message && (query.mqtt.topic === null || topic === query.mqtt.topic),
		)
	)
		differ('text', query.mqtt.message, row.mqtt.map(({ name }) => name).join(', '));
	if (query.sequence !== null && row.sequence !== query.sequence && row.rawSequence !== query.sequence)
		differ('sequence', query.sequence, row.sequence);
	if (
		query.acknowledgment !== null &&
		row.acknowledgment !== query.acknowledgment &&
		row.rawAcknowledgment !== query.acknowledgment &&
		!(query.acknowledgment === 0 && row.acknowledgment === null && isTcp)
	)
		differ('acknowledgment', query.acknowledgment, row.acknowledgment);
	if (query.bytes !== null && row.bytes !== query.bytes) differ('length', query.bytes, row.bytes);
	if (query.frameBytes !== null && row.frameBytes !== query.frameBytes && row.bytes !== query.frameBytes)
		differ('length', query.frameBytes, row.frameBytes);
	if (query.window !== null && row.window !== query.window && row.scaledWindow !== query.window)
		differ('window', query.window, row.scaledWindow ?? row.window);
	if (query.sourcePort !== null && row.sourcePort !== query.sourcePort)
		differ('source-port', query.sourcePort, row.sourcePort);
	if (query.destinationPort !== null && row.destinationPort !== query.destinationPort)
		differ('destination-port', query.destinationPort, row.destinationPort);
	if (query.anyPort !== null && row.sourcePort !== query.anyPort && row.destinationPort !== query.anyPort)
		differ('destination-port', query.anyPort, row.destinationPort);
	if (query.seconds !== null && !timeFits(row.ns, query.seconds.value, query.seconds.digits))
		differ('time', query.seconds.written, secondsOf(row.ns, 6));
	return found;
}

/**
 * SYN and SYN-ACK are two things, a FIN nearly always has ACK: what is left out then is the ACK. Brackets are copied
 * from the screen: they name all flags.
 */
export function flagsFit(row: CaptureRow, set: readonly string[], isExact: boolean): boolean {
	if (row.protocol !== 'tcp') return false;
	const has = (flag: string): boolean => row.flags.includes(flag);
	if (isExact) return row.flags.length === set.length && set.every(has);
	if (set.includes('SYN') !== has('SYN')) return false;
	if (set.includes('SYN') && set.includes('ACK') !== has('ACK')) return false;
	return set.every(has);
}

/** Whether a pure ACK is meant: then rows with more flags come second. */
export function isOnlyFlag(row: CaptureRow, set: readonly string[]): boolean {
	const others = row.flags.filter((flag) => !set.includes(flag));
	return others.length === 0 || (others.join() === 'ACK' && !set.includes('SYN'));
}

export function textFit(text: string, wanted: string): TextFit {
	if (text === '') return 'none';
	const written = wanted.trim();
	const plain = text.includes(written) ? written : unescaped(written);
	if (text.trim() === plain) return 'exact';
	if (/^[\d.]{1,6}$/.test(plain)) return hasNumber(bodyOf(text), plain) ? 'inside' : 'none';
	if (text.includes(plain)) return 'inside';
	const lower = text.toLowerCase();
	if (plain.length >= 2 && lower.includes(plain.toLowerCase())) return 'case';
	if (lower.replace(/\s+/g, ' ').includes(plain.toLowerCase().replace(/\s+/g, ' '))) return 'case';
	// JSON is the same with and without spaces.
	return /":/.test(plain) && text.replace(/\s+/g, '').includes(plain.replace(/\s+/g, '')) ? 'inside' : 'none';
}

/** As programs print what cannot be seen: `\n`, `\r`, `\x00`. */
function unescaped(text: string): string {
	const signs: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };
	return text
		.replace(/\\(?:x([0-9a-f]{2})|([nrt\\]))/gi, (all, hex, sign) =>
			hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (signs[sign.toLowerCase()] ?? all),
		)
		.trim();
}

/** A short number is a value of its own, not two digits of a date. */
function hasNumber(text: string, number: string): boolean {
	for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
		const [before = '', after = ''] = [text[at - 1], text[at + number.length]];
		if (!/[\w.:-]/.test(before) && !/[\w:-]/.test(after)) return true;
	}
	return false;
}

/** Behind an HTTP head there is a body; a head alone has none. */
function bodyOf(text: string): string {
	const head = /^(?:HTTP\/|[A-Z]{3,7} \S+ HTTP\/)/.test(text);
	const end = text.indexOf('\r\n\r\n');
	return head ? (end < 0 ? '' : text.slice(end + 4)) : text;
}

const REQUEST = /^([A-Z]{3,7}) (\S+) (HTTP\/\d(?:\.\d)?)/;
const STATUS = /^(HTTP\/\d(?:\.\d)?) (\d{3})/;

export function httpFits(text: string, { method, path, version, status }: NonNullable<PacketQuery['http']>): boolean {
	const request = REQUEST.exec(text);
	const answer = STATUS.exec(text);
	if (method !== null || path !== null)
		return (
			request !== null &&
			(method === null || method === '*' || request[1] === method) &&
			(path === null || request[2] === path) &&
			(version === null || request[3] === version)
		);
	if (status !== null)
		return answer !== null && (status === '*' || answer[2] === status) && (version === null || answer[1] === version);
	if (version !== null) return answer?.[1] === version || request?.[3] === version;
	return request !== null || answer !== null;
}

export function httpText({ method, path, version, status }: NonNullable<PacketQuery['http']>): string {
	return [method === '*' || status === '*' ? 'HTTP' : method, path, version, status === '*' ? null : status]
		.filter((part) => part !== null)
		.join(' ');
}

/** Within one unit of the last digit that was given. */
export function timeFits(ns: bigint, seconds: number, digits: number): boolean {
	return Math.abs(Number(ns) / 1e9 - seconds) <= 10 ** -digits * 1.001;
}

export function secondsOf(ns: bigint, digits: number): string {
	return (Number(ns) / 1e9).toFixed(digits);
}

export function hostText(host: PacketQuery['from']): string {
	if (host === null) return '';
	const end = host.address === null ? '' : `${host.address}${host.port === null ? '' : `:${host.port}`}`;
	return [host.side ?? host.role ?? host.unbound ?? '', end].filter((part) => part !== '').join(' ');
}
