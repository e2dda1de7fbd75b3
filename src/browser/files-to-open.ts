import type { LabProfile } from '../profile/lab-profile.ts';
import { LABS } from '../profile/labs.ts';
import { DEFAULT_LABEL_PROFILE, type LabelProfileName } from '../tcp/label-profile.ts';
import type { ToOpen } from './open-capture.ts';

/** Reads files that somebody dropped or chose: a capture, and perhaps its program events. @throws what the browser throws. */
export async function filesToOpen(
	files: readonly File[],
	profile: LabelProfileName = DEFAULT_LABEL_PROFILE,
	labs: readonly LabProfile[] = Object.values(LABS),
): Promise<ToOpen> {
	const events = files.find(({ name }) => name.endsWith('.jsonl'));
	const file = files.find((each) => each !== events) ?? files[0];
	const bytes = new Uint8Array((await file?.arrayBuffer()) ?? []);
	return {
		...{ name: file?.name ?? '', bytes, roughTimes: false, profile, labs },
		events: events ? await events.text() : null,
		sha256: await sha256Of(bytes),
	};
}

/** `null` where the browser does it only for pages from a server. */
async function sha256Of(bytes: Uint8Array): Promise<string | null> {
	if (!isSecureContext) return null;
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
	return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
