import type { Atom, Claim } from '../../claims/claim.ts';
import type { DocumentCheck, Lint, NotUnderstood, Pairing } from '../../claims/report-check.ts';
import { safeJson } from '../safe-json.ts';
import type { Languages } from '../view.ts';
import type { CheckView } from './check-view.ts';
import { lintText, noteText } from './claim-text.ts';

/** Version of the machine output; a breaking change raises it. */
const VERSION = 1;

/** What tells a capture from all others. */
export interface Fingerprint {
	readonly name: string;
	/** Hexadecimal, of the file as it lies there. */
	readonly sha256: string | null;
}

/** A checked report for machines: untranslated values; what is not known is `null`, never absent. */
export function checkJson(
	{ check }: CheckView,
	languages: Languages,
	{ version, captures }: { readonly version: string; readonly captures: readonly Fingerprint[] },
): string {
	const all = <T>(of: (document: DocumentCheck) => readonly T[]): readonly T[] => check.documents.flatMap(of);
	return `${safeJson({
		capnote: VERSION,
		version,
		documents: check.documents.map(({ name, counts }) => ({ name, counts })),
		captures,
		pairings: all((document) => document.pairings.map((pairing) => pairingObject(pairing, document.name))),
		claims: all(({ claims }) => claims.map((claim) => claimObject(claim, languages))),
		notUnderstood: all((document) => document.notUnderstood.map((open) => openObject(open, document.name))),
		lints: all((document) => document.lints.map((lint) => lintObject(lint, document.name, languages))),
	})}\n`;
}

export function claimObject(claim: Claim, { en, id }: Languages): object {
	const { place, verdict, reason, basis, capture, connection, packets } = claim;
	return {
		id: claim.id,
		file: claim.document,
		line: place.line,
		column: place.column,
		section: claim.section.join(' / '),
		text: claim.text,
		...{ verdict, reason, basis, capture, connection, packets },
		atoms: claim.atoms.map(atomObject),
		reading: claim.reading,
		probably: claim.isSoft,
		notes: claim.notes.map((note) => note.id),
		noteTexts: claim.notes.map((note) => ({ en: noteText(note, en), id: noteText(note, id) })),
		message: { en: en.claims.message(claim), id: id.claims.message(claim) },
	};
}

function atomObject({ kind, pattern, verdict, reason, basis, packets, connection, fact, hint, place }: Atom): object {
	const where = { line: place.line, column: place.column };
	return { kind, pattern, verdict, reason, basis, packets, connection, found: fact, hint, ...where };
}

function openObject({ place, section, text, words }: NotUnderstood, file: string): object {
	return { file, line: place.line, column: place.column, section: section.join(' / '), text, words };
}

function lintObject(lint: Lint, file: string, { en, id }: Languages): object {
	const { text: textEn, advice: adviceEn } = lintText(lint, en);
	const { text: textId, advice: adviceId } = lintText(lint, id);
	const { kind, place } = lint;
	return {
		...{ kind, file, line: place.line, column: place.column },
		...{ text: { en: textEn, id: textId }, advice: { en: adviceEn, id: adviceId } },
	};
}

function pairingObject({ section, line, capture, rule, because }: Pairing, file: string): object {
	return { file, line, section: section.join(' / '), capture, rule, because };
}
