import type { CaptureModel } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';

type Test = (row: CaptureRow) => boolean;

const TOKEN =
	/\s*(\(|\)|&&|\|\||!(?!=)|\b(?:and|or|not)\b|[a-z_]+(?:\.[a-z_]+)*|==|!=|>=|<=|>|<|"[^"]{0,80}"|[\w.:]+)/gy;
const MOST_TOKENS = 120;

/** The rows that a display filter lets through; `undefined` where it names something that is not read. */
export function filterRows(model: CaptureModel, filter: string): readonly CaptureRow[] | undefined {
	const test = parseFilter(filter);
	return test === undefined ? undefined : model.rows.filter(test);
}

/** Parses the usual display filters of Wireshark: protocols, addresses, ports, flags, with and, or, not. */
export function parseFilter(filter: string): Test | undefined {
	TOKEN.lastIndex = 0;
	const tokens = [...filter.slice(0, 400).toLowerCase().matchAll(TOKEN)].map(([, token]) => token ?? '');
	if (tokens.length === 0 || tokens.length > MOST_TOKENS || tokens.join('').length < filter.replace(/\s/g, '').length)
		return undefined;
	let at = 0;
	const take = (...wanted: readonly string[]): boolean => {
		if (!wanted.includes(tokens[at] ?? '')) return false;
		at++;
		return true;
	};
	function either(): Test | undefined {
		let left = both();
		while (left && take('||', 'or')) {
			const [one, other] = [left, both()];
			left = other && ((row) => one(row) || other(row));
		}
		return left;
	}
	function both(): Test | undefined {
		let left = one();
		while (left && take('&&', 'and')) {
			const [first, second] = [left, one()];
			left = second && ((row) => first(row) && second(row));
		}
		return left;
	}
	function one(): Test | undefined {
		if (take('!', 'not')) {
			const inner = one();
			return inner && ((row) => !inner(row));
		}
		if (take('(')) {
			const inner = either();
			return take(')') ? inner : undefined;
		}
		const name = tokens[at++] ?? '';
		const operator = /^(?:==|!=|>=|<=|>|<|eq|ne|gt|lt|ge|le|contains)$/.test(tokens[at] ?? '')
			? (tokens[at++] ?? '')
			: null;
		if (operator === null)
			return (
				PROTOCOLS[name] ??
				(FIELDS[name] ? (row) => FIELDS[name]?.(row).some((value) => value !== 0 && value !== '') === true : undefined)
			);
		const field = FIELDS[name];
		const value = (tokens[at++] ?? '').replace(/^"|"$/g, '');
		return field && comparison(field, operator, value);
	}
	const test = either();
	return at === tokens.length ? test : undefined;
}

const PROTOCOLS: Readonly<Record<string, Test>> = {
	tcp: ({ protocol }) => protocol === 'tcp',
	udp: ({ protocol }) => protocol === 'udp',
	arp: ({ arp }) => arp !== null,
	icmp: ({ protocol }) => protocol === 'icmp',
	ip: ({ arp, protocol }) => arp === null && protocol !== 'other',
	http: ({ text }) => /^(?:HTTP\/|[A-Z]{3,7} \S+ HTTP\/)/.test(text),
	mqtt: ({ mqtt }) => mqtt.length > 0,
	'tcp.analysis.retransmission': ({ labels }) => labels.includes('retransmission'),
	'tcp.analysis.duplicate_ack': ({ labels }) => labels.includes('duplicate_ack'),
};

type Field = (row: CaptureRow) => readonly (string | number)[];
const flag =
	(name: string): Field =>
	({ flags, protocol }) =>
		protocol === 'tcp' ? [flags.includes(name) ? 1 : 0] : [];
const BITS: Readonly<Record<string, number>> = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32 };
const port =
	(protocol: string, ...ends: readonly ('sourcePort' | 'destinationPort')[]): Field =>
	(row) =>
		row.protocol === protocol ? ends.flatMap((end) => row[end] ?? []) : [];

const FIELDS: Readonly<Record<string, Field>> = {
	'ip.addr': ({ arp, source, destination }) => (arp ? [] : [source, destination]),
	'ip.src': ({ arp, source }) => (arp ? [] : [source]),
	'ip.dst': ({ arp, destination }) => (arp ? [] : [destination]),
	'tcp.port': port('tcp', 'sourcePort', 'destinationPort'),
	'tcp.srcport': port('tcp', 'sourcePort'),
	'tcp.dstport': port('tcp', 'destinationPort'),
	'udp.port': port('udp', 'sourcePort', 'destinationPort'),
	'tcp.flags.syn': flag('SYN'),
	'tcp.flags.ack': flag('ACK'),
	'tcp.flags.fin': flag('FIN'),
	'tcp.flags.reset': flag('RST'),
	'tcp.flags.rst': flag('RST'),
	'tcp.flags.push': flag('PSH'),
	'tcp.flags': ({ flags, protocol }) =>
		protocol === 'tcp' ? [flags.reduce((sum, name) => sum + (BITS[name] ?? 0), 0)] : [],
	'tcp.stream': ({ connection }) => (connection === null ? [] : [connection - 1]),
	'tcp.len': ({ protocol, bytes }) => (protocol === 'tcp' ? [bytes] : []),
	'frame.number': ({ number }) => [number],
	'frame.len': ({ frameBytes }) => [frameBytes],
	'tcp.seq': ({ sequence }) => (sequence === null ? [] : [sequence]),
	'tcp.ack': ({ acknowledgment }) => (acknowledgment === null ? [] : [acknowledgment]),
	'arp.opcode': ({ arp }) => (arp ? [arp.operation === 'request' ? 1 : 2] : []),
	'http.request.method': ({ text }) => [/^([A-Z]{3,7}) \S+ HTTP\//.exec(text)?.[1]?.toLowerCase() ?? ''],
};

function comparison(field: Field, operator: string, written: string): Test {
	const value: string | number = /^(?:0x[\da-f]+|\d+)$/.test(written)
		? Number(written)
		: written === 'true'
			? 1
			: written === 'false'
				? 0
				: written;
	const compare = (own: string | number): boolean => {
		switch (operator) {
			case '==':
			case 'eq':
				return own === value;
			case '>':
			case 'gt':
				return own > value;
			case '<':
			case 'lt':
				return own < value;
			case '>=':
			case 'ge':
				return own >= value;
			case '<=':
			case 'le':
				return own <= value;
			default:
				return `${own}`.includes(`${value}`);
		}
	};
	if (operator === '!=' || operator === 'ne')
		return (row) => field(row).length > 0 && field(row).every((own) => own !== value);
	return (row) => field(row).some(compare);
}
