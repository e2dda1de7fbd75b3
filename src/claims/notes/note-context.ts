import type { Atom, Verdict } from '../claim.ts';
import type { ClaimNote, MisconceptionId, NoteDetails } from '../claim-note.ts';
import type { Statement } from '../document/statement.ts';
import type { CaptureModel } from '../model/capture-model.ts';

/** What a note is found by. */
export interface NoteContext {
	readonly model: CaptureModel;
	readonly statement: Statement;
	readonly atoms: readonly Atom[];
	readonly verdict: Verdict;
}

/** Makes a note; its details are those of its misconception. */
export function note<M extends MisconceptionId>(id: M, details: NoteDetails[M]): ClaimNote {
	return { id, details } as unknown as ClaimNote;
}
