/** A link layer of the generated captures. */
export interface Link {
	/** Its number in the file's header. */
	readonly linkType: number;
	readonly bytes: number;
	/** Writes what says which network layer follows; the rest stays zero. */
	readonly write: (block: Buffer, at: number, etherType: number) => void;
}

const VLAN = 0x8100;
const IPV4 = 0x0800;
/** Of the machine that wrote the file; Linux and FreeBSD number IPv6 differently. */
const FAMILY = { ipv4: 2, ipv6: 30 } as const;

export type LinkName = 'ethernet' | 'vlan' | 'cooked' | 'cooked2' | 'loopback' | 'raw';

export const LINKS: Readonly<Record<LinkName, Link>> = {
	ethernet: { linkType: 1, bytes: 14, write: (block, at, type) => block.writeUInt16BE(type, at + 12) },
	vlan: {
		linkType: 1,
		bytes: 18,
		write(block, at, type) {
			block.writeUInt16BE(VLAN, at + 12);
			block.writeUInt16BE(7, at + 14);
			block.writeUInt16BE(type, at + 16);
		},
	},
	cooked: { linkType: 113, bytes: 16, write: (block, at, type) => block.writeUInt16BE(type, at + 14) },
	cooked2: { linkType: 276, bytes: 20, write: (block, at, type) => block.writeUInt16BE(type, at) },
	loopback: {
		linkType: 0,
		bytes: 4,
		write: (block, at, type) => block.writeUInt32LE(type === IPV4 ? FAMILY.ipv4 : FAMILY.ipv6, at),
	},
	raw: { linkType: 101, bytes: 0, write: () => undefined },
};
