import type { Owner } from '../capture/owner.ts';
import type { WayFacts } from '../capture/ways.ts';
import type { LabProfile } from '../profile/lab-profile.ts';
import type { ClientManners } from './client-auto.ts';
import type { ProgramName } from './lab-event.ts';
import type { ServerManners } from './server-manners.ts';

/** What the lab's client does. */
export type ClientScript =
	| { readonly kind: 'auto'; readonly messages: readonly string[] }
	/** The typed client at the user's own standard input. */
	| { readonly kind: 'typed' }
	/** The typed client, with these lines typed for it, each so long after its prompt. */
	| { readonly kind: 'fed'; readonly lines: readonly string[]; readonly pauseMs: number };

/** What happens in a lab; the variations make the captures that students bring. Plain data. */
export interface Scenario {
	readonly client: ClientScript;
	/** So many run at once (automatic ones). */
	readonly clients: number;
	readonly clientManners: ClientManners;
	/** Without a server the client is refused; `late`: refused once, then the server is started and a client runs again. */
	readonly server: 'started' | 'missing' | 'late';
	readonly serverManners: ServerManners;
	/** Bad cables between a machine and the bridge. */
	readonly wires: readonly Wire[];
	/** Whether the machines ask for each other's MAC address, know it for ever, or forget it after the first reply. */
	readonly neighbours: 'asked' | 'known' | 'forgotten';
	readonly recordOn: 'bridge' | 'any';
	/** `connected`: the recorder starts late, after the handshake (fed client only). */
	readonly recordFrom: 'start' | 'connected';
	/** Before the close, after the last reply, the recorder is stopped or killed (fed client only). */
	readonly recordUntil: 'end' | 'replied' | 'killed';
	/** Bytes kept of each frame; all of them where `null`. */
	readonly snaplen: number | null;
	readonly nanoseconds: boolean;
	readonly rarities: Rarities;
}

/** What a real kernel does not do on command: only the simulated runner can make it happen. */
export interface Rarities {
	/** Both sides connect at once, and their SYNs cross. */
	readonly opensSimultaneously: boolean;
	/** Both sides close at once, and their FINs cross. */
	readonly closesSimultaneously: boolean;
	/** The client asks whether the server is still there after so long without a word. */
	readonly keepAliveMs: number | null;
	/** Packets of the capture that are lost behind the recorder. */
	readonly losePackets: readonly number[];
}

/** A cable that treats frames badly, each direction by its own rules. */
export interface Wire {
	readonly host: ProgramName;
	readonly rules: readonly WireRule[];
}

/** `to-bridge` is what the machine sends: the recorder sees it after the cable; `to-host`, before. */
export interface WireRule {
	readonly direction: 'to-bridge' | 'to-host';
	readonly kind: 'drop' | 'delay' | 'overtake' | 'duplicate' | 'drop-syn';
	/** Of `drop`: percent of the frames; of `delay`: milliseconds. */
	readonly value: number;
}

/** Where a lab runs. */
export type RunnerName = 'netns' | 'docker' | 'simulated';

/** All that a lab needs to know wherever it runs; plain data, for it crosses a pipe. */
export interface LabPlan {
	readonly runner: RunnerName;
	readonly profile: LabProfile;
	readonly scenario: Scenario;
	/** Without a recorder only the programs' events are kept. */
	readonly records: boolean;
	/** Path of the capture without `.pcap`. */
	readonly captureBase: string;
	/** Whose the capture is to be, `null` for who runs the lab. */
	readonly owner: Owner | null;
	/** ISO 8601, UTC. */
	readonly startedAt: string;
	/** What the ways to the lab's bridge are made of. */
	readonly ways: Omit<WayFacts, 'driver'>;
}

/** Full paths of the programs that make namespaces. */
export interface NetnsTools {
	readonly unshare: string;
	readonly nsenter: string;
	readonly ip: string;
	/** Carries frames over a bad cable; not there where none is wanted. */
	readonly perl: string | null;
}

/** What the process inside the namespaces needs to know besides. */
export interface NetnsPlan extends LabPlan {
	readonly tools: NetnsTools;
	/** Made by an ordinary user, through a user namespace. */
	readonly rootless: boolean;
}
