import type { Atom, Verdict } from '../claim.ts';
import type { ClaimNote } from '../claim-note.ts';
import type { Statement } from '../document/statement.ts';
import type { CaptureModel } from '../model/capture-model.ts';

/** The misconceptions that a statement shows, each with what the capture says of it. They change no verdict. */
export function notesOf(
	_model: CaptureModel | null,
	_statement: Statement,
	_atoms: readonly Atom[],
	_verdict: Verdict,
): readonly ClaimNote[] {
	return [];
}
