import { type IncomingHttpHeaders, request } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { reachOf } from './engine-addresses.ts';

export interface EngineAnswer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** Asks an engine something through its HTTP API; rejects with the system's error when it cannot be reached. */
export type AskEngine = (
	address: string,
	path: string,
	more?: { readonly method?: 'POST' | 'DELETE'; readonly body?: Readable },
) => Promise<EngineAnswer>;

const LIMIT_MS = 5000;

/** Asks over real sockets. A request with a body may take as long as it takes. */
export function engineAsker(environment: Readonly<Record<string, string | undefined>>): AskEngine {
	return (address, path, { method = 'GET', body } = {}) =>
		new Promise((resolve, reject) => {
			const reach = reachOf(address, environment);
			if (reach === undefined) return reject(new UnsupportedAddress(address));
			const limit = method === 'GET' ? { timeout: LIMIT_MS } : {};
			const headers = body === undefined ? {} : { 'Content-Type': 'application/x-tar' };
			const asked = request({ ...reach, ...limit, path, method, headers, agent: false }, (answer) => {
				let text = '';
				answer.setEncoding('utf8').on('data', (piece: string) => {
					text += piece;
				});
				answer.on('error', reject);
				answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
			});
			asked.on('timeout', () => asked.destroy(new Error(`no answer within ${LIMIT_MS / 1000} s`)));
			asked.on('error', reject);
			if (body === undefined) asked.end();
			else pipeline(body, asked).catch(reject);
		});
}

/** An address of a kind that we do not speak. */
export class UnsupportedAddress extends Error {}
