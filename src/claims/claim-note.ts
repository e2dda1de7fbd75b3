/** What the note of each misconception says beside its packets. */
export interface NoteDetails {
	/** `listen()` is the SYN step. `syn` is the packet of the SYN. */
	readonly M01: { readonly syn: number | null };
	/** `accept()` is the ACK step. */
	readonly M02: { readonly synAck: number | null };
	/** PSH, ACK is part of the handshake. */
	readonly M03: { readonly rows: readonly number[] };
	/** PSH, ACK confirms the message itself. */
	readonly M04: { readonly packet: number };
	/** One handshake for each direction. */
	readonly M05: { readonly connections: number };
	/** The ephemeral port mistaken. */
	readonly M06: { readonly clientPort: number };
	/** An address where a port is asked. */
	readonly M07: { readonly said: string };
	/** PSH means sending at once. */
	readonly M08: Record<never, never>;
	/** Each message has its own ACK packet. */
	readonly M09: { readonly separate: readonly number[]; readonly joint: number | null };
	/** ARP always comes before TCP. */
	readonly M10: { readonly seconds: number; readonly first: number };
	/** A later ARP means that the entry expired. */
	readonly M11: { readonly packets: readonly number[] };
	/** The close always has four segments. */
	readonly M12: { readonly packets: readonly number[]; readonly segments: number };
	/** Each row twice is retransmission. */
	readonly M13: { readonly packets: readonly number[] };
	/** Rows with SYN are connections. */
	readonly M14: { readonly connections: number };
	/** Publisher and subscriber talk to each other. */
	readonly M15: { readonly broker: string };
	/** The row where a message is complete is the one that carries it. */
	readonly M16: { readonly first: number; readonly complete: number };
	/** The server of the upcall lab speaks first. */
	readonly M17: { readonly pairs: number };
	/** Seq and Ack swapped. */
	readonly M18: { readonly packet: number; readonly sequence: number; readonly acknowledgment: number };
	/** The frame's length for the payload's. */
	readonly M19: { readonly frameBytes: number; readonly payloadBytes: number };
	/** The server sends its result with POST. */
	readonly M20: { readonly method: string; readonly packet: number };
	/** Seq=0 is what is on the wire. */
	readonly M21: { readonly raw: number };
	/** `bye` is sent to the server. */
	readonly M22: { readonly word: string; readonly fin: number | null };
	/** Two runs in one answer. */
	readonly M23: { readonly said: string };
	/** One FIN closes the whole connection. */
	readonly M24: { readonly lastAck: number };
	/** The SYN-ACK's Ack is more than ISN + 1. */
	readonly M25: { readonly initial: number };
	/** Absence in a capture proves absence on the network. */
	readonly M26: Record<never, never>;
	/** Two connections mixed. */
	readonly M27: { readonly packet: number; readonly server: string };
	/** MTU for MSS. */
	readonly M28: { readonly mss: number };
}

export type MisconceptionId = keyof NoteDetails;

/** A note that explains a misconception; it never changes a verdict. */
export type ClaimNote = { readonly [M in MisconceptionId]: ClaimNoteOf<M> }[MisconceptionId];

export interface ClaimNoteOf<M extends MisconceptionId> {
	readonly id: M;
	readonly details: NoteDetails[M];
}
