import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { geteuid } from 'node:process';

/** Whose a file is to be. */
export interface Owner {
	readonly userId: number;
	readonly groupId: number;
}

/** Who called `sudo`, which is whose the files are that root makes for them; `null` without sudo. */
export function callerOf(
	environment: Readonly<Record<string, string | undefined>>,
	userId: number | undefined,
): Owner | null {
	const [uid, gid] = [environment.SUDO_UID, environment.SUDO_GID];
	if (userId !== 0 || !isNumber(uid) || !isNumber(gid)) return null;
	return { userId: Number(uid), groupId: Number(gid) };
}

function isNumber(text: string | undefined): text is string {
	return text !== undefined && /^\d+$/.test(text);
}

/**
 * Gives a file or folder that we have just made to its owner. In a folder of theirs somebody could have put a link in
 * its place meanwhile: root must not give away what that leads to. A file system that knows no owners is no reason to
 * lose a capture.
 */
export async function giveTo(owner: Owner | null, path: string): Promise<void> {
	if (owner === null) return;
	try {
		await using handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
		const found = await handle.stat();
		const isOneFile = found.isFile() && found.nlink === 1;
		if (found.uid === geteuid?.() && (isOneFile || found.isDirectory()))
			await handle.chown(owner.userId, owner.groupId);
	} catch {
		// It stays ours.
	}
}
