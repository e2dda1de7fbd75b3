/** Addresses as people write them, for what pcapng says of interfaces and names: IPv4, IPv6, MAC, EUI-64 with hyphens. */
export function addressText(bytes: Uint8Array): string {
	if (bytes.length === 4) return bytes.join('.');
	if (bytes.length === 16) return ipv6Text(bytes);
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(bytes.length === 8 ? '-' : ':');
}

/** Lower case, without leading zeros, the longest run of zero groups as `::` (RFC 5952, section 4). */
export function ipv6Text(bytes: Uint8Array): string {
	const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
	const run = longestZeroRun(groups);
	const text = (from: number, to: number) =>
		groups
			.slice(from, to)
			.map((group) => group.toString(16))
			.join(':');
	return run.length < 2 ? text(0, 8) : `${text(0, run.at)}::${text(run.at + run.length, 8)}`;
}

function longestZeroRun(groups: readonly number[]): { readonly at: number; readonly length: number } {
	let best = { at: 0, length: 0 };
	for (let at = 0; at < groups.length; at++) {
		let length = 0;
		while (groups[at + length] === 0) length++;
		if (length > best.length) best = { at, length };
	}
	return best;
}

/** The bytes of an address as `addressText` writes it; `undefined` if it is none. */
export function addressBytes(text: string): Uint8Array | undefined {
	if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return Uint8Array.from(text.split('.').map(Number));
	if (/^[\da-f]{2}(:[\da-f]{2}){5}$|^[\da-f]{2}(-[\da-f]{2}){7}$/i.test(text)) {
		return Uint8Array.from(text.split(/[:-]/), (byte) => Number.parseInt(byte, 16));
	}
	if (!/^[\da-f:]+$/i.test(text) || !text.includes(':')) return undefined;
	const [before = '', after, more] = text.split('::');
	if (more !== undefined) return undefined;
	const head = before === '' ? [] : before.split(':');
	const tail = after === undefined || after === '' ? [] : after.split(':');
	const zeros = after === undefined ? 0 : 8 - head.length - tail.length;
	const groups = [...head, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...tail];
	if (groups.length !== 8 || groups.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return undefined;
	return Uint8Array.from(
		groups.flatMap((group) => [Number.parseInt(group, 16) >>> 8, Number.parseInt(group, 16) & 255]),
	);
}
