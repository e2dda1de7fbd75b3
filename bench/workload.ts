import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LINKS, type Link } from './links.ts';

/** What a workload consists of; everything else follows from it, so that the same shape gives the same bytes. */
export interface Workload {
	readonly packets: number;
	/** Connections that are open at the same time. */
	readonly connections: number;
	readonly payloadBytes: number;
	/** 20 unless given; an even number. */
	readonly packetsPerConnection?: number;
	/** One connection in so many speaks IPv6; none unless given. */
	readonly ipv6Every?: number;
	readonly link?: Link;
}

const TCP_BYTES = 20;
const IP = {
	4: { bytes: 20, etherType: 0x0800, lengthAt: 2, versionWord: 0x4500 },
	6: { bytes: 40, etherType: 0x86dd, lengthAt: 4, versionWord: 0x6000 },
} as const;
const RECORD_BYTES = 16;
const PACKETS_PER_CONNECTION = 20;
/** FIN, ACK; FIN, ACK; ACK. */
const CLOSING_PACKETS = 3;
const FIRST_SECOND = 1_700_000_000;
const SERVER = { address: 0x0a4d0003, port: 2222 } as const;

/** Writes a classic capture of interleaved request–reply connections: handshake, data both ways, close. */
export function writeWorkload(path: string, workload: Workload): void {
	const { packets, payloadBytes, link = LINKS.ethernet } = workload;
	const fd = openSync(path, 'w');
	writeSync(fd, fileHeader(link.linkType));
	const mostBytes = RECORD_BYTES + link.bytes + IP[6].bytes + TCP_BYTES + payloadBytes;
	const block = Buffer.alloc(Math.max(1 << 20, mostBytes));
	let used = 0;
	for (let i = 0; i < packets; i++) {
		if (used + mostBytes > block.length) {
			writeSync(fd, block, 0, used);
			used = 0;
		}
		used += writeRecord(block, used, i, workload);
	}
	writeSync(fd, block, 0, used);
	closeSync(fd);
}

const FEWEST_PACKETS = 30;
const PACKET_SPREAD = 171;

/** Fills a folder with small captures of 30 to 200 packets, of each link layer in turn, every fifth of IPv6. */
export function writeFolder(path: string, files: number): { readonly packets: number } {
	mkdirSync(path, { recursive: true });
	const links = Object.values(LINKS);
	let all = 0;
	for (let i = 0; i < files; i++) {
		const packets = FEWEST_PACKETS + ((i * 7919) % PACKET_SPREAD);
		const link = links[i % links.length] ?? LINKS.ethernet;
		const ipv6Every = i % 5 === 0 ? 1 : 0;
		writeWorkload(join(path, `${`${i}`.padStart(5, '0')}.pcap`), {
			...{ packets, connections: 1 + (i % 4), payloadBytes: 20, ipv6Every, link },
		});
		all += packets;
	}
	return { packets: all };
}

function fileHeader(linkType: number): Buffer {
	const header = Buffer.alloc(24);
	header.writeUInt32LE(0xa1b2c3d4, 0);
	header.writeUInt16LE(2, 4);
	header.writeUInt16LE(4, 6);
	header.writeUInt32LE(65535, 16);
	header.writeUInt32LE(linkType, 20);
	return header;
}

/** Record `i`: connection `i % connections` of its generation does its next step. Returns the bytes written. */
function writeRecord(block: Buffer, at: number, i: number, workload: Workload): number {
	const { connections, payloadBytes, ipv6Every = 0, link = LINKS.ethernet } = workload;
	const { packetsPerConnection = PACKETS_PER_CONNECTION } = workload;
	const firstFin = packetsPerConnection - CLOSING_PACKETS;
	const number = i % connections;
	const turn = Math.floor(i / connections);
	const step = turn % packetsPerConnection;
	const generation = Math.floor(turn / packetsPerConnection);
	const version = ipv6Every > 0 && number % ipv6Every === 0 ? 6 : 4;
	const isData = step > 2 && step < firstFin;
	const length = TCP_BYTES + (isData ? payloadBytes : 0);
	const size = link.bytes + IP[version].bytes + length;
	block.fill(0, at, at + RECORD_BYTES + size);
	block.writeUInt32LE(FIRST_SECOND + Math.floor(i / 1e6), at);
	block.writeUInt32LE(i % 1e6, at + 4);
	block.writeUInt32LE(size, at + 8);
	block.writeUInt32LE(size, at + 12);
	link.write(block, at + RECORD_BYTES, IP[version].etherType);
	const ip = at + RECORD_BYTES + link.bytes;
	const isClient = step % 2 === 0;
	const client = 0x0a000000 | (number & 0xff);
	writeNetwork(block, ip, version, length, isClient ? [client, SERVER.address] : [SERVER.address, client]);
	const tcp = ip + IP[version].bytes;
	const port = 10_000 + Math.floor(number / 256) + generation * 7;
	block.writeUInt16BE(isClient ? port : SERVER.port, tcp);
	block.writeUInt16BE(isClient ? SERVER.port : port, tcp + 2);
	const [mine, theirs] = isClient ? [clientNumber, serverNumber] : [serverNumber, clientNumber];
	block.writeUInt32BE(1000 + generation + mine(step, firstFin, payloadBytes), tcp + 4);
	block.writeUInt32BE(step === 0 ? 0 : 1000 + generation + theirs(step, firstFin, payloadBytes), tcp + 8);
	block.writeUInt16BE(0x5000 | flagsOf(step, firstFin), tcp + 12);
	block.writeUInt16BE(64_240, tcp + 14);
	return RECORD_BYTES + size;
}

/** The IP header; in IPv6 the addresses are those of IPv4 behind the documentation's prefix (RFC 3849). */
function writeNetwork(
	block: Buffer,
	ip: number,
	version: 4 | 6,
	length: number,
	[source, destination]: readonly [number, number],
): void {
	const { bytes, lengthAt, versionWord } = IP[version];
	block.writeUInt16BE(versionWord, ip);
	block.writeUInt16BE(version === 4 ? bytes + length : length, ip + lengthAt);
	block.writeUInt16BE(version === 4 ? 0x4006 : 0x0640, ip + (version === 4 ? 8 : 6));
	if (version === 6) for (const prefix of [8, 24]) block.writeUInt32BE(0x20010db8, ip + prefix);
	block.writeUInt32BE(source, ip + (version === 4 ? 12 : 20));
	block.writeUInt32BE(destination, ip + (version === 4 ? 16 : 36));
}

/** How far the client has counted before this step: its SYN, its data in the even steps from 4 on, its FIN at the end. */
function clientNumber(step: number, firstFin: number, payloadBytes: number): number {
	const sent = Math.max(0, Math.floor((Math.min(step, firstFin) - 3) / 2)) * payloadBytes;
	return (step > 0 ? 1 : 0) + sent + (step > firstFin + 1 ? 1 : 0);
}

/** The same for the server: its SYN-ACK, its data in the odd steps from 3 on, its FIN, which is the first. */
function serverNumber(step: number, firstFin: number, payloadBytes: number): number {
	const sent = Math.max(0, Math.floor((Math.min(step, firstFin) - 2) / 2)) * payloadBytes;
	return (step > 1 ? 1 : 0) + sent + (step > firstFin ? 1 : 0);
}

function flagsOf(step: number, firstFin: number): number {
	if (step === 0) return 0x02;
	if (step === 1) return 0x12;
	if (step === firstFin || step === firstFin + 1) return 0x11;
	return step === 2 || step > firstFin ? 0x10 : 0x18;
}
