/** What to record and how. */
export interface TcpdumpSettings {
	readonly iface: string;
	/** Bytes kept of each frame. */
	readonly snaplen: number;
	readonly filter?: string;
	readonly nanoseconds?: boolean;
	/** Stay root instead of becoming the user `tcpdump`; only root may ask for it. */
	readonly keepRoot: boolean;
}

/**
 * Bytes kept of each frame in a lab: all of it, also of the 64 KiB frames that segmentation offload makes. Not
 * 65535, which would waste half of the ring (a slot must fit 65536 bytes with its header).
 */
export const LAB_SNAPLEN = 65_400;

const RING_KIB = 32_768;

/** The arguments with which tcpdump writes a capture to its standard output and holds nothing back. */
export function tcpdumpArguments(settings: TcpdumpSettings): readonly string[] {
	return [
		...['-i', settings.iface, '-n', '-U'],
		// Without it, tcpdump throws away the last second at SIGINT (libpcap pull request 1495).
		'--immediate-mode',
		...['-s', String(settings.snaplen), '-B', String(RING_KIB)],
		...(settings.nanoseconds ? ['--time-stamp-precision=nano'] : []),
		...(settings.keepRoot ? ['-Z', 'root'] : []),
		...['-w', '-'],
		...(settings.filter === undefined ? [] : [settings.filter]),
	];
}
