import {
	type CommandOf,
	FOLDER_PEERS,
	fastPeers,
	OURS,
	OURS_AT_START,
	OURS_IN_FOLDER,
	type Peers,
	SLOW_FOLDER_PEERS,
	SLOW_PEERS,
	START_PEERS,
} from './peers.ts';
import { type Workload, writeFolder, writeWorkload } from './workload.ts';

/** One table of the benchmark. */
export interface Case {
	readonly name: string;
	readonly title: string;
	/** Writes the input; gives how many packets are in it. */
	readonly write: (path: string) => number;
	readonly ours: Readonly<Record<string, CommandOf>>;
	readonly peers: Peers;
	/** Open at the same time, where all are alike. */
	readonly connections?: number;
	/** In a folder. */
	readonly files?: number;
	/** Counted runs of each program, unless it is slow. */
	readonly rounds: number;
	/** Only with `--full`. */
	readonly isLong?: true;
}

/** Packets in the smaller files that tshark gets. */
const SLOW_PACKETS = 100_000;
const SMALL_1K: Workload = { packets: 1_000_000, connections: 1000, payloadBytes: 20, ipv6Every: 5 };
const SMALL_20K: Workload = { packets: 1_000_000, connections: 20_000, payloadBytes: 20 };
/** 100,000 connections in all. */
const SMALL_5K: Workload = { packets: 10_000_000, connections: 5000, payloadBytes: 20, packetsPerConnection: 100 };
const LARGE: Workload = { packets: 300_000, connections: 16, payloadBytes: 1400 };
const START: Workload = { packets: 35, connections: 2, payloadBytes: 20 };

/**
 * All tables, in order.
 *
 * @param libpcapLoop The compiled loop; `null` where it could not be compiled.
 * @param scale Fewer packets and files, to try the benchmark itself.
 */
export function allCases(libpcapLoop: string | null, scale: number): readonly Case[] {
	const fast = fastPeers(libpcapLoop);
	const packets = (name: string, title: string, workload: Workload, peers: Peers, rounds: number): Case => {
		const scaled = { ...workload, packets: Math.max(100, Math.round(workload.packets * scale)) };
		const write = (path: string): number => {
			writeWorkload(path, scaled);
			return scaled.packets;
		};
		return {
			name,
			title: `${count(scaled.packets)} ${title}`,
			write,
			ours: OURS,
			peers,
			rounds,
			connections: workload.connections,
		};
	};
	const folder = (name: string, files: number, peers: Peers, rounds: number): Case => {
		const scaled = Math.max(12, Math.round(files * scale));
		const write = (path: string): number => writeFolder(path, scaled).packets;
		const title = `${count(scaled)} small captures in a folder`;
		return { name, title, write, ours: OURS_IN_FOLDER, peers, rounds, files: scaled };
	};
	const small1k = 'small packets, 1,000 connections at once, a fifth of them IPv6';
	const small20k = 'small packets, 20,000 connections at once';
	const small5k = 'small packets, 5,000 connections at once, 100 packets in each';
	const large = 'large packets, 16 connections at once';
	return [
		packets('small-1k', small1k, SMALL_1K, fast, 5),
		packets('small-1k-tshark', small1k, { ...SMALL_1K, packets: SLOW_PACKETS }, SLOW_PEERS, 3),
		packets('small-20k', small20k, SMALL_20K, fast, 5),
		packets('large', large, LARGE, fast, 5),
		packets('large-tshark', large, { ...LARGE, packets: SLOW_PACKETS }, SLOW_PEERS, 3),
		{ ...packets('small-10m', small5k, SMALL_5K, fast, 3), isLong: true },
		{ ...packets('small-10m-20k', small20k, { ...SMALL_20K, packets: 10_000_000 }, fast, 3), isLong: true },
		{ ...packets('large-1.2m', large, { ...LARGE, packets: 1_200_000 }, fast, 3), isLong: true },
		{ ...packets('small-1m-tshark', small1k, SMALL_1K, SLOW_PEERS, 1), isLong: true },
		{ ...packets('large-1m-tshark', large, { ...LARGE, packets: 1_000_000 }, SLOW_PEERS, 1), isLong: true },
		folder('folder', 2000, FOLDER_PEERS, 5),
		folder('folder-tshark', 50, SLOW_FOLDER_PEERS, 3),
		{
			...packets('start', '', START, START_PEERS, 15),
			title: 'Start-up: 35 packets',
			ours: OURS_AT_START,
			write: writeStart,
		},
	];
}

function writeStart(path: string): number {
	writeWorkload(path, START);
	return START.packets;
}

function count(number: number): string {
	return number.toLocaleString('en');
}
