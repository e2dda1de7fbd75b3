/** What a server does unlike the lab's original, so that a capture shows it. */
export interface ServerManners {
	/** Waits so long before each reply. */
	readonly thinkMs: number;
	/** Waits so long before its first read: what comes meanwhile fills the receive buffer. */
	readonly slowStartMs: number;
	/** After so many requests: it is stopped, as by Ctrl+C, once it has replied; or breaks the connection off instead. */
	readonly ending: { readonly how: 'stop' | 'reset'; readonly after: number } | null;
	/** Sends events unasked: so often, or what one client says to all others. */
	readonly push: { readonly everyMs: number } | 'messages' | null;
}

/** So long after its last reply a server is stopped: the client has acknowledged it by then. */
export const STOP_AFTER_MS = 150;

/** As the originals are. */
export const PLAIN_MANNERS: ServerManners = { thinkMs: 0, slowStartMs: 0, ending: null, push: null };
