import { CapnoteError, type TriedWay } from '../errors.ts';
import type { BridgePlace } from './detection.ts';
import { processStart } from './process-start.ts';
import type { Recording } from './recording.ts';
import type { RecordPlace, Way } from './ways.ts';

/** What is to be recorded, and the ways to it. */
export interface WaysToTry {
	readonly iface: string;
	readonly place: RecordPlace;
	/** The one that needs the fewest rights first. */
	readonly ways: readonly Way[];
	readonly start: (way: Way) => Promise<Recording>;
	readonly onRefused: (tried: TriedWay) => void;
}

/** A recording under way, and the way that it took. */
export interface Started {
	readonly way: Way;
	readonly recording: Recording;
}

/**
 * Tries the ways one after the other; only a missing right is a reason to try the next.
 *
 * @throws CapnoteError `tool-missing` when there is no way at all, `no-way-to-record` or `capture-forbidden` when all
 *   were refused, `no-such-interface` when the process to enter has ended, and what `startRecorder` does.
 */
export async function startByWays({ iface, place, ways, start, onRefused }: WaysToTry): Promise<Started> {
	const tried: TriedWay[] = [];
	let first: CapnoteError | undefined;
	for (const way of ways) {
		requireProcess(place, iface);
		try {
			return { way, recording: await start(way) };
		} catch (error) {
			if (!(error instanceof CapnoteError) || !isRefusal(error, way)) throw error;
			first ??= error;
			tried.push({ way: way.name, said: refusalOf(error) });
			onRefused({ way: way.name, said: refusalOf(error) });
		}
	}
	if (ways.length === 0) throw new CapnoteError('tool-missing', { tool: 'tcpdump', package: 'tcpdump' });
	throw tried.length === 1 && first ? first : new CapnoteError('no-way-to-record', { iface, tried });
}

/** The place of a bridge, with what is needed to enter it. */
export function recordPlace(place: Exclude<BridgePlace, { kind: 'no-bridge' }>): RecordPlace {
	return place.kind === 'rootless' ? { ...place, startedAt: processStart(place.pid) } : place;
}

/** The number of a process that has ended may be another's by now: it is not to be entered then. */
function requireProcess(place: RecordPlace, iface: string): void {
	if (!('pid' in place) || place.startedAt === processStart(place.pid)) return;
	throw new CapnoteError('no-such-interface', { iface, others: [] });
}

function isRefusal({ code }: CapnoteError, { name }: Way): boolean {
	return code === 'capture-forbidden' || (name !== 'direct' && (code === 'recorder-failed' || code === 'tool-missing'));
}

function refusalOf(error: CapnoteError): string {
	if (error.code === 'recorder-failed') return (error.details as { said: string }).said;
	return error.code === 'capture-forbidden' ? 'socket: Operation not permitted' : error.message;
}
