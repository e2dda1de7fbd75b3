import type { Analysis, AnnotatedPacket } from '../tcp/analysis.ts';
import { opposite } from '../tcp/segment.ts';
import { payloadText } from './message-text.ts';
import type { Outcome, OutcomeValue, PacketRequirement, RequirementWord } from './requirement.ts';

/** What is said of one packet of the file. */
export function packetOutcomes(required: PacketRequirement, analysis: Analysis): readonly Outcome[] {
	const { n } = required;
	if (n > analysis.packetCount) {
		return [{ ...at(n), word: 'packet', met: false, expected: n, found: analysis.packetCount, packets: [] }];
	}
	const annotated = analysis.packet(n);
	return CHECKS.flatMap(({ word, expected, found }) => {
		const asked = expected(required);
		if (asked === undefined) return [];
		const is = found(annotated);
		return { ...at(n), word, met: is === asked, expected: asked, found: is, packets: [n] };
	});
}

interface Check {
	readonly word: RequirementWord;
	readonly expected: (required: PacketRequirement) => OutcomeValue | undefined;
	readonly found: (annotated: AnnotatedPacket) => OutcomeValue;
}

const CHECKS: readonly Check[] = [
	{ word: 'packet-protocol', expected: ({ protocol }) => protocol, found: ({ packet }) => packet.protocol },
	{ word: 'packet-flags', expected: ({ flags }) => flags && setText(flags), found: flagsFound },
	{ word: 'packet-from', expected: ({ from }) => from, found: ({ segment }) => segment?.side ?? null },
	{ word: 'packet-to', expected: ({ to }) => to, found: ({ segment }) => segment && opposite(segment.side) },
	{ word: 'packet-data-length', expected: ({ dataLength }) => dataLength, found: ({ packet }) => packet.payloadBytes },
	{ word: 'packet-payload', expected: ({ payload }) => payload, found: ({ packet }) => payloadText(packet.payload) },
	{ word: 'packet-seq', expected: ({ seq }) => seq, found: ({ segment }) => segment?.relativeSequence ?? null },
	{ word: 'packet-ack', expected: ({ ack }) => ack, found: ({ segment }) => segment?.relativeAcknowledgment ?? null },
	{
		word: 'packet-labels',
		expected: ({ labels }) => labels && setText(labels),
		found: ({ labels }) => setText(labels?.names ?? []),
	},
];

function flagsFound({ packet }: AnnotatedPacket): OutcomeValue {
	return packet.tcp && setText(packet.tcp.flags);
}

/** In one order, so that two sets can be compared. */
function setText(names: readonly string[]): string {
	return names.toSorted().join(', ');
}

function at(n: number): Pick<Outcome, 'at' | 'connection'> {
	return { at: n, connection: null };
}
