import type { EngineTrouble } from '../errors.ts';

/** A container on a network, as the engine tells it. */
export interface Member {
	readonly containerId: string;
	/** Its name, which says nothing sure about its service: compose v1 and v2 name containers differently. */
	readonly container: string;
	/** Compose service, `null` when it was not started by compose. */
	readonly service: string | null;
	readonly running: boolean;
	/** First process of the container as this machine numbers it, `null` when it is not running or not here. */
	readonly pid: number | null;
	/** Without the prefix length. */
	readonly ipv4: string | null;
	readonly ipv6: string | null;
	/** Lower case with colons. */
	readonly mac: string | null;
	/** The bridge's port that leads to it (`veth…`), `null` when it is not known. */
	readonly port: string | null;
	/** The container whose network it shares (`network_mode: service:…`), `null` when it has its own. */
	readonly sharesWith: string | null;
	/** TCP ports that its image or compose file names. */
	readonly tcpPorts: readonly number[];
}

/** Where a network's bridge can be recorded. */
export type BridgePlace =
	/** On this machine, in the network namespace of this process. */
	| { readonly kind: 'here'; readonly isUp: boolean }
	/** In the namespaces of a rootless engine. */
	| ({ readonly kind: 'rootless' } & RootlessNamespaces)
	/** In another machine: the virtual machine of Docker Desktop, or a remote engine. */
	| { readonly kind: 'elsewhere' }
	/** The driver (macvlan, ipvlan, host, …) has none: record inside a member's namespace. */
	| { readonly kind: 'no-bridge' };

/** Where the bridges of a rootless engine are. */
export interface RootlessNamespaces {
	/** The process whose user and mount namespace is to be entered, and whose network namespace, if there is no `netns`. */
	readonly pid: number;
	/** File of the network namespace, as seen in the mount namespace; `null`: the process is in it. */
	readonly netns: string | null;
}

/** A network that could be recorded. */
export interface DetectedNetwork {
	/** `null`: a Linux bridge of which no engine knows. */
	readonly engine: EngineKind | null;
	/** Where the engine listens. */
	readonly engineAddress: string | null;
	/** The engine's name of the network; the bridge's own where there is no engine. */
	readonly name: string;
	readonly id: string | null;
	readonly driver: string;
	/** Compose project. */
	readonly project: string | null;
	/** Absolute paths of the project's compose files. */
	readonly composeFiles: readonly string[];
	/** Interface name of the bridge. */
	readonly bridge: string | null;
	readonly place: BridgePlace;
	/** The engine's default network (`docker0`), never chosen unless it is named. */
	readonly isDefault: boolean;
	readonly subnets: readonly string[];
	readonly members: readonly Member[];
	/** All ports of the bridge, also those that lead to no known container. */
	readonly ports: readonly string[];
	/** Names of the labs whose services or ports are on it. */
	readonly labs: readonly string[];
}

export type EngineKind = 'docker' | 'podman';

/** An engine that was asked. */
export interface EngineSeen {
	/** `unix:///var/run/docker.sock` or `tcp://host:port`. */
	readonly address: string;
	/** `null` when it did not answer. */
	readonly kind: EngineKind | null;
	readonly state: EngineState;
	/** The system's or the engine's own words when it did not answer as it should. */
	readonly said: string | null;
}

/**
 * `absent`: there is no socket; `not-running`: nobody listens at it; `forbidden`: we may not use it; `unsupported`:
 * `ssh://` or TLS, which we do not speak.
 */
export type EngineState = 'answers' | EngineTrouble;

/** A lab that can be recognised by its services or its port. */
export interface LabHint {
	readonly name: string;
	readonly port: number;
	readonly services: { readonly server: string; readonly client: string };
}

/** What the user asked for; each narrows the choice. */
export interface DetectionWish {
	/** Name, beginning of the identifier, or bridge. */
	readonly network?: string | undefined;
	/** Compose project. */
	readonly project?: string | undefined;
	/** Absolute path of a compose file. */
	readonly composeFile?: string | undefined;
	/** Name of a lab. */
	readonly lab?: string | undefined;
	/** The labs that are known by heart. */
	readonly labs: readonly LabHint[];
}

/** Why a network was chosen. */
export type ChoiceReason =
	/** The user named it. */
	| 'named'
	/** The only one of the compose project that was asked for. */
	| 'project'
	/** The only one of the compose file that was asked for. */
	| 'compose-file'
	/** The only one with the lab that was asked for. */
	| 'lab'
	/** The only one on which a known lab runs. */
	| 'known-lab'
	/** The only one of a compose project. */
	| 'only-project'
	/** The only one with running containers. */
	| 'only-running'
	/** The only one with two machines or more. */
	| 'only-with-two'
	/** The only one at all. */
	| 'only';

/** Why none can be chosen. */
export type NoChoiceReason =
	/** Nothing is there that could be a lab. */
	| 'nothing'
	/** Containers run, but on the engine's default network only. */
	| 'default-only'
	/** Networks are there, but none is what was asked for. */
	| 'no-match';

export type Choice =
	| { readonly kind: 'chosen'; readonly network: DetectedNetwork; readonly reason: ChoiceReason }
	/** Several fit; `add` has an option for each that would tell them apart. */
	| { readonly kind: 'ambiguous'; readonly candidates: readonly DetectedNetwork[]; readonly add: readonly string[] }
	| { readonly kind: 'none'; readonly reason: NoChoiceReason };

/** Which container networks and bridges there are, which one is the lab's, and why. */
export interface Detection {
	readonly engines: readonly EngineSeen[];
	readonly networks: readonly DetectedNetwork[];
	readonly choice: Choice;
}
