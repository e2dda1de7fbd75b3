import type { AskEngine } from './detect/engine-http.ts';
import type { ContainerAnswer } from './detect/readings.ts';
import { OWNER_LABEL, ownerState, ownProcesses } from './owner-mark.ts';
import type { Helper } from './ways.ts';

/** The image of the lab's machines, as `capnote lab image` makes it; the compose files name it too. */
export const LAB_IMAGE = 'capnote/lab';
/** On an image of ours: it has tcpdump, because the machine had it on which the image was made. */
export const TCPDUMP_LABEL = 'capnote.tcpdump';
/** What the names of helper containers begin with. */
export const HELPER_NAME = 'capnote-record-';
/** A public image with tools for networks; it is fetched only when it is needed. */
const PUBLIC_IMAGE = 'nicolaka/netshoot';

/** The image for a container that records: the one that was asked for, else ours where the engine has it. */
export async function findHelperImage(
	engine: string,
	ask: AskEngine,
	asked: string | undefined,
): Promise<Pick<Helper, 'image' | 'isThere' | 'isAsked'>> {
	if (asked === undefined && (await labelsOf(engine, ask, LAB_IMAGE))?.[TCPDUMP_LABEL] !== undefined) {
		return { image: LAB_IMAGE, isThere: true, isAsked: false };
	}
	const image = asked ?? PUBLIC_IMAGE;
	return { image, isAsked: asked !== undefined, isThere: (await labelsOf(engine, ask, image)) !== undefined };
}

/** The labels of an image; `undefined` when the engine does not have it. */
export async function labelsOf(
	engine: string,
	ask: AskEngine,
	image: string,
): Promise<Readonly<Record<string, string>> | undefined> {
	const answer = await ask(engine, `/images/${image}/json`).catch(() => undefined);
	if (answer?.status !== 200) return undefined;
	const { Config } = JSON.parse(answer.body) as { Config?: { Labels?: Readonly<Record<string, string>> | null } };
	return Config?.Labels ?? {};
}

/** Removes what killed recordings have left: a helper whose reader is gone goes on. */
export async function removeDeadHelpers(engine: string, ask: AskEngine): Promise<void> {
	const filters = encodeURIComponent(JSON.stringify({ label: [OWNER_LABEL], name: [HELPER_NAME] }));
	const answer = await ask(engine, `/containers/json?all=1&filters=${filters}`).catch(() => undefined);
	if (answer?.status !== 200) return;
	const processes = ownProcesses();
	const dead = (JSON.parse(answer.body) as readonly ContainerAnswer[]).filter(
		({ Labels }) => ownerState(Labels?.[OWNER_LABEL], processes) === 'dead',
	);
	await Promise.all(dead.map(({ Id }) => ask(engine, `/containers/${Id}?force=1`, { method: 'DELETE' })));
}
