import type { Connection } from '../../tcp/analysis.ts';
import { exchangesFound } from './exchanges-found.ts';
import type { Expectation } from './spec.ts';

/**
 * The text of a specification with what was found in the place of what was required and not met; comments and order
 * stay. What cannot be made true by another value (a packet or connection that is not there) stays as it is.
 *
 * @param connections Those that the specification means, in order.
 */
export async function updateSpec(
	text: string,
	expectations: readonly Expectation[],
	connections: readonly Connection[],
): Promise<{ readonly text: string; readonly changed: number }> {
	const { isScalar, parseDocument } = await import('yaml');
	const document = parseDocument(text);
	let changed = 0;
	for (const { path, outcome } of expectations) {
		const value = valueFor(path, outcome, connections);
		if (outcome.met || value === undefined) continue;
		const node = document.getIn(path, true);
		// The node itself is changed where it can be, because comments belong to it.
		if (isScalar(node) && (typeof value !== 'object' || value === null)) node.value = value;
		else document.setIn(path, document.createNode(value));
		changed += 1;
	}
	return { text: changed === 0 ? text : document.toString({ lineWidth: 0, flowCollectionPadding: false }), changed };
}

function valueFor(
	path: Expectation['path'],
	{ word, found, connection }: Expectation['outcome'],
	connections: readonly Connection[],
): unknown {
	if (found === null || word === 'connection' || word === 'packet' || word === 'payload-contains') return undefined;
	if (word === 'packet-flags' || word === 'packet-labels') return found === '' ? [] : String(found).split(', ');
	const one = connections.find((of) => of.connection === connection);
	// A list of exchanges of another length is written anew as a whole.
	return word === 'exchanges' && path.at(-1) === 'exchanges' && one ? exchangesFound(one) : found;
}
