import { recoverLeftovers } from '../capture/recover.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { Context } from './context.ts';

/** Finishes what killed recordings left in the folder, and says so. */
export async function recoverIn(
	folder: string,
	{ userId }: Context,
	{ record: say }: Catalogue,
	line: (text: string) => void,
): Promise<void> {
	for (const found of await recoverLeftovers(folder, userId)) {
		if (found.kind === 'recovered') line(say.recovered(found));
		if (found.kind === 'left') line(say.leftUnfinished(found));
	}
}
