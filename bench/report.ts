import Table from 'cli-table3';
import type { Result } from './take-turns.ts';

/** What one table says. */
export interface CaseResult {
	readonly name: string;
	readonly title: string;
	readonly packets: number;
	readonly megabytes: number;
	/** Open at the same time, where all connections are alike. */
	readonly connections?: number;
	/** In a folder. */
	readonly files?: number;
	/** Ours, by name. */
	readonly ours: Readonly<Record<string, Result>>;
	/** The others, by name; `null` for one that is not on this machine. */
	readonly peers: Readonly<Record<string, Result | null>>;
}

/** A table of medians, with a column of ratios for each row of ours: its wall time divided by that of the peer. */
export function tableText({ title, packets, megabytes, ours, peers }: CaseResult): string {
	const names = Object.keys(ours);
	const table = new Table({
		head: ['', 'wall ms', 'cpu ms', 'packets/s', 'peak MB', 'runs', ...names.map((name) => `${name} / this`)],
		colAligns: ['left', 'right', 'right', 'right', 'right', 'right', ...names.map(() => 'right' as const)],
		style: { head: [], border: [], compact: true },
	});
	for (const [name, result] of Object.entries(ours))
		table.push(row(`capnote ${name}`, result, packets, Object.values(ours)));
	for (const [name, result] of Object.entries(peers)) {
		if (result === null) table.push([name, { content: 'absent: not installed here', colSpan: 5 + names.length }]);
		else table.push(row(name, result, packets, Object.values(ours)));
	}
	return `\n${title} (${megabytes < 1 ? '< 1' : Math.round(megabytes)} MB)\n${table.toString()}\n`;
}

function row(
	name: string,
	{ wallMs, cpuMs, peakMb, runs }: Result,
	packets: number,
	ours: readonly Result[],
): string[] {
	return [
		name,
		wallMs < 100 ? wallMs.toFixed(1) : wallMs.toFixed(0),
		cpuMs === null ? '-' : cpuMs.toFixed(cpuMs < 100 ? 1 : 0),
		Math.round((packets / wallMs) * 1000).toLocaleString('en'),
		peakMb === null ? '-' : peakMb.toFixed(0),
		`${runs}`,
		...ours.map((our) => ratioText(our.wallMs / wallMs)),
	];
}

function ratioText(ratio: number): string {
	return ratio < 0.1 ? ratio.toPrecision(2) : ratio.toFixed(2);
}
