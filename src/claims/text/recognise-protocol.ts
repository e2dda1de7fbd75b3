import { flagsAt } from './flags.ts';
import { by, type Recogniser } from './recogniser.ts';
import type { CallName } from './token.ts';

export const flags: Recogniser = (text, at) => {
	const found = flagsAt(text, at);
	return found
		? { end: found.end, thing: { type: 'flags', sets: found.sets, isBracketed: found.isBracketed } }
		: undefined;
};

export const http: Recogniser = by(
	/(?:(?:HTTP\s)?(GET|POST|PUT|DELETE|HEAD|OPTIONS|PATCH)(?![\p{L}\d-])(?:\s(?:request\s(?:to\s|ke\s)?)?(\/[^\s"'`,;)]{0,160}))?(?:\s(HTTP\/\d(?:\.\d)?))?|(HTTP\/\d(?:\.\d)?)(?:\s([1-5]\d\d)(?:\s(?:OK|Created|Accepted|No Content|Moved Permanently|Found|Not Modified|Bad Request|Unauthorized|Forbidden|Not Found|Internal Server Error))?)?|([1-5]\d\d)\s(?:OK|Created|Accepted|No Content|Moved Permanently|Found|Not Modified|Bad Request|Unauthorized|Forbidden|Not Found|Internal Server Error)(?![\p{L}]))/uy,
	([, method, path, version1, version2, status1, status2]) => ({
		type: 'http',
		method: method ?? null,
		path: path?.replace(/[.!:]+$/, '') ?? null,
		version: version1 ?? version2 ?? null,
		status: status1 ?? status2 ?? null,
	}),
);

export const mqtt: Recogniser = by(
	/(CONNACK|Connect Ack(?:nowledg(?:e)?ment)?|Connect Command|CONNECT(?![A-Za-z])|SUBACK|Subscribe Ack(?:nowledg(?:e)?ment)?|Subscribe Request|SUBSCRIBE(?![A-Za-z])|PUBACK|Publish Ack|Publish Message|PUBLISH(?![A-Za-z])|PINGREQ|Ping Request|PINGRESP|Ping Response|DISCONNECT(?![A-Za-z])|Disconnect Req(?:uest)?|[Kk]eep-?\s?[Aa]live pings?(?![A-Za-z])|[Pp]ing [Rr]equests?(?![A-Za-z])|[Pp]ing [Rr]esponses?(?![A-Za-z])|[Ss]ubscribe [Rr]equests?(?![A-Za-z]))(?:\s?\[([^\]]{1,60})\])?/y,
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

export const call: Recogniser = by(
	/(?:\b|\.|[\w.]{0,40}\.)(listen|accept|connect|sendall|send|recv|bind|close|socket)\s?\([^()]{0,60}(?:\([^()]{0,40}\)){0,2}[^()]{0,20}\)/iy,
	([, name = '']) => ({
		type: 'call',
		name: (name.toLowerCase() === 'sendall' ? 'send' : name.toLowerCase()) as CallName,
	}),
);

export const bareCall: Recogniser = by(
	/\.(listen|accept|connect|send|recv|bind|close)(?![\w(])/iy,
	([, name = '']) => ({
		type: 'call',
		name: name.toLowerCase() as CallName,
	}),
);

export const filter: Recogniser = by(
	/(?:!\s?)?(?:(?:tcp|ip|udp|arp|http|eth|frame|icmp|dns)\.[a-z_.]{2,30}\s?(?:==|!=|>=|<=|>|<|eq|ne|contains)\s?"?[\w.:]{1,40}"?|!\s?arp\b)(?:\s?(?:&&|\|\||and|or)\s?!?\(?(?:(?:tcp|ip|udp|arp|http|eth|frame)\.[a-z_.]{2,30}\s?(?:==|!=|>=|<=|>|<|eq|ne)\s?[\w.:]{1,40}|arp|tcp|http)\)?){0,6}/y,
	([filter]) => ({ type: 'filter', filter }),
);

export const file: Recogniser = by(/[\w()+-]{0,60}\.(?:pcapng|pcap|cap)(?![\w(])/iy, ([name]) => ({
	type: 'file',
	name,
}));
