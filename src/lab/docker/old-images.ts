import type { AskEngine } from '../../capture/detect/engine-http.ts';

/** On an image of ours: what it was made of. */
export const CONTENT_LABEL = 'capnote.content';

/**
 * Removes images of ours that lost their name to a newer one, but for those of which a container is there.
 *
 * @returns How many it were.
 */
export async function removeOldImages(address: string, ask: AskEngine): Promise<number> {
	const filters = encodeURIComponent(JSON.stringify({ dangling: ['true'], label: [CONTENT_LABEL] }));
	const answer = await ask(address, `/images/json?filters=${filters}`).catch(() => undefined);
	if (answer?.status !== 200) return 0;
	const images = JSON.parse(answer.body) as readonly { readonly Id: string }[];
	const answers = await Promise.all(images.map(({ Id }) => ask(address, `/images/${Id}`, { method: 'DELETE' })));
	return answers.filter(({ status }) => status === 200).length;
}
