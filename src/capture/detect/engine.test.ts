import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineAddresses, reachOf } from './engine-addresses.ts';
import { engineAsker } from './engine-http.ts';
import { readEngine } from './read-engine.ts';

test('engineAddresses() asks DOCKER_HOST alone, else every usual place', () => {
	expect(engineAddresses({ DOCKER_HOST: 'tcp://pc:2375', XDG_RUNTIME_DIR: '/run/user/1000' })).toEqual([
		'tcp://pc:2375',
	]);
	expect(engineAddresses({ XDG_RUNTIME_DIR: '/run/user/1000', HOME: '/home/budi' })).toEqual([
		'unix:///var/run/docker.sock',
		'unix:///run/user/1000/docker.sock',
		'unix:///home/budi/.docker/run/docker.sock',
		'unix:///home/budi/.docker/desktop/docker.sock',
		'unix:///run/podman/podman.sock',
		'unix:///run/user/1000/podman/podman.sock',
	]);
});

test.each([
	['unix:///run/x.sock', {}, { socketPath: '/run/x.sock' }],
	['tcp://127.0.0.1:1234', {}, { host: '127.0.0.1', port: 1234 }],
	['tcp://pc', {}, { host: 'pc', port: 2375 }],
	['tcp://[::1]:2375', {}, { host: '::1', port: 2375 }],
	['tcp://pc:2376', { DOCKER_TLS_VERIFY: '1' }, undefined],
	['ssh://me@pc', {}, undefined],
	['tcp://', {}, undefined],
])('reachOf(%j) with %j', (address, environment, expected) => {
	expect(reachOf(address, environment)).toEqual(expected);
});

let folder = '';
const open: Server[] = [];

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'capnote-engine-'));
});

afterAll(() => {
	for (const server of open) server.close();
	rmSync(folder, { recursive: true });
});

/** An engine that answers the same to every question. */
async function engineSaying(status: number, body: string, where: string | number): Promise<void> {
	const server = createServer((_, response) => response.writeHead(status, { server: 'Docker/1' }).end(body));
	open.push(server);
	await new Promise<void>((resolve) => server.listen(where, () => resolve()));
}

/** A port at which nobody listens any more. */
async function closedPort(): Promise<{ readonly port: number }> {
	const server = createSocketServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address() as { port: number };
	await new Promise((resolve) => server.close(resolve));
	return address;
}

test('readEngine() tells why an engine does not answer', async () => {
	const ask = engineAsker({});
	const state = async (address: string) => {
		const { state: told, kind, said } = await readEngine(address, ask);
		return { told, kind, said };
	};
	expect(await state(`unix://${folder}/none.sock`)).toMatchObject({ told: 'absent', kind: null });
	const { port } = await closedPort();
	expect(await state(`tcp://127.0.0.1:${port}`)).toMatchObject({ told: 'not-running', said: 'connection refused' });
	expect(await state('ssh://pc')).toMatchObject({ told: 'unsupported' });
	await engineSaying(500, '{"message":"the engine is broken"}', join(folder, 'broken.sock'));
	expect(await state(`unix://${folder}/broken.sock`)).toEqual({
		told: 'failed',
		kind: null,
		said: 'the engine is broken',
	});
	await engineSaying(200, 'no JSON', join(folder, 'strange.sock'));
	expect(await state(`unix://${folder}/strange.sock`)).toMatchObject({ told: 'failed', kind: null });
	await engineSaying(200, '[]', join(folder, 'idle.sock'));
	expect(await state(`unix://${folder}/idle.sock`)).toEqual({ told: 'answers', kind: 'docker', said: null });
});
