import { SIMULATED_HARDWARE } from '../../file/simulated.ts';
import { type FrameToWrite, writePcap } from '../../file/write-pcap.ts';
import { writePcapng } from '../../file/write-pcapng.ts';
import type { HostName } from './links.ts';
import type { BridgeFrame } from './network.ts';
import { US } from './virtual-clock.ts';
import { BROADCAST, bytes, ethernetBytes, etherType, networkBytes, u16, u32, type WireFrame } from './wire.ts';

/** How the capture is made. */
export interface RecordingPlan {
	/** `any` records each frame three times: veth in, veth out, bridge (LINUX_SLL2). */
	readonly place: 'bridge' | 'any';
	readonly format: 'pcap' | 'pcapng';
	readonly nanoseconds: boolean;
	/** 0 for whole frames. */
	readonly snaplen: number;
	/** The recorder was killed: the file ends within its last record. */
	readonly isKilled: boolean;
	/** Since 1970, when the virtual clock stood at 0. */
	readonly startNs: bigint;
}

/** What writes down what passes the bridge while it is on. */
export interface Recorder {
	readonly setOn: (isOn: boolean) => void;
	readonly take: (frame: BridgeFrame) => void;
	readonly records: () => number;
	/** The capture file. */
	readonly file: (about: FileFacts) => Uint8Array;
}

export interface FileFacts {
	readonly comment: string;
}

const APPLICATION = 'capnote (simulated)';
const DEFAULT_SNAPLEN = 262_144;
const LINK_TYPE = { ethernet: 1, sll2: 276 } as const;
const PACKET_TYPE = { broadcast: 1, otherHost: 3, outgoing: 4 } as const;
const INTERFACE_INDEX: { readonly [P in HostName | 'bridge']: number } = { bridge: 2, client: 3, server: 4 };
/** So much of the last record is left when the recorder is killed. */
const LEFT_BYTES = 20;

export function createRecorder(plan: RecordingPlan): Recorder {
	const frames: FrameToWrite[] = [];
	let isOn = false;
	let lastNs = 0;

	function keep(whole: Uint8Array, atNs: number): number {
		const atLeast = Math.max(atNs, lastNs);
		lastNs = atLeast;
		const kept = plan.snaplen > 0 ? whole.subarray(0, plan.snaplen) : whole;
		frames.push({ timeNs: plan.startNs + BigInt(atLeast), bytes: kept, originalBytes: whole.length });
		return frames.length;
	}

	return {
		records: () => frames.length,
		setOn(on) {
			isOn = on;
		},
		take({ frame, from, passage }) {
			if (!isOn) return;
			if (plan.place === 'bridge') passage.packets = [keep(ethernetBytes(frame), passage.atNs)];
			else passage.packets = sll2Copies(frame, from).map((copy, i) => keep(copy, passage.atNs + i * US));
		},
		file({ comment }) {
			const linkType = plan.place === 'any' ? LINK_TYPE.sll2 : LINK_TYPE.ethernet;
			const snaplen = plan.snaplen || DEFAULT_SNAPLEN;
			const name = plan.place === 'any' ? 'any' : 'br-lab';
			const pieces =
				plan.format === 'pcap'
					? writePcap({ linkType, snaplen, nanoseconds: plan.nanoseconds, frames })
					: writePcapng({
							section: { comments: [comment], hardware: SIMULATED_HARDWARE, application: APPLICATION },
							interfaces: [{ linkType, snaplen, name }],
							frames,
						});
			const file = bytes(...pieces);
			return plan.isKilled && frames.length > 0 ? file.subarray(0, cutAt(file, frames.at(-1), plan.format)) : file;
		},
	};
}

/** veth of the sender, veth of the receiver, bridge: as `tcpdump -i any` sees a frame that is switched. */
function sll2Copies(frame: WireFrame, from: HostName): readonly Uint8Array[] {
	const isBroadcast = frame.destination.join() === BROADCAST.join();
	const to = from === 'client' ? 'server' : 'client';
	const incoming = isBroadcast ? PACKET_TYPE.broadcast : PACKET_TYPE.otherHost;
	const network = networkBytes(frame);
	const places = [
		[INTERFACE_INDEX[from], incoming],
		[INTERFACE_INDEX[to], PACKET_TYPE.outgoing],
		[INTERFACE_INDEX.bridge, incoming],
	] as const;
	return places.map(([index, type]) =>
		bytes(u16(etherType(frame)), [0, 0], u32(index), u16(1), [type, 6], frame.source, [0, 0], network),
	);
}

function cutAt(file: Uint8Array, last: FrameToWrite | undefined, format: 'pcap' | 'pcapng'): number {
	const padding = format === 'pcapng' ? 4 + ((4 - ((last?.bytes.length ?? 0) % 4)) % 4) : 0;
	return file.length - (last?.bytes.length ?? 0) - padding + LEFT_BYTES;
}
