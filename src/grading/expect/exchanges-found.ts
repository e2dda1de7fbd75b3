import type { Connection } from '../../tcp/analysis.ts';
import { messageText } from '../message-text.ts';
import type { ExchangeRequirement } from '../requirement.ts';
import { isTextual } from './textual.ts';

/** A message that is longer is data, and only its exchange is counted. */
const MOST_LETTERS = 200;

/** The exchanges of a connection as a specification lists them; only their number if not all are short texts. */
export function exchangesFound({ exchanges }: Connection): readonly ExchangeRequirement[] | number {
	const texts = exchanges.map(({ request, reply }) => ({
		client: request && messageText(request),
		server: reply && messageText(reply),
	}));
	const isPlain = (text: string | null): boolean => text === null || (text.length <= MOST_LETTERS && isTextual(text));
	return texts.every(({ client, server }) => isPlain(client) && isPlain(server)) ? texts : exchanges.length;
}
