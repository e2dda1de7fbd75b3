/** What `capnote detect` says. */
export interface DetectWords {
	/** Titles of the columns. */
	readonly network: string;
	readonly project: string;
	readonly bridge: string;
	readonly service: string;
	readonly address: string;
	readonly mac: string;
	readonly port: string;
	/** In the column of the bridge. */
	readonly places: { readonly [P in PlaceName]: (place: PlaceFacts) => string };
	readonly stopped: string;
	/** A member that uses another one's network. */
	readonly shares: (shares: { readonly with: string }) => string;
	readonly engines: (engine: EngineFacts) => string;
	readonly chosen: (choice: ChosenFacts) => string;
	/** @param record `option`: of `capnote record`, for the chosen one. */
	readonly record: (record: { readonly option: string }) => string;
}

type PlaceName = 'here' | 'rootless' | 'elsewhere' | 'no-bridge';

interface PlaceFacts {
	readonly bridge: string;
	readonly driver: string;
	readonly isUp: boolean;
	/** Podman makes a bridge when the first container on it starts. */
	readonly isMade: boolean;
}

interface EngineFacts {
	readonly address: string;
	readonly kind: 'docker' | 'podman' | null;
	/** What it says when it does not answer. */
	readonly said: string | null;
}

interface ChosenFacts {
	readonly network: string;
	readonly bridge: string | null;
	readonly project: string | null;
	readonly labs: readonly string[];
	readonly reason: ReasonName;
}

/** Why a network was chosen. */
export type ReasonName =
	| 'named'
	| 'project'
	| 'compose-file'
	| 'lab'
	| 'known-lab'
	| 'only-project'
	| 'only-running'
	| 'only-with-two'
	| 'only';
