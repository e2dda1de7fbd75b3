import type { DetectWords, ReasonName } from '../detect-words.ts';

const REASONS: { readonly [R in ReasonName]: string } = {
	named: 'Anda menyebutnya',
	project: 'itu jaringan dari project yang Anda sebut',
	'compose-file': 'itu jaringan dari file compose yang Anda sebut',
	lab: 'praktikum yang Anda sebut ada di sana',
	'known-lab': 'hanya di sana ada service atau port praktikum yang dikenal',
	'only-project': 'hanya itu yang milik sebuah project compose',
	'only-running': 'hanya di sana ada container yang berjalan',
	'only-with-two': 'hanya di sana ada dua mesin',
	only: 'tidak ada yang lain',
};

export const detect: DetectWords = {
	network: 'Jaringan',
	project: 'Project',
	bridge: 'Bridge',
	service: 'Service (container)',
	address: 'IP',
	mac: 'MAC',
	port: 'Port',
	places: {
		here: ({ bridge, isUp }) => (isUp ? bridge : `${bridge} (mati)`),
		rootless: ({ bridge }) => `${bridge} (di rootless Docker)`,
		elsewhere: ({ bridge, isMade }) => `${bridge} (${isMade ? 'tidak di mesin ini' : 'belum berjalan'})`,
		'no-bridge': ({ driver }) => `tidak ada (${driver})`,
	},
	stopped: 'tidak berjalan',
	shares: ({ with: owner }) => `memakai jaringan ${owner}`,
	engines: ({ address, kind, said }) =>
		kind === null ? `${address}: tidak menjawab (${said})` : `${address}: ${kind} menjawab`,
	chosen: ({ network, bridge, project, labs, reason }) => {
		const of = project === null ? '' : `, project ${project}`;
		const known = labs.length === 0 ? '' : `, praktikum ${labs.join(', ')}`;
		return `Dipilih: ${bridge ?? 'tanpa bridge'}, jaringan ${network}${of}${known}; karena ${REASONS[reason]}.`;
	},
	record: ({ option }) => `Rekam: capnote record ${option}`,
};
