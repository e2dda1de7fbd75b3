import { looksLike } from '../file/sniff.ts';

/** What belongs to a submission, by the names that a rubric gives: with `*` for any part. */
export interface NameRules {
	readonly report: readonly string[];
	readonly captures: readonly string[];
}

/** What a file of a submission is read as; `document` and `foreign-archive` are named, and not opened. */
export type FileKind = 'report' | 'capture' | 'archive' | 'document' | 'foreign-archive';

/** What editors, tools and archives leave behind. */
const NOT_LOOKED_INTO = /^(\..*|node_modules|__pycache__|__MACOSX|venv)$/;
/** Text and programs are not opened to see whether they are captures. */
const NO_CAPTURE = /\.(md|txt|py|js|ts|yml|yaml|json|html|css|png|jpe?g|gif|svg|mp4|log)$/i;
const BY_ENDING: readonly (readonly [FileKind, RegExp])[] = [
	['archive', /\.(zip|tar|tar\.gz|tgz)$/i],
	['foreign-archive', /\.(rar|7z|tar\.(xz|bz2|zst)|txz|tbz2?)$/i],
	['document', /\.(docx?|odt|rtf|pdf|pages)$/i],
];
/** So many bytes tell a capture. */
export const SNIFFED_BYTES = 512;
const MAGIC_BYTES = 4;
/** What a capture's beginning is taken for, as long as nobody reads on. */
const CAPTURES = ['short', 'other-capture'];

/** What a name says: `unknown` may be a capture under any name, `null` is none of ours. */
export function kindOfName(name: string, rules: NameRules): FileKind | 'unknown' | null {
	if (matches(name, rules.captures)) return 'capture';
	if (matches(name, rules.report)) return 'report';
	const [known] = BY_ENDING.find(([, ending]) => ending.test(name)) ?? [];
	return known ?? (NO_CAPTURE.test(name) ? null : 'unknown');
}

/** False for what is left aside with all that is in it. */
export function isLookedInto(entry: string): boolean {
	return !NOT_LOOKED_INTO.test(entry);
}

export function isCaptureHead(head: Uint8Array): boolean {
	return head.length >= MAGIC_BYTES && CAPTURES.includes(looksLike(head));
}

/** A pattern without `/` is compared with the last part of the name; capitals make no difference. */
function matches(name: string, patterns: readonly string[]): boolean {
	return patterns.some((pattern) => {
		const compared = pattern.includes('/') ? name : name.slice(name.lastIndexOf('/') + 1);
		const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
		return new RegExp(`^${source.join('.*')}$`, 'i').test(compared);
	});
}
