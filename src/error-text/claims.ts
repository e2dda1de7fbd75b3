import type { ClaimErrors, ErrorTexts } from '../error-text.ts';
import type { ErrorText, ForeignReport } from '../errors.ts';

const FOREIGN_REPORT: { readonly [F in ForeignReport]: ErrorText } = {
	capture: {
		what: 'it is a capture',
		fix: 'Name the report first, then the captures: capnote check README.md lab.pcap',
	},
	zip: {
		what: 'it is a ZIP archive, as a Word document is',
		fix: 'Save it as Markdown or plain text: pandoc -t gfm report.docx -o report.md',
	},
	pdf: { what: 'it is a PDF document', fix: 'Give the Markdown or text that it was made from.' },
	binary: { what: 'it is no text', fix: 'Give the report as Markdown or plain text.' },
};

/** The report that is checked. */
export const claims: ErrorTexts<ClaimErrors> = {
	'not-a-report': ({ path, kind }) => ({
		what: `Cannot read "${path}" as a report: ${FOREIGN_REPORT[kind].what}`,
		fix: FOREIGN_REPORT[kind].fix,
	}),
};
