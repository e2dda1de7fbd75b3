import type { AnnotatedPacket } from '../tcp/analysis.ts';
import type { Side } from '../tcp/segment-batch.ts';
import { statesThrough } from '../tcp/states.ts';
import { table } from './cells.ts';
import { closingStatements } from './closing-statements.ts';
import { connectionTitle } from './connection-title.ts';
import type { ReportBlock, StateSteps } from './report.ts';
import { adviceOn, STEP_COLUMNS, stepRow } from './segment-rows.ts';
import { isOpened, type Subject, type Told } from './subject.ts';

/** Section 10: how each connection was closed, the states of both sides, and what is missing. */
export function closingSection(subject: Subject): readonly ReportBlock[] {
	return subject.told
		.filter(({ connection }) => isOpened(connection))
		.flatMap((told) => [...connectionTitle(subject, told), ...closingBlocks(told, subject)]);
}

function closingBlocks(told: Told, subject: Subject): readonly ReportBlock[] {
	const { connection, packets } = told;
	const numbers = new Set(connection.close.packets);
	const shown = packets.filter(({ packet }) => numbers.has(packet.number));
	return [
		{ kind: 'statements', statements: closingStatements(told) },
		...table(
			'close',
			STEP_COLUMNS,
			shown.map((packet) => stepRow(packet, subject)),
		),
		...statesOf(told),
		...adviceOn(subject, told, 'open-at-end'),
	];
}

function statesOf({ connection: { connection, startSeen }, packets }: Told): readonly ReportBlock[] {
	const sides = { client: stepsOf(packets, 'client', startSeen), server: stepsOf(packets, 'server', startSeen) };
	return sides.client.length + sides.server.length === 0 ? [] : [{ kind: 'states', connection, sides }];
}

/** Each state with the packet after which it begins; first what nothing captured tells, if that is so. */
function stepsOf(packets: readonly AnnotatedPacket[], side: Side, startSeen: boolean): StateSteps {
	const steps: { state: StateSteps[number]['state']; packet: number | null }[] = [];
	for (const { states, packet, segment } of packets) {
		if (states === null) continue;
		const state = states[side];
		if (state === null && steps.length > 0) continue;
		if (steps.at(-1)?.state === state) continue;
		const isUnknownStart = state === null && !startSeen;
		if (state === null && !isUnknownStart) continue;
		const through = statesThrough(
			{ before: steps.at(-1)?.state ?? null, after: state },
			segment?.side === side ? segment : null,
		);
		steps.push(...through.map((one) => ({ state: one, packet: one === null ? null : packet.number })));
	}
	// Who opens at the same time was closed before, which no packet made it.
	if (steps.length > 1 && steps[0]?.state === 'CLOSED') steps.shift();
	return steps.every(({ state }) => state === null) ? [] : steps;
}
