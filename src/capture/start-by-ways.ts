import { CapnoteError, type TriedWay } from '../errors.ts';
import type { BridgePlace } from './detection.ts';
import { processStart } from './process-start.ts';
import { reasonIn } from './recorder-said.ts';
import type { Recording } from './recording.ts';
import { runCommand } from './run-command.ts';
import type { RecordPlace, Way } from './ways.ts';

/** What is to be recorded, and the ways to it. */
export interface WaysToTry {
	readonly iface: string;
	readonly place: RecordPlace;
	/** The one that needs the fewest rights first. */
	readonly ways: readonly Way[];
	readonly start: (way: Way) => Promise<Recording>;
	readonly onRefused: (tried: TriedWay) => void;
	/** Told before an image is fetched, which may take minutes. */
	readonly onFetch: (image: string) => void;
	/** Aborted when it is not to be recorded after all. */
	readonly signal?: AbortSignal | undefined;
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
 *   were refused, `no-such-interface` when the process to enter has ended, and what `startRecorder` does; the
 *   signal's reason when that was aborted.
 */
export async function startByWays(wanted: WaysToTry): Promise<Started> {
	const { iface, place, ways, onRefused } = wanted;
	const tried: TriedWay[] = [];
	let first: CapnoteError | undefined;
	for (const way of ways) {
		requireProcess(place, iface);
		try {
			return { way, recording: await startBy(way, wanted) };
		} catch (error) {
			if (way.cleanUp !== null) await runCommand(way.cleanUp);
			if (!(error instanceof CapnoteError) || !isRefusal(error, way)) throw error;
			first ??= error;
			tried.push({ way: way.name, said: refusalOf(error) });
			onRefused({ way: way.name, said: refusalOf(error) });
		}
	}
	if (ways.length === 0) throw new CapnoteError('tool-missing', { tool: 'tcpdump', package: 'tcpdump' });
	throw tried.length === 1 && first ? first : new CapnoteError('no-way-to-record', { iface, tried });
}

async function startBy(way: Way, { start, onFetch, signal }: WaysToTry): Promise<Recording> {
	if (way.fetch !== null) {
		onFetch(way.fetch.image);
		const { status, said } = await runCommand(way.fetch.command, { signal });
		signal?.throwIfAborted();
		if (status !== 0) throw new CapnoteError('recorder-failed', { tool: 'docker', said: reasonIn(said) });
	}
	return await start(way);
}

/** The place of a bridge, with what is needed to enter it. */
export function recordPlace(place: Exclude<BridgePlace, { kind: 'no-bridge' }>): RecordPlace {
	if (place.kind === 'rootless') return { ...place, startedAt: processStart(place.pid) };
	return place.kind === 'elsewhere' ? { ...place, container: null } : place;
}

/** The number of a process that has ended may be another's by now: it is not to be entered then. */
function requireProcess(place: RecordPlace, iface: string): void {
	if (!('pid' in place) || place.startedAt === processStart(place.pid)) return;
	throw new CapnoteError('no-such-interface', { iface, others: [] });
}

function isRefusal(error: CapnoteError, { name }: Way): boolean {
	if (error.code === 'capture-forbidden') return true;
	if (name !== 'direct') return REFUSALS.has(error.code);
	// Another's namespace may not be entered.
	return error.code === 'recorder-failed' && refusalOf(error).startsWith('nsenter: ');
}

const REFUSALS: ReadonlySet<string> = new Set(['recorder-failed', 'recorder-late', 'tool-missing']);

function refusalOf(error: CapnoteError): string {
	if (error.code === 'recorder-failed') return (error.details as { said: string }).said;
	return error.code === 'capture-forbidden' ? 'socket: Operation not permitted' : error.message;
}
