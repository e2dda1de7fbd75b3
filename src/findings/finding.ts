/** A statement about a connection or the whole capture; the wording, and what to do next time, is in `i18n/`. */
export type Finding = BasicFinding | AddedFinding;

/** The stable name of a finding. */
export type FindingKind = Finding['kind'];
export type FindingOf<K extends FindingKind> = Extract<Finding, { readonly kind: K }>;

/** What a capture says of itself at first sight. */
export type BasicFinding =
	| { readonly kind: 'no-packets'; readonly connection: null; readonly packets: readonly number[] }
	| { readonly kind: 'starts-mid-connection'; readonly connection: number; readonly packets: readonly number[] }
	| { readonly kind: 'open-at-end'; readonly connection: number; readonly packets: readonly number[] }
	| {
			readonly kind: 'refused-attempt';
			readonly connection: number;
			readonly packets: readonly number[];
			readonly port: number;
			/** The later connection of the same client to the same server that came to be, if the capture has one. */
			readonly laterSuccess: number | null;
	  }
	| {
			readonly kind: 'cut-by-snaplen';
			readonly connection: null;
			/** The first of them; there may be many. */
			readonly packets: readonly number[];
			readonly count: number;
	  };

/** A finding about the whole capture. */
export interface OfCapture {
	readonly connection: null;
	/** The packets that the finding rests on; of many, the first. */
	readonly packets: readonly number[];
}

/** A finding about one connection. */
export interface OfConnection {
	readonly connection: number;
	readonly packets: readonly number[];
}

/** What a capture alone can tell beside the first kinds; the words are in `i18n/`. */
export type AddedFinding =
	/** L04: `count` of `total` packets are copies; each packet is there `times` times at most. */
	| (OfCapture & {
			readonly kind: 'recorded-twice';
			readonly count: number;
			readonly total: number;
			readonly times: number;
	  })
	/** L06: information only. */
	| (OfCapture & { readonly kind: 'checksum-offload'; readonly count: number })
	/** L07: TCP was captured, but none of it on a lab's port; `seen` are the servers' ports. */
	| (OfCapture & {
			readonly kind: 'no-lab-packet';
			readonly ports: readonly number[];
			readonly seen: readonly number[];
	  })
	/** L09. Attempts that were refused or not answered do not count. */
	| (OfCapture & {
			readonly kind: 'more-connections-than-lab';
			readonly lab: string;
			readonly connections: number;
			readonly expected: number;
	  })
	| (OfCapture & {
			readonly kind: 'more-clients-than-lab';
			readonly lab: string;
			readonly clients: number;
			readonly expected: number;
	  })
	/** L13: `packets` has the first that is earlier than the one before it; `mostNs` is the longest way back. */
	| (OfCapture & { readonly kind: 'time-runs-backwards'; readonly count: number; readonly mostNs: bigint })
	/** L16: between two packets of one side the capture's clock and the sender's (RFC 7323) moved by different times. */
	| (OfConnection & { readonly kind: 'clocks-disagree'; readonly captureNs: bigint; readonly senderNs: bigint })
	/** ARP was answered, the SYN was not, and no RST came: something drops the packets. */
	| (OfConnection & { readonly kind: 'syn-filtered'; readonly address: string; readonly port: number })
	/** The SYN was not answered, and the capture does not say whether the host is there. */
	| (OfConnection & { readonly kind: 'syn-unanswered'; readonly address: string; readonly port: number })
	/** Nobody answered the ARP requests for an address. */
	| (OfCapture & { readonly kind: 'host-silent'; readonly address: string })
	/** An address has another MAC from some packet on: a container that was made anew. */
	| (OfCapture & {
			readonly kind: 'mac-changed';
			readonly address: string;
			readonly before: string;
			readonly after: string;
	  })
	/** Two MACs speak for one address in turn (RFC 5227). */
	| (OfCapture & {
			readonly kind: 'address-used-twice';
			readonly address: string;
			readonly macs: readonly [string, string];
	  });

export type AddedFindingKind = AddedFinding['kind'];
export type AddedFindingOf<K extends AddedFindingKind> = Extract<AddedFinding, { readonly kind: K }>;
