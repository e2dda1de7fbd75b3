import { FLAG } from '../src/decode/tcp.ts';
import { pcapFile, type TimedFrame, tcpFrame } from '../src/testing/frames.ts';

const SERVER = '10.77.0.3';
const CLIENT = '10.77.0.2';
const PORT = 2222;
const PER_CONNECTION = 1000;

/** A capture of connections, each an echo lab with many messages: as many packets as asked for. */
export function longCapture(packets: number, perConnection: number = PER_CONNECTION): Uint8Array {
	const frames: TimedFrame[] = [];
	for (let connection = 0; frames.length < packets; connection++) {
		addConnection(frames, 40_000 + connection, Math.min(packets, frames.length + perConnection));
	}
	return pcapFile(frames);
}

function addConnection(frames: TimedFrame[], port: number, until: number): void {
	const next = { client: 1000, server: 9000 };
	const add = (side: 'client' | 'server', flags: number, text = ''): void => {
		if (frames.length >= until) return;
		const other = side === 'client' ? 'server' : 'client';
		const payload = new TextEncoder().encode(text);
		const bytes = tcpFrame({
			...(side === 'client' ? { source: CLIENT, destination: SERVER } : { source: SERVER, destination: CLIENT }),
			...(side === 'client'
				? { sourcePort: port, destinationPort: PORT }
				: { sourcePort: PORT, destinationPort: port }),
			...{ sequence: next[side], acknowledgment: flags & FLAG.ack ? next[other] : 0, flags, payload },
		});
		next[side] += payload.length + (flags & (FLAG.syn | FLAG.fin) ? 1 : 0);
		const at = frames.length * 500;
		frames.push({ seconds: 1_700_000_000 + Math.floor(at / 1e6), fraction: at % 1e6, bytes });
	};
	add('client', FLAG.syn);
	add('server', FLAG.syn | FLAG.ack);
	add('client', FLAG.ack);
	for (let message = 1; frames.length < until - 6; message++) {
		add('client', FLAG.psh | FLAG.ack, `message ${message}`);
		add('server', FLAG.psh | FLAG.ack, `Echo: message ${message}`);
		add('client', FLAG.ack);
	}
	add('client', FLAG.fin | FLAG.ack);
	add('server', FLAG.fin | FLAG.ack);
	add('client', FLAG.ack);
	while (frames.length < until) add('client', FLAG.ack);
}
