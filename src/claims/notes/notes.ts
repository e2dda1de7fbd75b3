import type { Atom, Verdict } from '../claim.ts';
import type { ClaimNote } from '../claim-note.ts';
import type { Statement } from '../document/statement.ts';
import type { CaptureModel } from '../model/capture-model.ts';
import { courseNotes } from './course-notes.ts';
import { note } from './note-context.ts';
import { numberNotes } from './number-notes.ts';
import { programNotes } from './program-notes.ts';

/** The misconceptions that a statement shows, each with what the capture says of it. They change no verdict. */
export function notesOf(
	model: CaptureModel | null,
	statement: Statement,
	atoms: readonly Atom[],
	verdict: Verdict,
): readonly ClaimNote[] {
	if (model === null) return addressNotes(statement);
	const context = { model, statement, atoms, verdict };
	const all = [...programNotes(context), ...courseNotes(context), ...numberNotes(context), ...addressNotes(statement)];
	return all.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** M07 needs no capture. */
function addressNotes({ says }: Statement): readonly ClaimNote[] {
	return says.flatMap((say) => (say.say === 'type' ? [note('M07', { said: say.given })] : []));
}
