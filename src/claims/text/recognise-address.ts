import { by, type Recogniser } from './recogniser.ts';

export const address: Recogniser = by(
	/(\d{1,3}\.\d{1,3}\.\d{1,3}\.(?:\d{1,3}|x|\*))(?:(?:\s?:\s?|\.)(\d{1,5})(?![\d.]*\d))?(?!\d)(?:\/\d{1,2})?/iy,
	([, ip = '', port]) => {
		const isPattern = /[x*]$/i.test(ip);
		if (!isPattern && ip.split('.').some((part) => Number(part) > 255)) return undefined;
		return { type: 'ip', address: isPattern ? ip.slice(0, -1) : ip, port: port ? Number(port) : null, isPattern };
	},
);

/** `fd00::2`, `[fd00::2]:2222`: eight groups, or fewer with two colons somewhere. */
export const ipv6: Recogniser = by(
	/(?=\[?[0-9a-f:]{0,40}::[0-9a-f]|\[?(?:[0-9a-f]{1,4}:){7}[0-9a-f])(?:\[([0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})\](?::(\d{1,5}))?|([0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}))(?![\w:])/iy,
	([, bracketed, port, bare]) => ({
		type: 'ip',
		address: (bracketed ?? bare ?? '').toLowerCase(),
		port: port ? Number(port) : null,
		isPattern: false,
	}),
);

/** `('172.19.0.3', 51778)`, as Python prints an address. */
export const pythonAddress: Recogniser = by(
	/\(\s?['"](\d{1,3}(?:\.\d{1,3}){3})['"]\s?,\s?(\d{1,5})\s?\)/y,
	([, address = '', port]) => ({
		type: 'ip',
		address,
		port: Number(port),
		isPattern: false,
	}),
);

export const mac: Recogniser = by(/(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![0-9a-f:])/iy, ([found]) => ({
	type: 'mac',
	address: found.toLowerCase().replaceAll('-', ':'),
}));

export const ports: Recogniser = by(
	/(\d{2,5})(?:\s?\([^()]{1,16}\))?\s?(?:→|->|>)\s?(\d{2,5})(?![\d.,:])/y,
	([, source, destination]) => ({
		type: 'ports',
		source: Number(source),
		destination: Number(destination),
	}),
);

/** `server: 2222`, `client = 51050`. */
export const sidePort: Recogniser = by(
	/(client|klien|server|broker)\s?[:=]\s?(\d{4,5})(?![\d.,]*\d|\s?(?:bytes?|b|ms|s|seconds?|detik|packets?|paket|pesan|messages?|segmen|segments?|frames?|kali|times)\b)/iy,
	([, side = '', digits = '']) => ({
		type: 'port',
		port: Number(digits),
		end_: null,
		side: /^[ck]/i.test(side) ? 'client' : 'server',
		protocol: null,
		isDotted: false,
	}),
);

export const port: Recogniser = by(
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
		const protocol = /\budp\b/.test(lower) ? 'udp' : /\btcp\b/.test(lower) ? 'tcp' : null;
		return { type: 'port', port, end_, side, protocol, isDotted };
	},
);
