import { analyze } from '../src/analyze.ts';
import { type FrameToWrite, writePcap } from '../src/file/write-pcap.ts';
import { writePcapng } from '../src/file/write-pcapng.ts';
import { bytesSource } from '../src/testing/source.ts';

/** What people do to a capture that is not theirs. All take Ethernet frames with IPv4 and headers without options of IP. */

const ETHERNET = 14;
const TCP = ETHERNET + 20;
const OPTIONS = TCP + 20;
const SERVER_PORT = 2222;
const TIMESTAMPS = 8;
const ARP_TYPE = 0x0806;
const IPV4_TYPE = 0x0800;

/** The same packets as pcapng, so much later: what `editcap -t` does. */
export async function resaved(capture: Uint8Array, shiftNs: bigint): Promise<Uint8Array> {
	const frames = (await framesOf(capture)).map(({ timeNs, bytes }) => ({ timeNs: timeNs + shiftNs, bytes }));
	return joined(writePcapng({ interfaces: [{ linkType: 1, snaplen: 0 }], frames }));
}

/** The same packets between other hosts and from another port: what `tcprewrite` does. */
export function readdressed(capture: Uint8Array): Promise<Uint8Array> {
	return changed(capture, (bytes) => withOtherAddresses(bytes));
}

/** Other hosts, ports, first numbers and clocks: what a script does that knows TCP. The pauses stay. */
export function renumbered(capture: Uint8Array): Promise<Uint8Array> {
	return changed(capture, (frame) => {
		const bytes = withOtherAddresses(frame);
		if (!isIpv4(bytes)) return bytes;
		const view = new DataView(bytes.buffer);
		const isClient = view.getUint16(TCP) !== SERVER_PORT;
		const [own, other] = isClient ? [0x1357_9bdf, 0x2468_ace0] : [0x2468_ace0, 0x1357_9bdf];
		add(view, TCP + 4, own);
		if (view.getUint32(TCP + 8) !== 0) add(view, TCP + 8, other);
		const at = timestampsAt(bytes);
		if (at > 0)
			for (const [offset, by] of [
				[2, own >> 7],
				[6, other >> 7],
			] as const) {
				if (view.getUint32(at + offset) !== 0) add(view, at + offset, by);
			}
		view.setUint16(ETHERNET + 4, (view.getUint16(ETHERNET + 4) + own) & 0xffff);
		return bytes;
	});
}

/** Only the frames from `first` to `last`: what `editcap -r` does. */
export async function cut(capture: Uint8Array, first: number, last: number): Promise<Uint8Array> {
	return asPcap((await framesOf(capture)).slice(first - 1, last));
}

/** Only so many bytes of each frame: what `editcap -s` does. */
export async function snapped(capture: Uint8Array, snaplen: number): Promise<Uint8Array> {
	const frames = await framesOf(capture);
	return asPcap(
		frames.map(({ timeNs, bytes }) => ({ timeNs, bytes: bytes.subarray(0, snaplen), originalBytes: bytes.length })),
	);
}

/** Both in one file by time: what `mergecap` does. */
export async function merged(one: Uint8Array, other: Uint8Array): Promise<Uint8Array> {
	const frames = [...(await framesOf(one)), ...(await framesOf(other))];
	return asPcap(frames.sort((a, b) => Number(a.timeNs - b.timeNs)));
}

/** From this frame on so much later, as if the pause had been longer. */
export async function laterFrom(capture: Uint8Array, from: number, shiftNs: bigint): Promise<Uint8Array> {
	const frames = await framesOf(capture);
	return asPcap(frames.map(({ timeNs, bytes }, i) => ({ timeNs: i + 1 >= from ? timeNs + shiftNs : timeNs, bytes })));
}

/** Moved in time as a whole. */
export function later(capture: Uint8Array, shiftNs: bigint): Promise<Uint8Array> {
	return laterFrom(capture, 1, shiftNs);
}

async function changed(capture: Uint8Array, change: (frame: Uint8Array) => Uint8Array): Promise<Uint8Array> {
	return asPcap((await framesOf(capture)).map(({ timeNs, bytes }) => ({ timeNs, bytes: change(bytes) })));
}

function withOtherAddresses(frame: Uint8Array): Uint8Array {
	const bytes = Uint8Array.from(frame);
	const view = new DataView(bytes.buffer);
	for (const at of [3, 9]) view.setUint16(at, 0x1d2e);
	if (view.getUint16(12) === ARP_TYPE) for (const at of [28, 38]) view.setUint16(at, 0xac1f);
	if (!isIpv4(bytes)) return bytes;
	for (const at of [ETHERNET + 12, ETHERNET + 16]) view.setUint16(at, 0xac1f);
	for (const at of [TCP, TCP + 2]) if (view.getUint16(at) !== SERVER_PORT) view.setUint16(at, 50_123);
	return bytes;
}

function isIpv4(frame: Uint8Array): boolean {
	return ((frame[12] ?? 0) << 8) + (frame[13] ?? 0) === IPV4_TYPE;
}

/** Where the option of timestamps begins; 0 if there is none. */
function timestampsAt(frame: Uint8Array): number {
	const end = TCP + ((frame[TCP + 12] ?? 0) >> 4) * 4;
	for (let at = OPTIONS; at < end; at += (frame[at] ?? 0) <= 1 ? 1 : Math.max(2, frame[at + 1] ?? 2)) {
		if (frame[at] === TIMESTAMPS) return at;
	}
	return 0;
}

function add(view: DataView, at: number, by: number): void {
	view.setUint32(at, (view.getUint32(at) + by) >>> 0);
}

async function framesOf(capture: Uint8Array): Promise<readonly FrameToWrite[]> {
	const { analysis } = await analyze(bytesSource(capture));
	return Array.from({ length: analysis.packetCount }, (_, i) => {
		const { timeNs, bytes } = analysis.frame(i + 1);
		return { timeNs, bytes: Uint8Array.from(bytes) };
	});
}

function asPcap(frames: readonly FrameToWrite[]): Uint8Array {
	return joined(writePcap({ linkType: 1, snaplen: 0, frames }));
}

function joined(pieces: Iterable<Uint8Array>): Uint8Array {
	return Uint8Array.from([...pieces].flatMap((piece) => [...piece]));
}
