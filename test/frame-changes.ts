/** What a frame would have been on another link, or behind another network card. All take Ethernet frames with IPv4. */

const ETHERNET_BYTES = 14;
const IPV4_BYTES = 20;
const TCP_PROTOCOL = 6;
const CHECKSUM_AT = 16;
const SLL2_BYTES = 20;

/** With a tag of 802.1Q. */
export function tagged(frame: Uint8Array, vlan: number): Uint8Array {
	return Uint8Array.from([...frame.subarray(0, 12), 0x81, 0, vlan >> 8, vlan & 255, ...frame.subarray(12)]);
}

/** On the loopback interface of a BSD or a Mac, as written on a little-endian machine (LINKTYPE_NULL). */
export function onLoopback(frame: Uint8Array): Uint8Array {
	return Uint8Array.from([2, 0, 0, 0, ...frame.subarray(ETHERNET_BYTES)]);
}

/** A Linux cooked frame of version 2, as one of version 1. */
export function cookedOne(frame: Uint8Array): Uint8Array {
	const [type, addressBytes] = [frame[10] ?? 0, frame[11] ?? 0];
	const head = [0, type, frame[8] ?? 0, frame[9] ?? 0, 0, addressBytes, ...frame.subarray(12, 20)];
	return Uint8Array.from([...head, ...frame.subarray(0, 2), ...frame.subarray(SLL2_BYTES)]);
}

/** Over IPv6, from fd00::2 to fd00::3 and back, with the checksum that belongs to it. */
export function overIpv6(frame: Uint8Array): Uint8Array {
	const ip = frame.subarray(ETHERNET_BYTES);
	const tcp = Uint8Array.from(ip.subarray(IPV4_BYTES));
	const [from, to] = [address6(ip[15] ?? 0), address6(ip[19] ?? 0)];
	const length = [tcp.length >> 8, tcp.length & 255];
	tcp.fill(0, CHECKSUM_AT, CHECKSUM_AT + 2);
	const sum = ~onesSum([...from, ...to, 0, 0, ...length, 0, 0, 0, TCP_PROTOCOL, ...tcp]) & 0xffff;
	tcp.set([sum >> 8, sum & 255], CHECKSUM_AT);
	return Uint8Array.from([
		...[...frame.subarray(0, 12), 0x86, 0xdd],
		...[0x60, 0, 0, 0, ...length, TCP_PROTOCOL, 64, ...from, ...to, ...tcp],
	]);
}

/** As it leaves a host whose network card makes the checksum: only the pseudo header is summed up. */
export function beforeOffload(frame: Uint8Array): Uint8Array {
	const changed = Uint8Array.from(frame);
	const length = frame.length - ETHERNET_BYTES - IPV4_BYTES;
	const sum = onesSum([...frame.subarray(26, 34), 0, TCP_PROTOCOL, length >> 8, length & 255]);
	changed.set([sum >> 8, sum & 255], ETHERNET_BYTES + IPV4_BYTES + CHECKSUM_AT);
	return changed;
}

export function isTcp(frame: Uint8Array): boolean {
	return frame[12] === 8 && frame[13] === 0 && frame[23] === TCP_PROTOCOL;
}

function address6(last: number): readonly number[] {
	return [0xfd, ...Array.from({ length: 14 }, () => 0), last];
}

function onesSum(data: readonly number[]): number {
	let sum = 0;
	for (let i = 0; i < data.length; i += 2) sum += ((data[i] ?? 0) << 8) + (data[i + 1] ?? 0);
	while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
	return sum;
}
