import type { EngineState } from '../detection.ts';
import { systemReason } from '../system-reason.ts';
import { type AskEngine, UnsupportedAddress } from './engine-http.ts';
import type { ContainerAnswer, EngineInfo, EngineReading, NetworkAnswer } from './readings.ts';

const STATES: Readonly<Record<string, EngineState>> = {
	ENOENT: 'absent',
	ENOTDIR: 'absent',
	ECONNREFUSED: 'not-running',
	EACCES: 'forbidden',
	EPERM: 'forbidden',
};

/** Asks one engine for its networks and containers. An engine that cannot be asked is a value, not an error. */
export async function readEngine(address: string, ask: AskEngine): Promise<EngineReading> {
	const silent = { address, kind: null, info: {}, namespaces: null, networks: [], containers: [], pids: {} } as const;
	try {
		const ping = await ask(address, '/_ping');
		if (ping.status !== 200) return { ...silent, state: 'failed', said: messageIn(ping.body) };
		const kind = isPodman(ping.headers) ? 'podman' : 'docker';
		const get = async <T>(path: string): Promise<T> => await readJson<T>(ask, address, path);
		const [info, networks, containers] = await Promise.all([
			get<EngineInfo>('/info'),
			// Podman's answer in Docker's form lacks the bridge's name.
			get<readonly NetworkAnswer[]>(kind === 'podman' ? '/v4.0.0/libpod/networks/json' : '/networks'),
			get<readonly ContainerAnswer[]>('/containers/json?all=1'),
		]);
		const pids = await readPids(containers, get);
		return { address, kind, state: 'answers', said: null, info, namespaces: null, networks, containers, pids };
	} catch (error) {
		return { ...silent, state: stateOf(error), said: systemReason(error) };
	}
}

function isPodman(headers: Readonly<Record<string, unknown>>): boolean {
	return headers['libpod-api-version'] !== undefined || String(headers.server).startsWith('Libpod');
}

async function readPids(
	containers: readonly ContainerAnswer[],
	get: <T>(path: string) => Promise<T>,
): Promise<Readonly<Record<string, number>>> {
	const running = containers.filter(({ State }) => State === 'running');
	const pids = await Promise.all(
		running.map(async ({ Id }) => {
			try {
				const { State } = await get<{ State?: { Pid?: number } }>(`/containers/${Id}/json`);
				return [Id, State?.Pid ?? 0] as const;
			} catch {
				// It ended between the two questions.
				return [Id, 0] as const;
			}
		}),
	);
	return Object.fromEntries(pids.filter(([, pid]) => pid > 0));
}

async function readJson<T>(ask: AskEngine, address: string, path: string): Promise<T> {
	const { status, body } = await ask(address, path);
	if (status !== 200) throw new Error(messageIn(body));
	return JSON.parse(body) as T;
}

/** The engine's own words for a refusal: `{"message": "…"}`. */
export function messageIn(body: string): string {
	try {
		const { message } = JSON.parse(body) as { message?: unknown };
		return typeof message === 'string' ? message : body.trim();
	} catch {
		return body.trim();
	}
}

function stateOf(error: unknown): EngineState {
	if (error instanceof UnsupportedAddress) return 'unsupported';
	return STATES[(error as NodeJS.ErrnoException).code ?? ''] ?? 'failed';
}
