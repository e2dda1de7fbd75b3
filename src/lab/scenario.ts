import { CapnoteError, type WrongUse } from '../errors.ts';
import { PLAIN_CLIENT } from './client-auto.ts';
import type { ClientScript, Rarities, Scenario } from './lab-plan.ts';
import { PLAIN_MANNERS } from './server-manners.ts';

const MESSAGE_LIMIT_BYTES = 65_536;

/** A lab as it should be: recorded from before the first packet until after the last. */
export function fullScenario(client: ClientScript): Scenario {
	return {
		...{ client, clients: 1, clientManners: PLAIN_CLIENT },
		...{ server: 'started', serverManners: PLAIN_MANNERS, wires: [], neighbours: 'asked' },
		...{ recordOn: 'bridge', recordFrom: 'start', recordUntil: 'end', snaplen: null, nanoseconds: false },
		rarities: NOTHING_RARE,
	};
}

const NOTHING_RARE: Rarities = {
	...{ opensSimultaneously: false, closesSimultaneously: false, keepAliveMs: null, losePackets: [] },
};

/**
 * Checks what a person asked for.
 *
 * @throws CapnoteError `wrong-use`.
 */
export function checkScenario(scenario: Scenario): void {
	const { client } = scenario;
	if (client.kind === 'auto') checkMessages(client.messages);
	if (scenario.clients > 1 && client.kind !== 'auto') throw wrongUse('clients-are-automatic');
	const isPartial = scenario.recordFrom !== 'start' || scenario.recordUntil !== 'end';
	if (isPartial && client.kind !== 'fed') throw wrongUse('part-needs-fed-client');
}

/**
 * Checks the automatic client's messages.
 *
 * @throws CapnoteError `wrong-use`.
 */
export function checkMessages(messages: readonly string[]): void {
	if (messages.length === 0) throw wrongUse('no-messages');
	for (const message of messages) {
		if (message === '') throw wrongUse('empty-message');
		if (message.includes(',')) throw wrongUse('comma-in-message');
		if (Buffer.byteLength(message) > MESSAGE_LIMIT_BYTES) throw wrongUse('long-message');
	}
}

function wrongUse(problem: WrongUse): CapnoteError {
	return new CapnoteError('wrong-use', { problem });
}
