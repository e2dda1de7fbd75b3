import { type ExpectStatic, Snapshots } from 'vitest';
import type { AnalyzeResult } from '../analyze.ts';
import { meantConnections } from '../grading/evaluate.ts';
import { connectionOutcomes } from '../grading/evaluate-connection.ts';
import type { ConnectionRequirement, Outcome } from '../grading/requirement.ts';
import { analyze } from '../library.ts';
import type { CaptureSource } from '../node/open-source.ts';
import { LABS } from '../profile/labs.ts';
import type { Connection } from '../tcp/analysis.ts';
import type { CloseShape } from '../tcp/close.ts';
import type { Side } from '../tcp/segment-batch.ts';
import { conversationLines, matchConversation } from './conversation.ts';
import { snapshotText } from './snapshot-text.ts';

/** What can be expected something of: a capture, or its analysis. */
export type Received = CaptureSource | AnalyzeResult;

/** Which connection is meant: the first to a lab's port, else the first, unless a number or a server's port is given. */
export interface ConnectionChoice {
	/** From 1. */
	readonly connection?: number;
	readonly port?: number;
}

export interface CloseOptions extends ConnectionChoice {
	readonly starter?: Side;
	readonly shape?: CloseShape;
}

/** The matchers; each result is a promise. */
export interface CaptureMatchers<R = unknown> {
	/** SYN, SYN-ACK and the ACK of it were captured. */
	toCompleteHandshake: (choice?: ConnectionChoice) => Promise<R>;
	/** The client said this, and the server answered so; `reply` may be left out. */
	toExchange: (request: string, reply?: string, choice?: ConnectionChoice) => Promise<R>;
	/** Both FINs and the ACKs of them were captured, and no RST. */
	toCloseGracefully: (options?: CloseOptions) => Promise<R>;
	/** Segments were really sent again: so many, or any. */
	toHaveRetransmissions: (count?: number, choice?: ConnectionChoice) => Promise<R>;
	/** The segments of a connection are these, in the notation of `capnote analyze -f text`; times and notes are compared where they are given. */
	toMatchConversation: (notation: string, choice?: ConnectionChoice) => Promise<R>;
	/** As the stored snapshot; times, ports, initial sequence numbers, addresses and MACs may be others. */
	toMatchCaptureSnapshot: (hint?: string) => Promise<R>;
}

interface MatcherResult {
	readonly pass: boolean;
	readonly message: () => string;
}

/** For `expect.extend`. */
export const MATCHERS: Parameters<ExpectStatic['extend']>[0] = {
	async toCompleteHandshake(received: Received, choice?: ConnectionChoice) {
		return require(received, { handshake: 'complete' }, choice);
	},
	async toExchange(received: Received, request: string, reply?: string, choice?: ConnectionChoice) {
		const { connection, about } = await choose(received, choice);
		const said = (connection?.exchanges ?? []).map((exchange) => ({
			request: textOf(exchange.request),
			reply: textOf(exchange.reply),
		}));
		const pass = said.some((one) => one.request === request && (reply === undefined || one.reply === reply));
		const wanted =
			reply === undefined ? JSON.stringify(request) : `${JSON.stringify(request)} → ${JSON.stringify(reply)}`;
		const found = said.map((one) => `  ${JSON.stringify(one.request)} → ${JSON.stringify(one.reply)}`);
		return verdict(pass, `the exchange ${wanted}`, [about, 'These exchanges were captured:', ...found]);
	},
	async toCloseGracefully(received: Received, options: CloseOptions = {}) {
		const { starter, shape } = options;
		const close = { shape: shape ?? ('any' as const), complete: true, ...(starter ? { starter } : {}) };
		const { connection, about, result } = await choose(received, options);
		const outcomes = outcomesOf({ close }, connection, result);
		const isReset = connection?.close.shape === 'reset' && shape !== 'reset';
		return verdict(outcomes.every(({ met }) => met) && !isReset, `a graceful close${text(starter, shape)}`, [
			about,
			`Its close: ${connection?.close.shape ?? 'no connection'}, started by ${connection?.close.starter ?? 'nobody'}${packets(connection?.close.packets)}`,
			...conversation(result, connection),
		]);
	},
	async toHaveRetransmissions(received: Received, count?: number, choice?: ConnectionChoice) {
		const { connection, about, result } = await choose(received, choice);
		const found = connection?.retransmissions ?? 0;
		const pass = count === undefined ? found > 0 : found === count;
		return verdict(pass, count === undefined ? 'retransmissions' : `${count} retransmissions`, [
			`${about} has ${found}.`,
			...conversation(result, connection),
		]);
	},
	async toMatchConversation(received: Received, notation: string, choice?: ConnectionChoice) {
		const { connection, about, result } = await choose(received, choice);
		const { pass, difference } = matchConversation(notation, conversation(result, connection));
		return verdict(pass, 'this conversation', [about, ...difference]);
	},
	async toMatchCaptureSnapshot(
		this: ThisParameterType<typeof Snapshots.toMatchSnapshot>,
		received: Received,
		hint?: string,
	) {
		return Snapshots.toMatchSnapshot.call(this, snapshotText(await read(received)), hint);
	},
} satisfies Record<keyof CaptureMatchers, unknown>;

async function require(
	received: Received,
	requirement: ConnectionRequirement,
	choice: ConnectionChoice | undefined,
): Promise<MatcherResult> {
	const { connection, about, result } = await choose(received, choice);
	const outcomes = outcomesOf(requirement, connection, result);
	const failed = outcomes.filter(({ met }) => !met);
	const lines = failed.map(({ word, expected, found }) => `${word}: expected ${expected}, found ${found ?? 'nothing'}`);
	return verdict(failed.length === 0, Object.entries(requirement).flat().join(' '), [
		about,
		...lines,
		...conversation(result, connection),
	]);
}

function outcomesOf(
	requirement: ConnectionRequirement,
	connection: Connection | null,
	{ analysis }: AnalyzeResult,
): readonly Outcome[] {
	return connectionOutcomes(requirement, connection, { analysis, undamaged: true, port: null, variables: {} });
}

/** The connection that is meant, and how to speak of it. */
interface Chosen {
	readonly result: AnalyzeResult;
	readonly connection: Connection | null;
	readonly about: string;
}

async function choose(received: Received, { connection: number, port }: ConnectionChoice = {}): Promise<Chosen> {
	const result = await read(received);
	const { analysis, name } = result;
	const labPort = Object.values(LABS).find((lab) =>
		[...analysis.connections].some(({ server }) => server.port === lab.port),
	);
	const ofPort = meantConnections({ analysis, port: port ?? labPort?.port ?? null });
	const fitting = port === undefined ? ofPort : ofPort.filter(({ server }) => server.port === port);
	const connection =
		number === undefined
			? (fitting[0] ?? null)
			: number <= analysis.connectionCount
				? analysis.connection(number)
				: null;
	const which =
		connection === null ? `no connection${port ? ` to port ${port}` : ''}` : `connection ${connection.connection}`;
	return { result, connection, about: `${name}: ${which} of ${analysis.connectionCount}` };
}

async function read(received: Received): Promise<AnalyzeResult> {
	return isResult(received) ? received : analyze(received);
}

function isResult(received: Received): received is AnalyzeResult {
	return typeof received === 'object' && 'analysis' in received;
}

function conversation({ analysis }: AnalyzeResult, connection: Connection | null): readonly string[] {
	return connection === null ? [] : conversationLines(analysis, connection.connection);
}

function textOf(message: Connection['exchanges'][number]['request']): string | null {
	return message && new TextDecoder().decode(Uint8Array.from(message.parts.flatMap((part) => [...part])));
}

function verdict(pass: boolean, wanted: string, lines: readonly string[]): MatcherResult {
	return { pass, message: () => [`expected ${pass ? 'not ' : ''}${wanted}`, '', ...lines].join('\n') };
}

function text(...options: readonly (string | undefined)[]): string {
	const given = options.filter((option) => option !== undefined);
	return given.length === 0 ? '' : ` (${given.join(', ')})`;
}

function packets(numbers: readonly number[] = []): string {
	return numbers.length === 0 ? '' : ` (${numbers.map((number) => `#${number}`).join(', ')})`;
}
