import type { RecordingCause } from '../../capture/recording-cause.ts';
import type { LabWords, RunnerFacts } from '../lab-words.ts';

const CAUSES: { readonly [C in RecordingCause]: string } = {
	stopped: 'tidak semua paket yang lewat terekam',
	'count-reached': 'semua paket yang diminta sudah ada',
	'interface-gone': 'interface jaringan hilang',
	'disk-full': 'disk penuh',
	'write-failed': 'file tidak dapat ditulis',
	'recorder-died': 'program perekam berhenti sendiri',
	'recorder-killed': 'program perekam tidak berhenti saat diminta, lalu dihentikan paksa',
	'ended-at-once': 'Anda menghentikannya seketika, paket terakhir mungkin hilang',
};

const RUNNERS: { readonly [R in RunnerFacts['runner']]: (facts: RunnerFacts) => string } = {
	netns: ({ rootless }) =>
		rootless
			? 'Runner: netns, melalui user namespace (Anda bukan root; tanpa sudo dan tanpa Docker).'
			: 'Runner: netns (Anda root; tanpa Docker).',
	docker: () => 'Runner: docker.',
	simulated: ({ seed }) =>
		`Runner: simulated (simulasi): tidak ada jaringan nyata, setiap paket dibuat oleh TCP kami sendiri dalam waktu virtual (seed ${seed}).`,
};

const WHY: { readonly [W in RunnerFacts['why']]: string } = {
	asked: '',
	'first-choice': ' Dengan container: --runner docker; tanpa jaringan: --runner simulated.',
	fallback: '',
	'only-one': ' Runner lain tidak dapat melakukan yang diminta.',
};

function problem({ runner, what, fix }: RunnerFacts['problems'][number]): string {
	return `  ${runner} tidak bisa di sini: ${what}. Cara mendapatkannya: ${fix}`;
}

export const lab: LabWords = {
	runner: (facts) => [`${RUNNERS[facts.runner](facts)}${WHY[facts.why]}`, ...facts.problems.map(problem)].join('\n'),
	stages: {
		namespaces: 'Membuat dua mesin (network namespace)…',
		network: 'Menghubungkan keduanya ke bridge…',
		image: 'Mencari image container, atau membuatnya dari Node ini…',
		containers: 'Membuat container dan bridge-nya…',
		simulation: 'Membuat paket…',
		recorder: 'Menjalankan tcpdump di bridge dan server…',
		programs: 'Client dan server bertukar pesan…',
		drain: 'Menyelesaikan rekaman…',
		removal: 'Menghapus container…',
	},
	programs: { server: 'server', client: 'client' },
	typing: ({ endWord, endWordIsSent }) =>
		`Ketik pesan lalu tekan Enter; "${endWord}" mengakhiri (${endWordIsSent ? 'dikirim, tidak dibalas' : 'tidak dikirim'}).`,
	programFailed: ({ program, status }) => `Program ${program} gagal dengan status ${status}.`,
	stopping: ({ removes }) =>
		removes
			? 'Berhenti; yang sudah terekam disimpan, container dihapus.'
			: 'Berhenti; yang sudah terekam disimpan. Ctrl+C sekali lagi menghentikan seketika.',
	lateServer: 'Client ditolak karena belum ada program yang menunggu; sekarang server dijalankan.',
	kept: ({ compose }) => `Container masih berjalan: ${compose} ps; hapus dengan: capnote lab down`,
	image: ({ name, isNew, bytes }) =>
		isNew
			? `Image ${name}: dibuat dari Node ini, ${Math.round(bytes / 1e6)} MB, tanpa registry.`
			: `Image ${name}: sudah ada. Buat ulang dengan --force.`,
	removed: ({ containers, networks, images, live }) =>
		[
			containers + networks + images === 0
				? 'Tidak ada yang perlu dihapus.'
				: `${containers} container, ${networks} jaringan, dan ${images} image lama dihapus.`,
			...(live === 0
				? []
				: [`${live} praktikum masih berjalan di terminal lain dan dibiarkan; --all menghapusnya juga.`]),
		].join(' '),

	nothingRecorded: 'Dihentikan sebelum ada paket yang terekam: tidak ada file yang dibuat.',
	unfinished: ({ path }) => `Dihentikan seketika; rekaman yang belum selesai ada di ${path}`,
	simulated: ({ seed }) =>
		`Simulasi: tidak ada jaringan nyata. Paket yang sama lagi: --runner simulated --seed ${seed}`,
	saved: ({ path }) => `Rekaman: ${path}`,
	events: ({ path }) => `Event program: ${path}`,
	next: ({ capture, events, labProfile }) =>
		`Selanjutnya: capnote analyze ${capture}${events === null ? '' : ` --events ${events}`}${labProfile === null ? '' : ` --lab-profile ${labProfile}`}`,
	notRecorded: 'Tidak ada yang direkam, sesuai permintaan.',
	complete: ({ captured }) => `Rekaman lengkap: ${captured} paket terekam, tidak ada yang hilang.`,
	incomplete: ({ captured, received, dropped, cause, said }) =>
		`Rekaman TIDAK lengkap: ${CAUSES[cause]}${said ? ` ("${said}")` : ''}; terekam ${captured ?? '?'}, diterima ${received ?? '?'}, hilang ${dropped ?? '?'}. Paket yang tidak ada di rekaman ini belum tentu tidak ada di jaringan.`,
};
