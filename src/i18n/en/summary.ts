import type { Catalogue } from '../catalogue.ts';
import { isRefusal } from '../refusal.ts';
import { DAMAGE } from './capture.ts';
import { close, ends, handshake } from './connection.ts';
import { bytes } from './counts.ts';

export const summary: Catalogue['summary'] = {
	connection: (facts) => [
		ends({ ...facts, lab: null }),
		handshake({ ...facts, handshakeNs: null }),
		`${bytes(facts.clientBytes)} from the client, ${bytes(facts.serverBytes)} from the server`,
		close(facts, { isRefusal: isRefusal(facts), by: null }),
	],
	damage: (damage) => DAMAGE[damage.reason](damage),
	titles: {
		connection: 'No.',
		client: 'Client',
		server: 'Server',
		packets: 'Segments',
		clientBytes: 'Bytes →',
		serverBytes: 'Bytes ←',
		start: 'Start (s)',
		duration: 'Time (s)',
		handshake: 'Handshake',
		close: 'Close',
		file: 'File',
	},
	handshakes: { complete: 'complete', incomplete: 'incomplete', 'not-captured': 'not captured' },
	closes: {
		'three-segment': '3 segments',
		'four-segment': '4 segments',
		simultaneous: 'simultaneous',
		reset: 'reset',
		half: 'one side only',
		none: 'still open',
	},
};
