import type { ErrorTexts, GradingErrors } from '../../../error-text.ts';
import type { PartsProblem } from '../../../errors.ts';

const PARTS: { readonly [P in PartsProblem]: string } = {
	'no-part': 'berkas ini tidak ditulis oleh capnote grade --shard',
	'other-rubric': 'dinilai dengan rubrik lain',
	'other-version': 'dinilai oleh versi capnote lain',
	missing: 'ada bagian yang belum diberikan',
	twice: 'bagian ini diberikan dua kali',
};

const PARTS_FIX =
	'Berikan setiap bagian satu kali, semuanya dengan rubrik dan versi capnote yang sama: capnote grade merge part-*.jsonl';

/** Grading a class. */
export const grading: ErrorTexts<GradingErrors> = {
	'no-submissions': ({ path }) => ({
		what: `Tidak ada tugas di "${path}": tidak ada folder dengan laporan atau rekaman, juga tidak ada berkasnya`,
		fix: 'Berikan folder yang berisi satu folder untuk setiap mahasiswa.',
	}),
	'package-missing': ({ packages }) => ({
		what: `Antrean memerlukan ${packages.join(' dan ')}, yang belum terpasang`,
		fix: `npm install ${packages.join(' ')}`,
	}),
	'queue-failed': ({ url, said }) => ({
		what: `Tidak dapat memakai antrean di "${url}": ${said}`,
		fix: 'Jalankan Redis atau Valkey di sana, atau nilai di mesin ini saja: tanpa --queue.',
	}),
	'bad-parts': ({ path, problem }) => ({
		what: `Tidak dapat menggabungkan "${path}": ${PARTS[problem]}`,
		fix: PARTS_FIX,
	}),
};
