import type { EngineKind, EngineState, RootlessNamespaces } from '../detection.ts';

/** All that detection knows of a machine: answers as they came, files as they were. */
export interface MachineReadings {
	readonly engines: readonly EngineReading[];
	/** Bridges of this process's network namespace. */
	readonly bridges: readonly BridgeReading[];
	/** Interfaces inside containers, as far as we may look at them. */
	readonly containerLinks: readonly ContainerLink[];
}

/** What one engine answered; everything is empty when it did not. */
export interface EngineReading {
	/** `unix:///var/run/docker.sock` or `tcp://host:port`. */
	readonly address: string;
	readonly kind: EngineKind | null;
	readonly state: EngineState;
	readonly said: string | null;
	readonly info: EngineInfo;
	/** Of Docker in rootless mode, when it runs on this machine. */
	readonly namespaces: RootlessNamespaces | null;
	readonly networks: readonly NetworkAnswer[];
	readonly containers: readonly ContainerAnswer[];
	/** First process of each running container, by its identifier. */
	readonly pids: Readonly<Record<string, number>>;
}

/** Part of `GET /info`. */
export interface EngineInfo {
	readonly OperatingSystem?: string;
	readonly SecurityOptions?: readonly string[] | null;
}

/** Part of one network in `GET /networks` (Docker), or in `GET /libpod/networks/json` (podman). */
export type NetworkAnswer = DockerNetwork | LibpodNetwork;

export interface DockerNetwork {
	readonly Id: string;
	readonly Name: string;
	readonly Driver: string;
	readonly Options?: Readonly<Record<string, string>> | null;
	readonly Labels?: Readonly<Record<string, string>> | null;
	readonly IPAM?: { readonly Config?: readonly { readonly Subnet?: string }[] | null } | null;
}

export interface LibpodNetwork {
	readonly id: string;
	readonly name: string;
	readonly driver: string;
	readonly network_interface?: string;
	readonly labels?: Readonly<Record<string, string>> | null;
	readonly subnets?: readonly { readonly subnet: string }[] | null;
}

/** Part of one container in `GET /containers/json`. */
export interface ContainerAnswer {
	readonly Id: string;
	readonly Names: readonly string[];
	readonly State: string;
	readonly Labels?: Readonly<Record<string, string>> | null;
	readonly Ports?: readonly { readonly PrivatePort: number; readonly Type?: string }[] | null;
	readonly HostConfig?: { readonly NetworkMode?: string } | null;
	readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, EndpointAnswer>> | null } | null;
}

export interface EndpointAnswer {
	readonly NetworkID?: string;
	readonly IPAddress?: string;
	readonly GlobalIPv6Address?: string;
	readonly MacAddress?: string;
}

/** A Linux bridge, from `/sys/class/net`. */
export interface BridgeReading {
	readonly name: string;
	readonly isUp: boolean;
	readonly ports: readonly BridgePort[];
	/** Its forwarding table (`brforward`): which address was seen behind which port. */
	readonly forwarding: readonly { readonly mac: string; readonly portNumber: number; readonly isLocal: boolean }[];
}

export interface BridgePort {
	readonly name: string;
	readonly index: number;
	/** Number of the port within its bridge. */
	readonly portNumber: number;
}

/** An interface inside a container: `peerIndex` is the index of the other end of its cable. */
export interface ContainerLink {
	readonly pid: number;
	readonly mac: string;
	readonly peerIndex: number;
}
