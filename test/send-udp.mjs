// Sends COUNT UDP datagrams of SIZE bytes to ADDRESS, at most RATE a second (0: as fast as it goes), and says so.
import { createSocket } from 'node:dgram';

const [address = '', count = '1', size = '22', rate = '0'] = process.argv.slice(2);
const BATCH = 256;
const socket = createSocket('udp4');
const payload = Buffer.alloc(Number(size));
await new Promise((done) => socket.connect(9, address, done));
socket.setSendBufferSize(4_194_304);

const start = performance.now();
let sent = 0;
let failed = 0;
while (sent < Number(count)) {
	const allowed = Number(rate) === 0 ? Number(count) : Math.ceil(((performance.now() - start) / 1000) * Number(rate));
	const batch = Math.min(BATCH, Number(count) - sent, allowed - sent);
	if (batch <= 0) {
		await new Promise((done) => setTimeout(done, 1));
		continue;
	}
	await sendBatch(batch);
	sent += batch;
}
const seconds = (performance.now() - start) / 1000;
socket.close();
process.stdout.write(`${JSON.stringify({ sent: sent - failed, failed, seconds })}\n`);

function sendBatch(batch) {
	return new Promise((done) => {
		let left = batch;
		const sentOne = (error) => {
			if (error) failed += 1;
			left -= 1;
			if (left === 0) done();
		};
		for (let i = 0; i < batch; i++) socket.send(payload, sentOne);
	});
}
