import { closeSync, openSync, writeSync } from 'node:fs';

/** What a workload consists of; everything else follows from it, so that the same shape gives the same bytes. */
export interface Workload {
	readonly packets: number;
	/** Connections that are open at the same time. */
	readonly connections: number;
	readonly payloadBytes: number;
}

const HEADER_BYTES = 14 + 20 + 20;
const PACKETS_PER_CONNECTION = 20;
const FIRST_FIN = PACKETS_PER_CONNECTION - 3;

/** Writes a classic capture of interleaved request–reply connections: handshake, data both ways, close. */
export function writeWorkload(path: string, { packets, connections, payloadBytes }: Workload): void {
	const fd = openSync(path, 'w');
	const header = Buffer.alloc(24);
	header.writeUInt32LE(0xa1b2c3d4, 0);
	header.writeUInt16LE(2, 4);
	header.writeUInt16LE(4, 6);
	header.writeUInt32LE(65535, 16);
	header.writeUInt32LE(1, 20);
	writeSync(fd, header);
	const block = Buffer.alloc(1 << 20);
	let used = 0;
	for (let i = 0; i < packets; i++) {
		if (used + 16 + HEADER_BYTES + payloadBytes > block.length) {
			writeSync(fd, block, 0, used);
			used = 0;
		}
		used += writeRecord(block, used, i, connections, payloadBytes);
	}
	writeSync(fd, block, 0, used);
	closeSync(fd);
}

/** Record `i`: connection `i % connections` of its generation does its next step. */
function writeRecord(block: Buffer, at: number, i: number, connections: number, payloadBytes: number): number {
	const turn = Math.floor(i / connections);
	const step = turn % PACKETS_PER_CONNECTION;
	const generation = Math.floor(turn / PACKETS_PER_CONNECTION);
	const isClient = step % 2 === 0;
	const isData = step > 2 && step < FIRST_FIN;
	const length = isData ? payloadBytes : 0;
	const size = HEADER_BYTES + length;
	block.fill(0, at, at + 16 + size);
	block.writeUInt32LE(1_700_000_000 + Math.floor(i / 1e6), at);
	block.writeUInt32LE(i % 1e6, at + 4);
	block.writeUInt32LE(size, at + 8);
	block.writeUInt32LE(size, at + 12);
	const ip = at + 16 + 14;
	block.writeUInt16BE(0x0800, ip - 2);
	block.writeUInt16BE(0x4500, ip);
	block.writeUInt16BE(size - 14, ip + 2);
	block.writeUInt16BE(0x4006, ip + 8);
	const client = 0x0a000000 | ((i % connections) & 0xff);
	const port = 10_000 + Math.floor((i % connections) / 256) + generation * 7;
	writeEnds(block, ip, isClient ? [client, port, 0x0a4d0003, 2222] : [0x0a4d0003, 2222, client, port]);
	const [mine, theirs] = isClient ? [clientNumber, serverNumber] : [serverNumber, clientNumber];
	block.writeUInt32BE(1000 + generation + mine(step, payloadBytes), ip + 24);
	block.writeUInt32BE(step === 0 ? 0 : 1000 + generation + theirs(step, payloadBytes), ip + 28);
	block.writeUInt16BE(0x5000 | flagsOf(step), ip + 32);
	block.writeUInt16BE(64_240, ip + 34);
	return 16 + size;
}

/** How far the client has counted before this step: its SYN, its data in the even steps from 4 to 16, its FIN in 18. */
function clientNumber(step: number, payloadBytes: number): number {
	const sent = Math.max(0, Math.floor((Math.min(step, FIRST_FIN) - 3) / 2)) * payloadBytes;
	return (step > 0 ? 1 : 0) + sent + (step > FIRST_FIN + 1 ? 1 : 0);
}

/** The same for the server: its SYN-ACK, its data in the odd steps from 3 to 15, its FIN in 17. */
function serverNumber(step: number, payloadBytes: number): number {
	const sent = Math.max(0, Math.floor((Math.min(step, FIRST_FIN) - 2) / 2)) * payloadBytes;
	return (step > 1 ? 1 : 0) + sent + (step > FIRST_FIN ? 1 : 0);
}

function writeEnds(
	block: Buffer,
	ip: number,
	[source, sourcePort, destination, port]: readonly [number, number, number, number],
): void {
	block.writeUInt32BE(source, ip + 12);
	block.writeUInt32BE(destination, ip + 16);
	block.writeUInt16BE(sourcePort, ip + 20);
	block.writeUInt16BE(port, ip + 22);
}

function flagsOf(step: number): number {
	if (step === 0) return 0x02;
	if (step === 1) return 0x12;
	if (step >= FIRST_FIN && step < PACKETS_PER_CONNECTION - 1) return 0x11;
	return step === 2 || step === PACKETS_PER_CONNECTION - 1 ? 0x10 : 0x18;
}
