import type { Owner } from '../capture/owner.ts';
import type { LabProfile } from '../profile/lab-profile.ts';

/** What the lab's client does. */
export type ClientScript =
	| { readonly kind: 'auto'; readonly messages: readonly string[] }
	/** The typed client at the user's own standard input. */
	| { readonly kind: 'typed' }
	/** The typed client, with these lines typed for it, each so long after its prompt. */
	| { readonly kind: 'fed'; readonly lines: readonly string[]; readonly pauseMs: number };

/** What happens in a lab; the variations make the captures that students bring. */
export interface Scenario {
	readonly client: ClientScript;
	/** Without a server the client is refused. */
	readonly server: 'started' | 'missing';
	/** `connected`: the recorder starts late, after the handshake (fed client only). */
	readonly recordFrom: 'start' | 'connected';
	/** `replied`: the recorder is stopped after the last reply, before the close (fed client only). */
	readonly recordUntil: 'end' | 'replied';
	readonly nanoseconds: boolean;
}

/** Where a lab runs. */
export type RunnerName = 'netns' | 'docker';

/** All that a lab needs to know wherever it runs; plain data, for it crosses a pipe. */
export interface LabPlan {
	readonly runner: RunnerName;
	readonly profile: LabProfile;
	readonly scenario: Scenario;
	/** Path of the capture without `.pcap`. */
	readonly captureBase: string;
	/** Whose the capture is to be, `null` for who runs the lab. */
	readonly owner: Owner | null;
	/** ISO 8601, UTC. */
	readonly startedAt: string;
	/** Full path of tcpdump. */
	readonly tcpdump: string;
	/** tcpdump stays root; only root may ask for it. */
	readonly keepRoot: boolean;
}

/** Full paths of the programs that make namespaces. */
export interface NetnsTools {
	readonly unshare: string;
	readonly nsenter: string;
	readonly ip: string;
}

/** What the process inside the namespaces needs to know besides. */
export interface NetnsPlan extends LabPlan {
	/** The command that runs this program once more with other arguments. */
	readonly self: readonly string[];
	readonly tools: NetnsTools;
	/** Made by an ordinary user, through a user namespace. */
	readonly rootless: boolean;
}
