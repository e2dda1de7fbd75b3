import type { ChoiceErrors, ErrorTexts } from '../../../error-text.ts';

const NOTHING_TO_PLOT = {
	sequence: 'data dari pihak itu tidak terekam',
	throughput: 'data dari pihak itu tidak terekam',
	rtt: 'tidak ada ACK atas data yang terekam',
};

/** What is chosen of a capture to be shown. */
export const choices: ErrorTexts<ChoiceErrors> = {
	'unknown-column': ({ name, known }) => ({
		what: `Tidak ada kolom "${name}"`,
		fix: `Pilih dari: ${known.join(', ')}`,
	}),
	'not-in-capture': ({ what, asked, count }) => {
		const name = { packet: 'paket', connection: 'koneksi' }[what];
		return {
			what: `Rekaman ini tidak memiliki ${name} ${asked}`,
			fix: count === 0 ? `Tidak ada ${name} di dalamnya.` : `Pilih salah satu dari 1 sampai ${count}.`,
		};
	},
	'several-connections': ({ count }) => ({
		what: `Rekaman ini memiliki ${count} koneksi, dan satu gambar menunjukkan satu koneksi`,
		fix: `Pilih salah satu dari 1 sampai ${count}: --connection 1`,
	}),
	'nothing-to-plot': ({ kind, connection }) => ({
		what: `Tidak dapat membuat grafik koneksi ${connection}: ${NOTHING_TO_PLOT[kind]}`,
		fix: 'Pilih koneksi, --side, atau --kind lain; daftarnya: capnote analyze FILE --connections',
	}),
	'bad-rows': ({ asked }) => ({
		what: `Tidak jelas paket mana yang dimaksud dengan "${asked}"`,
		fix: 'Berikan nomor dan rentang: --rows 1-3,15-17',
	}),
};
