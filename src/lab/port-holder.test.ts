import { createServer } from 'node:net';
import { pid } from 'node:process';
import { expect, test } from 'vitest';
import { named, needs } from '../../test/needs.ts';
import { findPortHolder, listeningSockets } from './port-holder.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:08AE 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0 0 10 0
   1: 0100007F:08AE 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0 0 10 0
   2: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0 100 0 0 10 0
`;

test.each([
	[2222, ['socket:[4711]']],
	[5432, ['socket:[4713]']],
	[40_000, []],
])('listeningSockets() of port %i', (port, sockets) => {
	expect(listeningSockets(TABLE, port)).toEqual(sockets);
});

const reason = needs('linux');

test.skipIf(reason)(named('findPortHolder() finds who listens, and nobody where nobody does', reason), async () => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as { port: number };
	expect(findPortHolder(port)).toMatchObject({ pid });
	await new Promise((resolve) => server.close(resolve));
	expect(findPortHolder(port)).toBeNull();
});
