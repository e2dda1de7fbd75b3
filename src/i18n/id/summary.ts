import type { Catalogue } from '../catalogue.ts';
import { isRefusal } from '../refusal.ts';
import { DAMAGE } from './capture.ts';
import { close, ends, handshake } from './connection.ts';
import { count } from './counts.ts';

export const summary: Catalogue['summary'] = {
	connection: (facts) => [
		ends({ ...facts, lab: null }),
		handshake({ ...facts, handshakeNs: null }),
		`${count(facts.clientBytes, 'byte')} dari client, ${count(facts.serverBytes, 'byte')} dari server`,
		close(facts, { isRefusal: isRefusal(facts), by: null }),
	],
	damage: (damage) => DAMAGE[damage.reason](damage),
	titles: {
		connection: 'No.',
		client: 'Client',
		server: 'Server',
		packets: 'Segmen',
		clientBytes: 'Byte →',
		serverBytes: 'Byte ←',
		start: 'Mulai (s)',
		duration: 'Waktu (s)',
		handshake: 'Handshake',
		close: 'Penutupan',
		file: 'Berkas',
	},
	handshakes: { complete: 'lengkap', incomplete: 'tidak lengkap', 'not-captured': 'tidak terekam' },
	closes: {
		'three-segment': '3 segmen',
		'four-segment': '4 segmen',
		simultaneous: 'bersamaan',
		reset: 'reset',
		half: 'satu pihak saja',
		none: 'masih terbuka',
	},
};
