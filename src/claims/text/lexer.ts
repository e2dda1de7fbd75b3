import { flagsAt } from './flags.ts';
import { conceptsOf, phraseAt } from './lexicon.ts';
import { decimalsOf, numberWord, ordinalWord, readNumber } from './numbers.ts';
import type { CallName, Thing, Token, Unit } from './token.ts';

/** Longer sentences are cut before; so a sentence never has more tokens than this. */
const MOST_TOKENS = 600;

type Found = { readonly end: number; readonly thing: Thing };
/** Looks at one place of a text; `lower` is the same text in lower case. */
type Recogniser = (text: string, at: number, lower: string) => Found | undefined;

/** Splits the normal text of a sentence into the things that packets are spoken of with. Each recogniser looks a few characters far. */
export function lex(text: string): readonly Token[] {
	const lower = text.toLowerCase();
	const tokens: Token[] = [];
	for (let at = 0; at < text.length && tokens.length < MOST_TOKENS; ) {
		const character = text[at] ?? '';
		if (/\s/.test(character)) {
			at++;
			continue;
		}
		const found = recognise(text, at, lower);
		const end = Math.max(at + 1, found.end);
		tokens.push(...unquoted({ start: at, end, text: text.slice(at, end), ...found.thing }, text));
		at = end;
	}
	return tokens;
}

/** Quotes around what is no text: `SYN`, `port 2222`, `listen()`, `client`. */
function unquoted(token: Token, text: string): readonly Token[] {
	if (token.type !== 'quote' || token.inner.length > 120) return [token];
	const inner = lex(text.slice(token.start + 1, token.end - 1)).map((each) => ({
		...each,
		start: each.start + token.start + 1,
		end: each.end + token.start + 1,
	}));
	const calls = inner.filter(({ type }) => type === 'call');
	if (calls.length > 0) return calls;
	const isStructured =
		inner.length > 0 &&
		inner.every(
			(each) =>
				STRUCTURED.has(each.type) ||
				(each.type === 'word' && each.concepts.some((concept) => NAMES.has(concept))) ||
				(each.type === 'sign' && /[,;()[\]]/.test(each.sign)),
		);
	return isStructured ? inner : [token];
}

const STRUCTURED: ReadonlySet<string> = new Set([
	'flags',
	'ip',
	'mac',
	'port',
	'ports',
	'seq',
	'acknum',
	'len',
	'win',
	'filter',
	'file',
	'rows',
	'http',
	'mqtt',
]);
const NAMES: ReadonlySet<string> = new Set([
	'CLIENT',
	'SERVER',
	'PUBLISHER',
	'SUBSCRIBER',
	'ARP',
	'TCP',
	'UDP',
	'PORT',
	'HANDSHAKE',
	'RETRANSMISSION',
	'BROADCAST',
	'UNICAST',
]);

function recognise(text: string, at: number, lower: string): Found {
	const atWord = !/[\p{L}\d]/u.test(text[at - 1] ?? '');
	for (const recogniser of atWord ? RECOGNISERS : ANYWHERE) {
		const found = recogniser(text, at, lower);
		if (found) return found;
	}
	return { end: at + 1, thing: { type: 'sign', sign: text[at] ?? '' } };
}

function by(pattern: RegExp, make: (found: RegExpExecArray) => Thing | undefined): Recogniser {
	return (text, at) => {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		const thing = found ? make(found) : undefined;
		return found && thing ? { end: at + found[0].length, thing } : undefined;
	};
}

const NUMBER = String.raw`\d{1,3}(?:[.,]\d{3}){1,3}(?![\d.,]*\d)|\d{1,12}`;

const quote: Recogniser = (text, at) => {
	const sign = text[at];
	if (sign !== '`' && sign !== '"' && !(sign === "'" && /[\s([:,]|^$/.test(text[at - 1] ?? ''))) return undefined;
	const end = text.indexOf(sign, at + 1);
	if (end < 0 || end - at > 200 || end === at + 1) return undefined;
	const inner = text.slice(at + 1, end);
	if (sign === "'" && !/^[\s).,:;!?\]]|^$/.test(text[end + 1] ?? '')) return undefined;
	return { end: end + 1, thing: { type: 'quote', inner: inner.replace(/^"(.*)"$/, '$1'), isCode: sign === '`' } };
};

const filter = by(
	/(?:!\s?)?(?:(?:tcp|ip|udp|arp|http|eth|frame|icmp|dns)\.[a-z_.]{2,30}\s?(?:==|!=|>=|<=|>|<|eq|ne|contains)\s?"?[\w.:]{1,40}"?|!\s?arp\b)(?:\s?(?:&&|\|\||and|or)\s?!?\(?(?:(?:tcp|ip|udp|arp|http|eth|frame)\.[a-z_.]{2,30}\s?(?:==|!=|>=|<=|>|<|eq|ne)\s?[\w.:]{1,40}|arp|tcp|http)\)?){0,6}/y,
	([filter]) => ({ type: 'filter', filter }),
);

const address = by(
	/(\d{1,3}\.\d{1,3}\.\d{1,3}\.(?:\d{1,3}|x|\*))(?:(?:\s?:\s?|\.)(\d{1,5})(?![\d.]*\d))?(?!\d)(?:\/\d{1,2})?/iy,
	([, ip = '', port]) => {
		const isPattern = /[x*]$/i.test(ip);
		if (!isPattern && ip.split('.').some((part) => Number(part) > 255)) return undefined;
		return { type: 'ip', address: isPattern ? ip.slice(0, -1) : ip, port: port ? Number(port) : null, isPattern };
	},
);

/** `('172.19.0.3', 51778)`, as Python prints an address. */
const pythonAddress = by(/\(\s?['"](\d{1,3}(?:\.\d{1,3}){3})['"]\s?,\s?(\d{1,5})\s?\)/y, ([, address = '', port]) => ({
	type: 'ip',
	address,
	port: Number(port),
	isPattern: false,
}));

const mac = by(/(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![0-9a-f:])/iy, ([found]) => ({
	type: 'mac',
	address: found.toLowerCase().replaceAll('-', ':'),
}));

const file = by(/[\w()+-]{0,60}\.(?:pcapng|pcap|cap)(?![\w(])/iy, ([name]) => ({ type: 'file', name }));

const field = (type: 'seq' | 'acknum' | 'len' | 'win', words: string): Recogniser =>
	by(
		new RegExp(
			`(?:${words})(?:\\s?\\((?:seq|ack|len|raw|relative|relatif|relative sequence number)\\))?(?:\\s(?:nya|raw|relative|relatif))?\\s?(?:=|:|\\s(?:adalah|is|sebesar|bernilai|of|was|equals|yaitu|menjadi)\\s|-\\s|\\s)\\s?[\`"]?(${NUMBER})(?![\\d.,]*[.,]\\d|\\s?(?:paket|packets?|kali|times|flags?|segmen|segments?)\\b)`,
			'iy',
		),
		([whole, digits = '']) => {
			const isLoose = !/[=:]/.test(whole);
			if (isLoose && type === 'win') return undefined;
			return { type, value: readNumber(digits, true), isRaw: /raw/i.test(whole) };
		},
	);

const seq = field(
	'seq',
	'seq(?:uence)?(?:nya)?(?:[ -](?:numbers?|num|no\\.?|nomor))?|nomor (?:urut|sekuens|sequence|seq)|squence number',
);
const acknum = field(
	'acknum',
	'ack(?:nowledg(?:e)?ment|nowledge)?(?:nya)?(?:[ -](?:numbers?|num|no\\.?|nomor))?|nomor (?:ack|pengakuan|acknowledg(?:e)?ment)',
);
const len = field(
	'len',
	'(?:data |payload |tcp |segment |tcp segment )?(?:len|length)(?:nya)?|panjang(?:nya)?(?: (?:data|payload|segmen|pesan))?(?:nya)?',
);
const win = field('win', 'win(?:dow)?(?: size)?');

const ports = by(
	/(\d{2,5})(?:\s?\([^()]{1,16}\))?\s?(?:→|->|>)\s?(\d{2,5})(?![\d.,:])/y,
	([, source, destination]) => ({
		type: 'ports',
		source: Number(source),
		destination: Number(destination),
	}),
);

const port = by(
	/(?:(?:tcp|udp|ephemeral|source|destination|src|dst|client|server|the|tujuan|asal|sumber)[ -]){0,3}port(?:nya|a)?(?:[ -](?:numbers?|no\.?|nomor|tcp|udp|asal|sumber|tujuan|source|destination|src|dst|client|klien|server|broker|pengirim|penerima|ephemeral|sementara|acak|milik|dari|yang|digunakan|dinamis|data|listening|of|the|used|by|for|client's|server's|nya)){0,6}\s?(?:=|:|\s(?:adalah|is|yaitu|was|ialah|merupakan)\s|\s|-)\s?(?:(?:adalah|is|the|number|nomor)\s){0,2}[`"_(]{0,2}(\d{1,2}\.\d{3}|\d{1,5})[`"_]{0,1}(?![\d]|[.,]\d)/iy,
	([whole, digits = '']) => {
		const isDotted = digits.includes('.');
		const port = Number(digits.replace('.', ''));
		if (port > 65535) return undefined;
		const lower = whole.toLowerCase();
		const end_ = /source|asal|sumber|src|pengirim/.test(lower)
			? 'source'
			: /dest|tujuan|dst|penerima/.test(lower)
				? 'destination'
				: null;
		const side = /client|klien|ephemeral|sementara|acak|dinamis/.test(lower)
			? 'client'
			: /server|broker|listening/.test(lower)
				? 'server'
				: null;
		return { type: 'port', port, end_, side, isDotted };
	},
);

const LIST = String.raw`#?\d{1,7}(?:\s?(?:-|s\/d|s\.d\.?|sd|sampai(?: dengan)?|hingga|to|through|until|,|&|dan|and)\s?(?:(?:dan|and)\s)?(?:ke-)?#?\d{1,7}(?![\d]*[.,:]\d|\s?(?:bytes?|ms|detik|s)\b)){0,30}`;
const ROW_NOUN =
	'frames?|baris|rows?|paket|packets?|segmen|segments?|step|steps|langkah|lines?|no\\.?|nomor|pkt|records?';
const rows = by(
	new RegExp(
		`(${ROW_NOUN})(?:[ -](?:tcp|nomor|number|numbers|no\\.?|num|ke|nos\\.?|ke-|like|seperti|row|packet|frame|info|wireshark|urutan)){0,3}\\s?(?:\\s|[:.#(-]|ke-)\\s?[#\`"_]{0,2}(${LIST})(?![\\d]|:\\d|[.,]\\d|\\s?(?:bytes?|ms|detik|seconds?|s|way)\\b|-way)`,
		'iy',
	),
	([, noun = '', list = '']) => {
		const rows = readRows(list);
		if (rows.length === 0) return undefined;
		return { type: 'rows', rows, noun: noun.toLowerCase(), isRange: rows.length > 1 };
	},
);

const hash = by(new RegExp(`#(${LIST})(?![\\d]|[.,]\\d)`, 'iy'), ([, list = '']) => {
	const rows = readRows(list);
	return rows.length === 0 ? undefined : { type: 'rows', rows, noun: '#', isRange: rows.length > 1 };
});

/** `3rd packet`, `paket pertama`, `baris dua`. */
const ordinalRow: Recogniser = (_text, at, lower) => {
	const found =
		/^(paket|baris|frame|segmen|packet|row)(?: tcp)? (?:yang )?(ke-?\d{1,4}|pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|satu|dua|tiga|empat|lima|enam|tujuh|delapan|one|two|three|four|five|six|seven|eight)(?![\p{L}\d-])/u.exec(
			lower.slice(at, at + 40),
		) ??
		/^(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|\d{1,4}(?:st|nd|rd|th)) (packet|frame|row|segment|line)(?![\p{L}])/u.exec(
			lower.slice(at, at + 40),
		);
	if (!found) return undefined;
	const [whole, a = '', b = ''] = found;
	const row = ordinalWord(b) ?? numberWord(b) ?? ordinalWord(a);
	const noun = ordinalWord(a) === undefined ? a : b;
	if (row === undefined) return undefined;
	return { end: at + whole.length, thing: { type: 'rows', rows: [row], noun: `${noun} ordinal`, isRange: false } };
};

function readRows(list: string): readonly number[] {
	const rows: number[] = [];
	let joint = '';
	for (const part of list.match(/\d+|[^\d]+/g) ?? []) {
		if (!/\d/.test(part)) {
			joint = part.toLowerCase();
			continue;
		}
		const row = Number(part);
		const last = rows.at(-1);
		const isRange = /-|s\/d|s\.d|sd|sampai|hingga|to|through|until/.test(joint) && !/ke-/.test(joint);
		if (last !== undefined && isRange && row > last && row - last <= 500)
			for (let n = last + 1; n < row; n++) rows.push(n);
		rows.push(row);
		joint = '';
	}
	return rows;
}

const time = by(
	/(?:t\s?=\s?)?(\d{1,6}[.,]\d{1,9}|\d{1,7})\s?(seconds?|secs?|detik|sekon|ms|milliseconds?|milidetik|milisekon|µs|us|microseconds?|mikrodetik|menit|minutes?|s)(?![\p{L}\d])/iuy,
	([, digits = '', unit = '']) => {
		const scale = /^(?:ms|mil)/i.test(unit)
			? 1e-3
			: /^(?:µs|us|mi[ck]ro)/i.test(unit)
				? 1e-6
				: /^men|^min/i.test(unit)
					? 60
					: 1;
		return {
			type: 'time',
			seconds: readNumber(digits, false) * scale,
			digits: decimalsOf(digits),
			scale,
			written: digits,
		};
	},
);

/** A number with so many decimals that it is a time as Wireshark shows it. */
const bareTime = by(/(\d{1,6}[.,]\d{4,9})(?![\d.,]*\d)/y, ([, digits = '']) => ({
	type: 'time',
	seconds: readNumber(digits, false),
	digits: decimalsOf(digits),
	scale: 1,
	written: digits,
}));

const UNITS: readonly (readonly [RegExp, Unit])[] = [
	[/^\s?(?:buah\s)?(?:bytes?|b|oktet|octets?)(?![\p{L}\d])/iu, 'byte'],
];

const number: Recogniser = (text, at, lower) => {
	const found = new RegExp(`^(${NUMBER})(?![\\d])`).exec(text.slice(at, at + 30));
	if (found) {
		const end = at + found[0].length;
		const digits = found[1] ?? '';
		const decimals = /^[.,]\d+/.exec(text.slice(end, end + 12))?.[0] ?? '';
		if (decimals !== '')
			return {
				end: end + decimals.length,
				thing: { type: 'number', value: readNumber(digits + decimals, false), unit: null, isWord: false },
			};
		const unit = UNITS.find(([pattern]) => pattern.test(text.slice(end, end + 16)));
		const unitText = unit?.[0].exec(text.slice(end, end + 16))?.[0] ?? '';
		return {
			end: end + unitText.length,
			thing: { type: 'number', value: readNumber(digits, true), unit: unit?.[1] ?? null, isWord: false },
		};
	}
	const word = /^[a-z]{3,8}(?![\p{L}\d-])/u.exec(lower.slice(at, at + 12))?.[0];
	const value = word === undefined ? undefined : numberWord(word);
	return value === undefined || word === undefined
		? undefined
		: { end: at + word.length, thing: { type: 'number', value, unit: null, isWord: true } };
};

const http = by(
	/(?:(?:HTTP\s)?(GET|POST|PUT|DELETE|HEAD|OPTIONS|PATCH)(?![\p{L}\d-])(?:\s(?:request\s(?:to\s|ke\s)?)?(\/[^\s"'`,;)]{0,160}))?(?:\s(HTTP\/\d(?:\.\d)?))?|(HTTP\/\d(?:\.\d)?)(?:\s([1-5]\d\d)(?:\s(?:OK|Created|Accepted|No Content|Moved Permanently|Found|Not Modified|Bad Request|Unauthorized|Forbidden|Not Found|Internal Server Error))?)?|([1-5]\d\d)\s(?:OK|Created|Accepted|No Content|Moved Permanently|Found|Not Modified|Bad Request|Unauthorized|Forbidden|Not Found|Internal Server Error)(?![\p{L}]))/uy,
	([, method, path, version1, version2, status1, status2]) => ({
		type: 'http',
		method: method ?? null,
		path: path ?? null,
		version: version1 ?? version2 ?? null,
		status: status1 ?? status2 ?? null,
	}),
);

const call = by(
	/(?:\b|\.|[\w.]{0,40}\.)(listen|accept|connect|sendall|send|recv|bind|close|socket)\s?\([^()]{0,60}(?:\([^()]{0,40}\)){0,2}[^()]{0,20}\)/iy,
	([, name = '']) => ({
		type: 'call',
		name: (name.toLowerCase() === 'sendall' ? 'send' : name.toLowerCase()) as CallName,
	}),
);

const bareCall = by(/\.(listen|accept|connect|send|recv|bind|close)(?![\w(])/iy, ([, name = '']) => ({
	type: 'call',
	name: name.toLowerCase() as CallName,
}));

const arrow = by(/[→↔←]/y, ([sign]) => ({ type: 'arrow', isBoth: sign === '↔' }));

const mqtt = by(
	/(CONNACK|Connect Ack(?:nowledg(?:e)?ment)?|Connect Command|CONNECT(?![A-Za-z])|SUBACK|Subscribe Ack(?:nowledg(?:e)?ment)?|Subscribe Request|SUBSCRIBE(?![A-Za-z])|PUBACK|Publish Ack|Publish Message|PUBLISH(?![A-Za-z])|PINGREQ|Ping Request|PINGRESP|Ping Response|DISCONNECT(?![A-Za-z])|Disconnect Req(?:uest)?)(?:\s?\[([^\]]{1,60})\])?/y,
	([, name = '', topic]) => {
		const lower = name.toLowerCase();
		const message = /ack/.test(lower)
			? /^con/.test(lower)
				? 'CONNACK'
				: /^sub/.test(lower)
					? 'SUBACK'
					: 'PUBACK'
			: /^con/.test(lower)
				? 'CONNECT'
				: /^sub/.test(lower)
					? 'SUBSCRIBE'
					: /^pub/.test(lower)
						? 'PUBLISH'
						: /^dis/.test(lower)
							? 'DISCONNECT'
							: /resp/.test(lower)
								? 'PINGRESP'
								: 'PINGREQ';
		return { type: 'mqtt', message, topic: topic ?? null };
	},
);

/** `3-way`, `tiga tahap`: not three of something. */
const nWay: Recogniser = (_text, at, lower) => {
	const first = /^[a-z\d-]{1,16}/.exec(lower.slice(at, at + 18))?.[0] ?? '';
	const phrase = phraseAt(lower, at, first);
	const concept = phrase?.[1] ?? conceptsOf(first)[0];
	if (concept !== 'THREE_WAY' && concept !== 'FOUR_WAY') return undefined;
	const word = phrase?.[0] ?? first;
	return { end: at + word.length, thing: { type: 'word', concepts: [concept], word } };
};

const flags: Recogniser = (text, at) => {
	const found = flagsAt(text, at);
	return found
		? { end: found.end, thing: { type: 'flags', sets: found.sets, isBracketed: found.isBracketed } }
		: undefined;
};

const word: Recogniser = (text, at, lower) => {
	const found = /^[\p{L}\d][\p{L}\d'./_-]{0,60}/u.exec(lower.slice(at, at + 64))?.[0]?.replace(/(?:'s|[.'/_-]+)$/, '');
	if (!found) return undefined;
	const phrase = phraseAt(lower, at, found) ?? phraseAt(lower, at, found.split(/[./-]/)[0] ?? found);
	if (phrase && phrase[0].length > found.length) {
		return { end: at + phrase[0].length, thing: { type: 'word', concepts: [phrase[1]], word: phrase[0] } };
	}
	const concepts = conceptsOf(found);
	if (phrase && concepts.length === 0)
		return { end: at + phrase[0].length, thing: { type: 'word', concepts: [phrase[1]], word: phrase[0] } };
	if (concepts.length === 0 && /[/_-]/.test(found)) {
		// `request/response`, `client-server`: each part for itself; a name such as `reqresp-client` stays whole.
		const part = /^[\p{L}\d']+/u.exec(found)?.[0] ?? found;
		const rest = found.slice(part.length + 1);
		const isName = /[-_](?:client|server)(?:-mod)?$/.test(found);
		if (!isName && conceptsOf(part).length > 0 && conceptsOf(rest).length > 0)
			return { end: at + part.length, thing: { type: 'word', concepts: conceptsOf(part), word: part } };
		if (isName)
			return {
				end: at + found.length,
				thing: { type: 'word', concepts: [/client(?:-mod)?$/.test(found) ? 'CLIENT' : 'SERVER'], word: found },
			};
	}
	return { end: at + found.length, thing: { type: 'word', concepts, word: text.slice(at, at + found.length) } };
};

const ANYWHERE: readonly Recogniser[] = [pythonAddress, quote, arrow, bareCall];
const RECOGNISERS: readonly Recogniser[] = [
	...[
		pythonAddress,
		quote,
		filter,
		mac,
		address,
		nWay,
		mqtt,
		call,
		bareCall,
		file,
		seq,
		acknum,
		len,
		win,
		http,
		ports,
		port,
		rows,
		hash,
	],
	...[ordinalRow, time, bareTime, flags, arrow, number, word],
];
