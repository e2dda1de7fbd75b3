import type { Reassembly } from '../decode/reassembly.ts';
import { FLAG, TCP_BYTES } from '../decode/tcp.ts';
import { doubled } from './doubled.ts';
import { LABEL } from './label.ts';
import { COMPLETENESS, SCALE, SIDE_BIT, SIDE_NUMBERS, SIDE_STATE } from './label-layout.ts';
import type { LabelProfile } from './label-profile.ts';
import type { SegmentBatch } from './segment-batch.ts';
import { isAfter, isUpTo } from './sequence.ts';
import { createUnacknowledgedPool, ENTRY, entryAt } from './unacknowledged.ts';
import { readWindowOptions, type WindowOptions } from './window-options.ts';

const FIRST_SIDES = 512;
const CONTROL = FLAG.syn | FLAG.fin | FLAG.rst;
const FAST_RETRANSMISSION_NS = 20e6;
/** The age up to which a segment is out of order while no round-trip time is known. */
const OUT_OF_ORDER_NS = 3e6;
const FLIGHT_LIMIT = 2_000_000_000;
/** Beside the bits of `tcp.completeness`: the connection has had a packet. */
const BEGUN = 64;
const S = SIDE_STATE;

/** Gives each TCP packet the labels that Wireshark gives it. */
export interface Labeler {
	/** Called once for a new connection. */
	readonly open: (connection: number) => void;
	/** Labels row `row`, sent by end `end` of `connection`, whose relative numbers count from `base`. `labels` are those that are known already. */
	readonly label: (bytes: DataView, row: number, connection: number, end: number, base: number, labels: number) => void;
	/** Undoes a wrong idea of the end of what was sent, when a SYN with the same number comes again. */
	readonly restart: (connection: number, end: number) => void;
	/** From the last SYN to the first ACK after it, in ns; 0 while unknown. */
	readonly initialRttNs: (connection: number) => number;
	/** The final `tcp.completeness`. */
	readonly completeness: (connection: number) => number;
	readonly reset: () => void;
}

/**
 * Makes the labeler that fills the columns from `labels` to `pushBytesSent` of `batch`.
 * The rules are those of Wireshark's sequence analysis, worked out from what tshark prints; the order of the steps
 * is part of them.
 *
 * One closure, longer than our files are: the steps share the packet under examination in variables, so that labelling
 * allocates nothing (`npm run bench`).
 */
export function createLabeler(batch: SegmentBatch, profile: LabelProfile, reassembly: Reassembly): Labeler {
	const c = batch.columns;
	const { flags, sequence, acknowledgment, window, payloadBytes, seconds, nanoseconds, at: frameAt } = c;
	const { transportAt, payloadAt, capturedBytes, datagram } = c;
	const { labels: labelColumn, duplicateAckFrame, duplicateAckNumber, acknowledgesFrame, timeoutFrame } = c;
	const { bytesInFlight, pushBytesSent } = c;

	let state = new Int32Array(FIRST_SIDES * SIDE_NUMBERS);
	let initialRtt = new Float64Array(FIRST_SIDES / 2);
	/** Seconds and nanoseconds of the last pure SYN, 0 without one. */
	let synTime = new Int32Array(FIRST_SIDES);
	let completeness = new Int32Array(FIRST_SIDES / 2);
	let opened = 0;
	const pool = createUnacknowledgedPool();
	const options: WindowOptions = { scale: -1, sackBlocks: 0, sackedBytes: 0 };

	// The packet under examination; shared by the steps so that none of them needs ten arguments.
	let me = 0;
	let peer = 0;
	let row = 0;
	let packet = 0;
	let seq = 0;
	let ack = 0;
	let win = 0;
	let len = 0;
	let flag = 0;
	let end = 0;
	let labels = 0;
	let irtt = 0;
	let base = 0;
	let synOrFin = 0;

	function get(side: number, field: number): number {
		return state[side + field] ?? 0;
	}

	/** The options lie in the frame, or in the datagram that its fragments made. */
	function readOptions(bytes: DataView): void {
		const start = (transportAt[row] ?? 0) + TCP_BYTES;
		const finish = payloadAt[row] ?? 0;
		const frame = frameAt[row] ?? 0;
		const whole = datagram[row] === 0 ? undefined : reassembly.datagram(datagram[row] ?? 0)?.bytes;
		if (whole) {
			const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
			readWindowOptions(view, start, Math.min(whole.byteLength, finish), options);
		} else readWindowOptions(bytes, frame + start, frame + Math.min(capturedBytes[row] ?? 0, finish), options);
	}

	/** Nanoseconds since a moment; a moment that lies ahead is never recent (Wireshark's times are unsigned here). */
	function age(side: number, secondsField: number, nanosecondsField: number): number {
		return since(get(side, secondsField), get(side, nanosecondsField));
	}

	function since(fromSeconds: number, fromNanoseconds: number): number {
		const ns = elapsed(fromSeconds, fromNanoseconds);
		return ns < 0 ? Number.POSITIVE_INFINITY : ns;
	}

	function elapsed(fromSeconds: number, fromNanoseconds: number): number {
		return (((seconds[row] ?? 0) - fromSeconds) | 0) * 1e9 + ((nanoseconds[row] ?? 0) - fromNanoseconds);
	}

	/** First: what the window, the number and the ACK say, before anything is moved. */
	function labelWindow(): void {
		const isPlain = (flag & CONTROL) === 0;
		const next = get(me, S.next);
		if (len === 1 && seq === next && get(peer, S.window) === 0) {
			labels |= LABEL.zeroWindowProbe;
			return;
		}
		if (win === 0 && isPlain) labels |= LABEL.zeroWindow;
		if (next !== 0 && isAfter(seq, next) && (flag & FLAG.rst) === 0) {
			labels |= LABEL.lostSegment;
			state[me + S.bits] = get(me, S.bits) | SIDE_BIT.flightUnknown;
		}
		if (!isPlain) return;
		if (len <= 1 && seq === ((next - 1) | 0)) labels |= LABEL.keepAlive;
		if (len > 0) labelFullWindow();
		else if (seq === next) labelPureAck();
	}

	function labelFullWindow(): void {
		const scale = get(peer, S.scale);
		if (scale === SCALE.unknown) return;
		const shift = scale === SCALE.none || (get(peer, S.bits) & SIDE_BIT.windowOfSyn) !== 0 ? 0 : scale;
		if (((seq + len) | 0) === ((get(peer, S.lastAck) + (get(peer, S.window) << shift)) | 0)) labels |= LABEL.windowFull;
	}

	/** A segment without data that stands where the last one ended: an update, an answer to a probe, or a duplicate. */
	function labelPureAck(): void {
		const isProbeTaken = probeByteTaken();
		if (ack !== get(me, S.lastAck) && !isProbeTaken) return;
		const isSameWindow = win === get(me, S.window);
		const peerLabels = get(peer, S.lastLabels);
		if (win === 0) {
			if (isSameWindow && (peerLabels & LABEL.zeroWindowProbe) !== 0) labels |= LABEL.zeroWindowProbeAck;
			if (isSameWindow && isProbeTaken) takeProbeByte();
			return;
		}
		const isUpdate = !isSameWindow && !(profile.sackUpdateIsDuplicate && options.sackBlocks > 0);
		const isKeptAlive = isSameWindow && (peerLabels & LABEL.keepAlive) !== 0;
		if (isUpdate) labels |= LABEL.windowUpdate;
		if (isUpdate && isProbeTaken) takeProbeByte();
		if (isKeptAlive) labels |= LABEL.keepAliveAck;
		if (!isUpdate && !isKeptAlive && !isProbeTaken) labelDuplicate();
	}

	/** The other side probed a closed window with one byte, and this ACK covers it (versions from 4.4). */
	function probeByteTaken(): boolean {
		if (!profile.probeByteMayBeTaken || (get(peer, S.lastLabels) & LABEL.zeroWindowProbe) === 0) return false;
		return ack === ((get(me, S.lastAck) + 1) | 0);
	}

	function takeProbeByte(): void {
		state[peer + S.next] = ack;
		state[peer + S.contiguous] = ack;
	}

	function labelDuplicate(): void {
		labels |= LABEL.duplicateAck;
		const count = get(me, S.duplicates) + 1 || 1;
		state[me + S.duplicates] = count;
		duplicateAckFrame[row] = get(me, S.firstWithAck);
		duplicateAckNumber[row] = count;
	}

	/** Then what the ACK number says of the other side. */
	function labelAck(): void {
		if (ack !== get(me, S.lastAck)) {
			state[me + S.firstWithAck] = packet;
			state[me + S.duplicates] = 0;
		}
		const contiguous = get(peer, S.contiguous);
		if (contiguous === 0 || !isAfter(ack, contiguous) || (flag & FLAG.ack) === 0) return;
		if (profile.ackLostSegmentAlways) {
			labels |= LABEL.ackLostSegment;
			state[peer + S.contiguous] = contiguousTail();
		} else if (isAfter(get(peer, S.next), contiguous)) {
			labels |= LABEL.ackLostSegment;
			state[peer + S.contiguous] = get(peer, S.next);
		} else {
			if (get(peer, S.duplicates) === 0) labels |= LABEL.ackLostSegment;
			state[peer + S.duplicates] = -1;
		}
	}

	/** End of the unacknowledged segments of the other side that follow `ack` without a gap. */
	function contiguousTail(): number {
		const entries = pool.entries();
		let tail = ack;
		let isLonger = true;
		while (isLonger) {
			isLonger = false;
			for (let entry = get(peer, S.list); entry >= 0; entry = entries[entryAt(entry) + ENTRY.older] ?? -1) {
				const entryEnd = entries[entryAt(entry) + ENTRY.end] ?? 0;
				if (entries[entryAt(entry) + ENTRY.sequence] !== tail || !isAfter(entryEnd, tail)) continue;
				tail = entryEnd;
				isLonger = true;
			}
		}
		return tail;
	}

	/** Then whether the segment is new, late or sent again. */
	function labelOld(): void {
		if ((len === 0 && synOrFin === 0) || (labels & LABEL.keepAlive) !== 0) return;
		const next = get(me, S.next);
		const isProbed = len > 1 && seq === ((next - 1) | 0);
		const isOld = next !== 0 && isAfter(next, seq) && !isProbed;
		const peerAck = get(peer, S.lastAck);
		if (len > 0 && peerAck !== 0 && isUpTo((seq + len) | 0, peerAck)) {
			labels |= LABEL.spuriousRetransmission | LABEL.retransmission;
		} else if (!isOld) return;
		else if (isFast(peerAck)) labels |= LABEL.fastRetransmission | LABEL.retransmission;
		else if (isOutOfOrder(next)) labels |= LABEL.outOfOrder;
		else {
			labels |= LABEL.retransmission;
			timeoutFrame[row] = resentSince();
		}
	}

	function isFast(peerAck: number): boolean {
		const duplicates = get(peer, S.duplicates);
		if (duplicates >= 0 && duplicates < 2) return false;
		const isNamed = peerAck === seq || (profile.fastRetransmissionBySack && get(peer, S.sackBlocks) > 0);
		return isNamed && age(peer, S.lastSeconds, S.lastNanoseconds) < FAST_RETRANSMISSION_NS;
	}

	function isOutOfOrder(next: number): boolean {
		const isRecent =
			profile.outOfOrderSince === 'next'
				? age(me, S.nextSeconds, S.nextNanoseconds)
				: age(peer, S.lastSeconds, S.lastNanoseconds);
		if (!(isRecent < (irtt || OUT_OF_ORDER_NS))) return false;
		if (profile.coveredIsRetransmission && isCovered()) return false;
		return end !== next || (profile.mayEndAtNext && get(me, S.nextLength) === 0);
	}

	function isCovered(): boolean {
		const entries = pool.entries();
		for (let entry = get(me, S.list); entry >= 0; entry = entries[entryAt(entry) + ENTRY.older] ?? -1) {
			const from = entries[entryAt(entry) + ENTRY.sequence] ?? 0;
			const to = entries[entryAt(entry) + ENTRY.end] ?? 0;
			if (!isAfter(from, seq) && !isAfter((seq + len) | 0, to)) return true;
		}
		return false;
	}

	/** The packet whose timer ran out: the oldest that is unacknowledged, or else the one that moved `next`. */
	function resentSince(): number {
		const entries = pool.entries();
		let found = get(me, S.nextFrame);
		for (let entry = get(me, S.list); entry >= 0; entry = entries[entryAt(entry) + ENTRY.older] ?? -1) {
			const from = entries[entryAt(entry) + ENTRY.sequence] ?? 0;
			if (!profile.timeoutFromSameSegment || !isAfter(seq, from)) found = entries[entryAt(entry) + ENTRY.frame] ?? 0;
		}
		return found;
	}

	/** Only now the packet is remembered. */
	function remember(): void {
		const isProbe = (labels & LABEL.zeroWindowProbe) !== 0;
		if (len > 0 || synOrFin !== 0) {
			const list = get(me, S.list);
			const count = get(me, S.listCount);
			const name = pool.push(list, count, packet, seq, end, seconds[row] ?? 0, nanoseconds[row] ?? 0);
			state[me + S.list] = name;
			if (name !== list) state[me + S.listCount] = count + 1;
		}
		const next = get(me, S.next);
		if ((next === 0 || isAfter(end, next)) && !isProbe) {
			state[me + S.next] = end;
			state[me + S.nextSeconds] = seconds[row] ?? 0;
			state[me + S.nextNanoseconds] = nanoseconds[row] ?? 0;
			state[me + S.nextFrame] = packet;
			if (next === 0 || isAfter((seq + len) | 0, next)) state[me + S.nextLength] = len & 0xff;
		}
		const contiguous = get(me, S.contiguous);
		if ((seq === contiguous || contiguous === 0) && !isProbe) state[me + S.contiguous] = get(me, S.next);
		state[me + S.window] = win;
		state[me + S.lastAck] = ack;
		state[me + S.lastSeconds] = seconds[row] ?? 0;
		state[me + S.lastNanoseconds] = nanoseconds[row] ?? 0;
		state[me + S.lastLabels] = labels;
	}

	/** Then takes out of the other side's list what this packet acknowledges. */
	function settle(): void {
		const entries = pool.entries();
		let newer = -1;
		let entry = get(peer, S.list);
		while (entry >= 0) {
			const at = entryAt(entry);
			const older = entries[at + ENTRY.older] ?? -1;
			const entryEnd = entries[at + ENTRY.end] ?? 0;
			if (ack === entryEnd) acknowledgesFrame[row] = entries[at + ENTRY.frame] ?? 0;
			else if (isAfter(entryEnd, ack)) {
				if (isAfter(ack, entries[at + ENTRY.sequence] ?? 0)) {
					entries[at + ENTRY.sequence] = ack;
					if (profile.partialAck) acknowledgesFrame[row] = entries[at + ENTRY.frame] ?? 0;
				}
				newer = entry;
				entry = older;
				continue;
			}
			state[peer + S.list] = pool.remove(get(peer, S.list), newer, entry);
			state[peer + S.listCount] = get(peer, S.listCount) - 1;
			entry = older;
		}
		if ((flag & FLAG.ack) !== 0) state[peer + S.bits] = get(peer, S.bits) & ~SIDE_BIT.flightUnknown;
	}

	/** Bytes sent and not acknowledged, SACK blocks not counted. */
	function countFlight(): void {
		const list = get(me, S.list);
		if (len === 0 || list < 0 || (get(me, S.bits) & SIDE_BIT.flightUnknown) !== 0) return;
		const entries = pool.entries();
		let first = 0xffff_ffff;
		let last = 0;
		for (let entry = list; entry >= 0; entry = entries[entryAt(entry) + ENTRY.older] ?? -1) {
			first = Math.min(first, ((entries[entryAt(entry) + ENTRY.sequence] ?? 0) - base) >>> 0);
			last = Math.max(last, ((entries[entryAt(entry) + ENTRY.end] ?? 0) - base) >>> 0);
		}
		const flight = (last - first - get(peer, S.sackedBytes)) >>> 0;
		const pushed = countPushed();
		if (flight === 0 || flight >= FLIGHT_LIMIT) return;
		bytesInFlight[row] = flight - (synOrFin !== 0 ? 1 : 0);
		if (bytesInFlight[row] !== 0) pushBytesSent[row] = pushed;
	}

	function countPushed(): number {
		const wasPushed = (get(me, S.bits) & SIDE_BIT.pushed) !== 0;
		const bytes = (wasPushed ? 0 : get(me, S.pushedBytes)) + len;
		state[me + S.pushedBytes] = bytes;
		const isPush = (flag & FLAG.psh) !== 0;
		state[me + S.bits] = (get(me, S.bits) & ~SIDE_BIT.pushed) | (isPush ? SIDE_BIT.pushed : 0);
		return bytes;
	}

	/** Last: what later packets of the connection will need. Options count only from the next packet on. */
	function conclude(connection: number): void {
		completeness[connection] = (completeness[connection] ?? 0) | completenessBits(connection);
		const isSyn = (flag & FLAG.syn) !== 0;
		const isAck = (flag & FLAG.ack) !== 0;
		if (isSyn) {
			state[me + S.bits] = get(me, S.bits) | SIDE_BIT.windowOfSyn;
			if (!isAck) {
				synTime[connection * 2] = seconds[row] ?? 0;
				synTime[connection * 2 + 1] = nanoseconds[row] ?? 0;
			}
			rememberScale(isAck);
		} else if (isAck) {
			const from = synTime[connection * 2] ?? 0;
			if (irtt === 0 && from !== 0) initialRtt[connection] = elapsed(from, synTime[connection * 2 + 1] ?? 0);
			state[me + S.bits] = get(me, S.bits) & ~SIDE_BIT.windowOfSyn;
		}
		state[me + S.sackBlocks] = options.sackBlocks;
		state[me + S.sackedBytes] = options.sackedBytes;
	}

	/** A SYN without the option, when no scale was known, means that neither side scales (RFC 7323, section 2.2). */
	function rememberScale(isAck: boolean): void {
		if (options.scale >= 0) state[me + S.scale] = options.scale;
		else if (get(me, S.scale) === SCALE.unknown) {
			state[me + S.scale] = SCALE.none;
			state[peer + S.scale] = SCALE.none;
		}
		if (isAck && get(peer, S.scale) === SCALE.none) state[me + S.scale] = SCALE.none;
	}

	function completenessBits(connection: number): number {
		const isSyn = (flag & FLAG.syn) !== 0;
		const isAck = (flag & FLAG.ack) !== 0;
		const isFirst = completeness[connection] === 0;
		let bits = (flag & FLAG.rst) !== 0 ? BEGUN | COMPLETENESS.rst : BEGUN;
		if (isSyn) bits |= isAck ? COMPLETENESS.synAck : isFirst ? COMPLETENESS.syn : 0;
		else if (isAck) bits |= len > 0 ? COMPLETENESS.data : COMPLETENESS.ack;
		if (isSyn && len > 0 && (labels & LABEL.reusedPorts) === 0) bits |= COMPLETENESS.data;
		if (isAck && (flag & FLAG.fin) !== 0) bits |= COMPLETENESS.fin;
		return bits;
	}

	function grow(): void {
		state = doubled(state);
		initialRtt = doubled(initialRtt);
		synTime = doubled(synTime);
		completeness = doubled(completeness);
	}

	return {
		open(connection) {
			while ((connection + 1) * 2 * SIDE_NUMBERS > state.length) grow();
			opened = connection + 1;
			for (let side = connection * 2; side < connection * 2 + 2; side++) {
				state[side * SIDE_NUMBERS + S.window] = -1;
				state[side * SIDE_NUMBERS + S.scale] = SCALE.unknown;
				state[side * SIDE_NUMBERS + S.list] = -1;
			}
		},
		restart(connection, side) {
			const at = (connection * 2 + side) * SIDE_NUMBERS;
			state[at + S.next] = state[at + S.contiguous] ?? 0;
		},
		label(bytes, labelledRow, connection, side, sideBase, known) {
			base = sideBase;
			row = labelledRow;
			packet = batch.firstNumber + row;
			me = (connection * 2 + side) * SIDE_NUMBERS;
			peer = (connection * 2 + 1 - side) * SIDE_NUMBERS;
			seq = sequence[row] ?? 0;
			ack = acknowledgment[row] ?? 0;
			win = window[row] ?? 0;
			len = payloadBytes[row] ?? 0;
			flag = flags[row] ?? 0;
			synOrFin = flag & (FLAG.syn | FLAG.fin);
			end = (seq + len + (synOrFin !== 0 ? 1 : 0)) | 0;
			irtt = initialRtt[connection] ?? 0;
			if (irtt < 0) irtt = Number.POSITIVE_INFINITY;
			labels = known;
			duplicateAckFrame[row] = 0;
			duplicateAckNumber[row] = 0;
			acknowledgesFrame[row] = 0;
			timeoutFrame[row] = 0;
			bytesInFlight[row] = 0;
			pushBytesSent[row] = 0;
			readOptions(bytes);
			labelWindow();
			labelAck();
			labelOld();
			remember();
			settle();
			countFlight();
			labelColumn[row] = labels;
			conclude(connection);
		},
		initialRttNs: (connection) => initialRtt[connection] ?? 0,
		completeness: (connection) => (completeness[connection] ?? 0) & COMPLETENESS.all,
		reset() {
			state.fill(0, 0, opened * 2 * SIDE_NUMBERS);
			initialRtt.fill(0, 0, opened);
			synTime.fill(0, 0, opened * 2);
			completeness.fill(0, 0, opened);
			opened = 0;
			pool.reset();
		},
	};
}
