import { CapnoteError } from '../errors.ts';
import type { ClientScript, Scenario } from './lab-plan.ts';

const MESSAGE_LIMIT_BYTES = 65_536;

/** A lab as it should be: recorded from before the first packet until after the last. */
export function fullScenario(client: ClientScript): Scenario {
	return { client, server: 'started', recordFrom: 'start', recordUntil: 'end', nanoseconds: false };
}

/**
 * Checks what a person asked for.
 *
 * @throws CapnoteError `wrong-use`.
 */
export function checkScenario(scenario: Scenario): void {
	const { client } = scenario;
	if (client.kind === 'auto') checkMessages(client.messages);
	const isPartial = scenario.recordFrom !== 'start' || scenario.recordUntil !== 'end';
	if (isPartial && client.kind !== 'fed') throw wrongUse('A recording of a part needs a client that is fed.');
}

/**
 * Checks the automatic client's messages.
 *
 * @throws CapnoteError `wrong-use`.
 */
export function checkMessages(messages: readonly string[]): void {
	if (messages.length === 0) throw wrongUse('There is no message to send.');
	for (const message of messages) {
		if (message === '') throw wrongUse('An empty message cannot be sent: TCP carries no empty messages.');
		if (message.includes(',')) throw wrongUse('A message may hold no comma: it ends a message.');
		if (Buffer.byteLength(message) > MESSAGE_LIMIT_BYTES) throw wrongUse('A message is longer than 65536 bytes.');
	}
}

function wrongUse(message: string): CapnoteError {
	return new CapnoteError('wrong-use', { message });
}
