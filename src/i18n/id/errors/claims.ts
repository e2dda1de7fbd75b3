import type { ClaimErrors, ErrorTexts } from '../../../error-text.ts';
import type { ErrorText, ForeignReport } from '../../../errors.ts';

const FOREIGN_REPORT: { readonly [F in ForeignReport]: ErrorText } = {
	capture: {
		what: 'ini rekaman',
		fix: 'Sebutkan laporannya dulu, lalu rekamannya: capnote check README.md lab.pcap',
	},
	zip: {
		what: 'ini arsip ZIP, seperti dokumen Word',
		fix: 'Simpan sebagai Markdown atau teks biasa: pandoc -t gfm laporan.docx -o laporan.md',
	},
	pdf: { what: 'ini dokumen PDF', fix: 'Berikan Markdown atau teks asalnya.' },
	binary: { what: 'ini bukan teks', fix: 'Berikan laporan sebagai Markdown atau teks biasa.' },
};

/** The report that is checked. */
export const claims: ErrorTexts<ClaimErrors> = {
	'not-a-report': ({ path, kind }) => ({
		what: `Tidak dapat membaca "${path}" sebagai laporan: ${FOREIGN_REPORT[kind].what}`,
		fix: FOREIGN_REPORT[kind].fix,
	}),
};
