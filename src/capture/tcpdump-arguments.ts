/** What to record and how. */
export interface RecorderSettings {
	readonly iface: string;
	/** Bytes kept of each frame. */
	readonly snaplen: number;
	readonly filter?: string;
	/** Packets after which it ends by itself. */
	readonly count?: number;
	/**
	 * `slots`, unless given, hand each packet over at once; in `blocks` there is room for many more small packets, but
	 * they come up to a second later, and not at all when the interface goes away before.
	 */
	readonly ring?: 'slots' | 'blocks';
	/** Its size. */
	readonly ringMebibytes?: number;
}

export interface TcpdumpSettings extends RecorderSettings {
	readonly nanoseconds?: boolean;
	/** Stay root instead of becoming the user `tcpdump`; only root may ask for it. */
	readonly keepRoot: boolean;
}

/**
 * Bytes kept of each frame in a lab: all of it, also of the 64 KiB frames that segmentation offload makes. Not
 * 65535, which would waste half of the ring (a slot must fit 65536 bytes with its header).
 */
export const LAB_SNAPLEN = 65_400;

const RING_MEBIBYTES = 32;

/** The arguments with which tcpdump writes a capture to its standard output and holds nothing back. */
export function tcpdumpArguments(settings: TcpdumpSettings): readonly string[] {
	return [
		...['-i', settings.iface, '-n', '-U'],
		// Without it, a tcpdump that is not drained throws away the last second at SIGINT (libpcap pull request 1495).
		...(settings.ring === 'blocks' ? [] : ['--immediate-mode']),
		...['-s', String(settings.snaplen), '-B', String((settings.ringMebibytes ?? RING_MEBIBYTES) * 1024)],
		...(settings.nanoseconds ? ['--time-stamp-precision=nano'] : []),
		...(settings.keepRoot ? ['-Z', 'root'] : []),
		...(settings.count === undefined ? [] : ['-c', String(settings.count)]),
		...['-w', '-'],
		...(settings.filter === undefined ? [] : [settings.filter]),
	];
}
