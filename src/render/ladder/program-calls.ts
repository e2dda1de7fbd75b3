import type { PlacedEvent, Programs } from '../../events/place-events.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { ProgramCall } from '../../tcp/timeline/row.ts';

/** What the programs did during a connection, for the lifelines; to the first belongs what the server did before. */
export function programCalls({ events }: Programs, connection: number, words: Catalogue): readonly ProgramCall[] {
	return events
		.filter((placed) => placed.connection === connection || (connection === 1 && isBefore(placed)))
		.map((placed) => ({ side: placed.event.program, timeNs: placed.atNs, text: callText(placed, words) }));
}

function isBefore({ connection, event }: PlacedEvent): boolean {
	return connection === null && (event.call === 'bind' || event.call === 'listen');
}

/** `≈` where the clocks cannot tell on which side of a packet it was. */
function callText({ event, packets, gapNs, order, isNear }: PlacedEvent, { events }: Catalogue): string {
	const { call, local, bytes, error } = event;
	return `${isNear ? '≈ ' : ''}${events.call({ call, local, bytes, error, packets, gapNs, order, isKnown: true })}`;
}
