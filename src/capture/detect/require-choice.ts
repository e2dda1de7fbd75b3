import { CapnoteError, type EngineTrouble } from '../../errors.ts';
import type { DetectedNetwork, Detection, EngineSeen } from '../detection.ts';

/**
 * The network that detection chose.
 *
 * @throws CapnoteError `several-networks`, with the options that would tell them apart, or `no-network`.
 */
export function requireChoice({ choice, engines, networks }: Detection): DetectedNetwork {
	if (choice.kind === 'chosen') return choice.network;
	if (choice.kind === 'ambiguous') throw new CapnoteError('several-networks', { add: choice.add });
	const { reason } = choice;
	const blocked = engines.find(({ state }) => state !== 'answers' && state !== 'absent');
	const names = networks.filter(({ isDefault }) => !isDefault).map(({ name }) => name);
	// One that is there and does not answer may have the network that is missed.
	const engine = blocked?.address ?? null;
	throw new CapnoteError('no-network', { reason, names, engine, state: troubleOf(blocked) });
}

function troubleOf(engine: EngineSeen | undefined): EngineTrouble | null {
	return engine === undefined || engine.state === 'answers' ? null : engine.state;
}
