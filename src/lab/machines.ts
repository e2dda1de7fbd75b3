import type { RecordPlace } from '../capture/ways.ts';
import type { ProgramName } from './lab-event.ts';
import type { LabStage } from './lab-stage.ts';

/** The interface that sees all that the machines say to each other. */
export interface RecordPoint {
	readonly iface: string;
	readonly place: RecordPlace;
}

/** The lab's two machines and what connects them, wherever they are. */
export interface Machines {
	/** The command that runs capnote on one of them. */
	readonly command: (host: ProgramName, args: readonly string[]) => readonly string[];
	/** The server as the client calls it. */
	readonly serverAddress: string;
	/** Programs run behind another command: they cannot be told to end by a signal, only by the end of their input. */
	readonly isRemote: boolean;
	/** They run before they are connected; else the recorder is there first. */
	readonly runFirst: boolean;
	/** What is told when they are being connected. */
	readonly connectStage: LabStage;
	/** Connects them, and says where they can be recorded. */
	readonly connect: () => Promise<RecordPoint>;
	/** Switches them on; until then they say nothing. */
	readonly run: () => Promise<void>;
	/** Both forget each other's MAC address; nothing where the network is not ours. */
	readonly forgetNeighbours: () => Promise<void>;
	/** Leaves nothing behind. */
	readonly release: () => Promise<void>;
}
