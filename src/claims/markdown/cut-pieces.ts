/** A stretch of a document that is parsed by itself. */
export interface Piece {
	/** Where its text would begin in the document; the head of a table that was cut stands before that place. */
	readonly start: number;
	readonly text: string;
	/** Too long or too deep for a Markdown parser, whose time grows faster than its input: read line by line. */
	readonly isPlain: boolean;
}

/** Pieces are joined up to this size, and parsed only below the second. */
const JOINED_CHARACTERS = 6_000;
const MOST_CHARACTERS = 16_000;
/** Underlined headings cost a parser the square of their number: pieces with them are smaller. */
const UNDERLINED_CHARACTERS = 1_000;
const MOST_LINE = 2_000;
const MOST_MARKERS = 24;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}(?:\s|$)/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const CONTINUES = /^(?:\s|[-*+>|]|\d{1,9}[.)])/;
const MARKERS = /[>*+[\]_`(<!-]/g;

interface OpenPiece {
	/** What makes the rest of a table or of a fenced block one again. */
	head: string;
	start: number;
	end: number;
	isPlain: boolean;
}

/**
 * Cuts a document where a Markdown parser may begin anew: at headings, behind underlined ones, and at blank lines in front of a line that
 * begins at the margin, outside fences. So the time to parse all of it grows with its length. A fence that nobody
 * closes ends at the next heading.
 */
export function cutPieces(text: string): readonly Piece[] {
	const pieces: OpenPiece[] = [];
	let open: OpenPiece = { head: '', start: 0, end: 0, isPlain: false };
	let fence: string | undefined;
	let isAfterBlank = false;
	let isAfterUnderline = false;
	let table: readonly string[] = [];
	const begin = (at: number, head = ''): void => {
		if (open.end > open.start) pieces.push(open);
		open = { head, start: at, end: at, isPlain: false };
	};
	for (let at = 0; at < text.length; ) {
		const next = text.indexOf('\n', at) + 1 || text.length;
		const line = text.slice(at, Math.min(next, at + MOST_LINE)).replace(/[\r\n]+$/, '');
		const isBlank = line.trim() === '';
		if (fence === undefined) {
			const size = at - open.start;
			const isHeading = HEADING.test(line);
			const mayCut = isHeading || (isAfterBlank && !isBlank && !CONTINUES.test(line));
			const isUnderlined = isAfterUnderline && size > UNDERLINED_CHARACTERS && !CONTINUES.test(line);
			if ((mayCut && (isHeading || size > JOINED_CHARACTERS)) || isUnderlined) begin(at);
			else if (size > MOST_CHARACTERS) begin(at, line.startsWith('|') ? table.join('') : '');
			const found = FENCE.exec(line)?.[1];
			if (found && hasEnd(text, next, found)) fence = found;
		} else if (closes(line, fence)) fence = undefined;
		else if (at - open.start > MOST_CHARACTERS) begin(at, `${fence}\n`);
		if (!line.startsWith('|')) table = [];
		else if (table.length < 2) table = [...table, text.slice(at, next)];
		if (next - at > MOST_LINE || isDeep(line) || hasManyMarkers(line)) open.isPlain = true;
		open.end = next;
		isAfterBlank = isBlank;
		isAfterUnderline = UNDERLINE.test(line);
		at = next;
	}
	begin(text.length);
	return pieces.map(({ head, start, end, isPlain }) => ({
		start: start - head.length,
		text: head + text.slice(start, end),
		isPlain: isPlain || end - start > 2 * MOST_CHARACTERS,
	}));
}

function closes(line: string, fence: string): boolean {
	const found = FENCE.exec(line)?.[1];
	return found !== undefined && found[0] === fence[0] && found.length >= fence.length && /^[\s`~]*$/.test(line);
}

/** Whether a fence is closed before the next heading, and not too far away: else it is taken for a slip. */
function hasEnd(text: string, from: number, fence: string): boolean {
	let at = from;
	for (let lines = 0; at < text.length && lines < 400; lines++) {
		const next = text.indexOf('\n', at) + 1 || text.length;
		const line = text.slice(at, Math.min(next, at + 200)).replace(/[\r\n]+$/, '');
		if (closes(line, fence)) return true;
		if (/^ {0,3}#{2,6} \S/.test(line) && !/^\s*#\s*(?:include|define)/.test(line)) return false;
		at = next;
	}
	return false;
}

/** The line under the titles of a wide table has many dashes, and costs a parser nothing. */
function hasManyMarkers(line: string): boolean {
	return !/^[\s|:-]*$/.test(line) && (line.match(MARKERS)?.length ?? 0) > MOST_MARKERS * 8;
}

/** True if lists or quotes are nested deeper in it than anybody writes. */
function isDeep(line: string): boolean {
	const lead = /^[\s>*+\d.)-]{0,2000}/.exec(line)?.[0] ?? '';
	return (lead.match(/[>*+-]|\d[.)]/g)?.length ?? 0) > MOST_MARKERS || lead.length > 160;
}
