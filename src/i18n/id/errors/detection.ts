import type { DetectionErrors, ErrorTexts } from '../../../error-text.ts';
import type { EngineTrouble, ErrorText } from '../../../errors.ts';

const NO_NETWORK = {
	nothing: 'Tidak ada jaringan container yang dipakai saat ini',
	'default-only': 'Container hanya ada di jaringan bawaan engine, yang hanya dipilih bila disebut namanya',
	'no-match': 'Tidak ada jaringan yang sesuai dengan permintaan',
} as const;

const ENGINE: { readonly [T in EngineTrouble]: ErrorText } = {
	absent: {
		what: 'socket itu tidak ada',
		fix: 'Pasang Docker (sudo apt-get install docker.io docker-compose), atau tanpa Docker: --runner netns',
	},
	'not-running': { what: 'tidak ada yang menunggu di sana', fix: 'Jalankan Docker: sudo systemctl start docker' },
	forbidden: {
		what: 'izin ditolak',
		fix: 'Jalankan dengan sudo, atau sekali saja: sudo usermod -aG docker "$USER" && newgrp docker',
	},
	unsupported: {
		what: 'hanya unix:// dan tcp:// tanpa TLS yang bisa ditanya',
		fix: 'Isi DOCKER_HOST dengan alamat seperti itu, atau kosongkan.',
	},
	failed: { what: 'jawabannya tidak semestinya', fix: 'Lihat apa katanya: docker info' },
};

/** Container engines and their networks. */
export const detection: ErrorTexts<DetectionErrors> = {
	'several-networks': ({ add }) => ({
		what: `Tidak dapat menentukan jaringan praktikum: ada ${add.length} yang cocok`,
		fix: `Lihat semuanya (capnote detect), lalu tambahkan salah satu: ${add.join(' · ')}`,
	}),
	'no-network': ({ reason, names, engine, state }) => ({
		what:
			`${NO_NETWORK[reason]}${names.length > 0 ? ` (yang ada: ${names.join(', ')})` : ''}` +
			(engine === null || state === null ? '' : `; ${engine} tidak dapat ditanya: ${ENGINE[state].what}`),
		fix:
			state !== null
				? ENGINE[state].fix
				: reason === 'no-match'
					? 'Lihat apa yang ada: capnote detect'
					: 'Jalankan praktikum dulu: docker compose -f compose/reqresp.yml up -d; atau lewat capnote: capnote lab reqresp',
	}),
	'no-engine': ({ address, state, said }) => ({
		what: `Tidak dapat memakai container engine di ${address}: ${ENGINE[state].what}${state === 'failed' ? ` ("${said}")` : ''}`,
		fix: ENGINE[state].fix,
	}),
};
